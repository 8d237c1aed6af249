import { MANIFEST, readSums, SIGNATURE, SUMS } from '../../core/audit/package/files.ts';
import { type Check, checkColumns, checkRow, failed } from '../../core/audit/verify/check.ts';
import { checkBlobs, checkFiles, checkPaths, wrongFiles } from '../../core/audit/verify/check-files.ts';
import { verifyPage } from '../../core/audit/verify/page.ts';
import { type ReadManifest, readManifest } from '../../core/audit/verify/read-manifest.ts';
import type { Report } from '../../core/report.ts';
import { countOf } from '../../core/words.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Command, Request } from '../command.ts';
import { reportOnPir } from '../report-on-pir.ts';
import { figuresOf } from './verify/check-again.ts';
import { checkHistory } from './verify/check-history.ts';
import { checkSignature } from './verify/check-signature.ts';
import { lookAtFolder } from './verify/look-at-folder.ts';
import { readerOf } from './verify/reader.ts';

export const command: Command = {
  arguments: [{ name: 'DIR', about: 'the folder of an evidence package' }],
  options: [
    {
      name: 'allowed-signers',
      value: 'FILE',
      about: 'the SSH keys that you trust, got by another way than the package',
    },
  ],
  examples: [
    ['pir audit verify ../evidence-2026', 'in a clone of the repository: everything, blobs and history too'],
    [
      'pir audit verify evidence-2026 --allowed-signers ~/trusted/allowed_signers',
      'anywhere: files, signature, bundle, and the figures computed again from the records',
    ],
  ],
  about:
    'Hashes every file again, finds what is missing or was added, computes the figures again from the records in the package, and verifies signature and bundle where there are any. ' +
    'In a clone of the repository it compares every record with its blob, says whether the commit is still reachable, and makes the package again. ' +
    'Exit 1 when a check failed, 4 when something needed could not be verified. Nothing of the package is written, run or followed. ' +
    'A forged one may be a few kilobytes that stand for terabytes: a file over 4 GiB, and a bundle over 1 GiB, with an object over 128 MiB or of over 16 GiB unpacked, are not verified (exit 4).',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const { files, git } = world;
  const said = request.argument('DIR') ?? '';
  const folder = files.real(files.resolve(request.cwd, said));
  if (files.look(folder) !== 'folder')
    throw new UserError(`Unexpected folder ${said}, which does not exist`, 'Name the folder of an evidence package.');
  const found = lookAtFolder(folder, world);
  if (!found.sums.has(SUMS) && !found.sums.has(MANIFEST))
    throw new UserError(
      `Unexpected folder ${said}, which has neither ${MANIFEST} nor ${SUMS}`,
      'Name the folder of an evidence package.',
    );
  const reader = readerOf(folder, found, world);
  const list = reader.text(SUMS);
  const manifest = readManifest(reader.text(MANIFEST) ?? '');
  const known = 'why' in manifest ? undefined : manifest;
  const listed = [...(readSums(list ?? '')?.keys() ?? []), ...(known?.files.map(({ path }) => path) ?? [])];
  const wrong = wrongFiles(found, list, known);
  const checks: Check[] = [
    checkPaths(found, listed),
    ...checkFiles(wrong, found.sums.size - 1 - (found.sums.has(SIGNATURE) ? 1 : 0)),
    ...('why' in manifest && !wrong.has(MANIFEST) ? [failed('manifest', `${MANIFEST}: ${manifest.why}`)] : []),
    checkSignature(folder, found, wrong.has(MANIFEST) ? undefined : known, request, world),
  ];
  if (known !== undefined) {
    // What is another file has been said, and what rests on it is not told again.
    const right = (path: string) => (wrong.has(path) ? undefined : reader.bytes(path));
    checks.push(checkBlobs(known, right, git.isBlob), ...figuresOf(known, reader, wrong, request, world));
    checks.push(...(await checkHistory(folder, found, known, wrong, request, world)));
  }
  return { ...reportOnPir('audit verify', request, world), ...verdictOn(said, checks, known) };
}

function verdictOn(said: string, checks: readonly Check[], manifest: ReadManifest | undefined) {
  const wrong = checks.filter(({ result }) => result === 'failed').length;
  const lacking = checks.filter(({ result, isNeeded }) => result === 'not_verifiable' && isNeeded).length;
  const title = `${said}: ${countOf(checks.length, 'check')}`;
  return {
    complete: lacking === 0,
    tables: [{ name: 'checks', title, columns: checkColumns, rows: checks.map(checkRow) }],
    page: verifyPage(checks, manifest),
    summary: {
      errors: wrong,
      warnings: 0,
      records: manifest?.files.length ?? 0,
      failed: wrong,
      not_verifiable: lacking,
    },
    failed: wrong > 0,
  };
}
