import { NAMESPACE, SIGNATURE, SUMS } from '../../../core/audit/package/files.ts';
import { type Check, failed, untold, verified } from '../../../core/audit/verify/check.ts';
import type { FoundFiles } from '../../../core/audit/verify/check-files.ts';
import type { ReadManifest } from '../../../core/audit/verify/read-manifest.ts';
import { UserError, type World } from '../../../world/world.ts';
import type { Request } from '../../command.ts';

/** Bytes, of a list of sums. */
const LARGEST = 64 * 1024 * 1024;

/** Bytes. The largest that ssh-keygen makes is of 2 KB, and over a large file it sits for minutes. */
const LARGEST_SIGNATURE = 64 * 1024;

/** Who vouches for the list of sums, by a list of keys that came another way. */
export function checkSignature(
  folder: string,
  { sums }: FoundFiles,
  manifest: ReadManifest | undefined,
  request: Request,
  world: World,
): Check {
  const { files, ssh } = world;
  const name = 'signature';
  const asked = request.text('allowed-signers');
  const signers = asked === undefined ? undefined : files.real(files.resolve(request.cwd, asked));
  if (signers !== undefined && files.look(signers) !== 'file')
    throw new UserError(
      `Unexpected --allowed-signers ${asked}, which is no file`,
      'Name a list of keys that you trust.',
    );
  if (signers !== undefined && !/^\.\.(?:\/|$)/.test(files.relative(folder, signers)))
    throw new UserError(
      `Unexpected --allowed-signers ${asked}, which is a part of the package: whoever made it, made that too`,
      'Name a list of keys that came another way.',
    );
  const data = sums.has(SUMS) ? files.readBytes(files.join(folder, SUMS), LARGEST) : undefined;
  if (!sums.has(SIGNATURE) || data === undefined) {
    if (manifest?.signed) return failed(name, `the manifest says that there is one, and ${SIGNATURE} is missing`);
    return signers === undefined
      ? untold(name, 'nobody signed it: the sums tell that it is whole, not who made it', false)
      : failed(name, 'nobody signed it, and a list of signers was given');
  }
  const why = whyNoSignature(files.join(folder, SIGNATURE), world);
  if (why !== undefined) return failed(name, why);
  const verdict = ssh.verify({ signature: files.join(folder, SIGNATURE), signers, namespace: NAMESPACE, data });
  if (verdict.state === 'good') return verified(name, `by ${verdict.signer}. ${verdict.words}`);
  if (verdict.state === 'bad') return failed(name, `it is none of this list for ${NAMESPACE}: ${verdict.words}`);
  if (verdict.state === 'no_program') return untold(name, verdict.words, true);
  return signers === undefined
    ? untold(name, `whole, but whose it is only a list of keys tells: --allowed-signers FILE. ${verdict.words}`, true)
    : failed(name, `by a key that ${asked} does not name. ${verdict.words}`);
}

function whyNoSignature(path: string, { files }: World): string | undefined {
  try {
    files.readBytes(path, LARGEST_SIGNATURE);
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
}
