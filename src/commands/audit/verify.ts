import { BUNDLE, MANIFEST, readSums, SUMS, whyNoPath } from '../../core/audit/package/files.ts';
import { type Check, checkColumns, checkRow, failed, untold } from '../../core/audit/verify/check.ts';
import { checkFigures } from '../../core/audit/verify/check-figures.ts';
import { checkBlobs, checkFiles, checkPaths, type FoundFiles } from '../../core/audit/verify/check-files.ts';
import { type ReadManifest, readManifest } from '../../core/audit/verify/read-manifest.ts';
import { recompute } from '../../core/audit/verify/recompute.ts';
import type { Block, Report } from '../../core/report.ts';
import { formatInstant } from '../../core/time.ts';
import { countOf } from '../../core/words.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Command, Request } from '../command.ts';
import { checkRemade } from './verify/check-remade.ts';
import { checkBundle, checkRepository, type Standing } from './verify/check-repository.ts';
import { checkSignature } from './verify/check-signature.ts';
import { lookAtFolder } from './verify/look-at-folder.ts';

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
    'Exit 1 when a check failed, 4 when something needed could not be verified. Nothing of the package is written, run or followed.',
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
  const sums = readSums(reader.text(SUMS) ?? '');
  const manifest = readManifest(reader.text(MANIFEST) ?? '');
  const known = 'why' in manifest ? undefined : manifest;
  const listed = [...(sums?.keys() ?? []), ...(known?.files.map(({ path }) => path) ?? [])];
  const checks: Check[] = [
    checkPaths(found, listed),
    ...checkFiles(found, sums, known),
    ...('why' in manifest ? [failed('manifest', `${MANIFEST}: ${manifest.why}`)] : []),
    checkSignature(folder, found, known, request, world),
  ];
  if (known !== undefined) {
    checks.push(checkBlobs(known, reader.bytes, git.isBlob), ...figuresOf(known, reader, request, world));
    checks.push(...(await checkHistory(folder, found, known, request, world)));
  }
  return reportOn(said, checks, known, world);
}

interface Reader {
  bytes(path: string): Uint8Array | undefined;
  text(path: string): string | undefined;
}

/** Larger files are only hashed. */
const LARGEST_READ = 512 * 1024 * 1024;

/** What the files found hold; of names that lead elsewhere nothing. */
function readerOf(folder: string, { sums }: FoundFiles, { files }: World): Reader {
  const bytes = (path: string) =>
    sums.has(path) && whyNoPath(path) === undefined && path !== BUNDLE
      ? files.readBytes(files.join(folder, path), LARGEST_READ)
      : undefined;
  return {
    bytes,
    text(path) {
      const read = bytes(path);
      return read === undefined ? undefined : new TextDecoder().decode(read);
    },
  };
}

/** Metrics, coverage and repeats, from the records, settings and events of the package alone. */
function figuresOf(manifest: ReadManifest, { text }: Reader, { version }: Request, { sha256 }: World): Check[] {
  const wanted = /^(?:incidents|excerpt)\/|^history\/events\.json$/;
  const paths = manifest.files.map(({ path }) => path).filter((path) => wanted.test(path));
  const texts = new Map(
    paths
      .flatMap((path) => [[path, text(path)] as const])
      .flatMap(([path, read]) => (read === undefined ? [] : [[path, read] as const])),
  );
  const computed = recompute(manifest, texts, sha256);
  if ('why' in computed) return [untold('metrics', computed.why, true)];
  const doubts = {
    otherVersion: manifest.tool.version === version ? undefined : manifest.tool.version,
    isRedacted: manifest.redactions.length > 0,
  };
  return (['metrics', 'coverage', 'repeats'] as const).map((name) =>
    checkFigures(name, text(`reports/${name}.json`), computed[name], doubts),
  );
}

/** The repository around, the bundle, and the package made again from either. */
async function checkHistory(
  folder: string,
  found: FoundFiles,
  manifest: ReadManifest,
  request: Request,
  world: World,
): Promise<Check[]> {
  const { git } = world;
  // What calls itself a repository inside the package is no repository to compare with.
  const around = git.topLevel(request.cwd);
  const top = around === undefined || world.files.relative(folder, around) === '' ? undefined : around;
  const { check, standing } = checkRepository(top, manifest, world);
  const remade = async (at: Standing) => [await checkRemade(at, manifest, found, request, world)];
  const bundle = !manifest.bundle
    ? []
    : !found.sums.has(BUNDLE)
      ? [failed('bundle', `the manifest says that there is one, and ${BUNDLE} is missing`)]
      : await checkBundle(folder, manifest, world, standing === undefined ? remade : async () => []);
  return [check, ...bundle, ...(standing === undefined ? [] : await remade(standing))];
}

function reportOn(said: string, checks: readonly Check[], manifest: ReadManifest | undefined, world: World): Report {
  const wrong = checks.filter(({ result }) => result === 'failed').length;
  const lacking = checks.filter(({ result, isNeeded }) => result === 'not_verifiable' && isNeeded).length;
  const title = `${said}: ${countOf(checks.length, 'check')}`;
  return {
    command: 'audit verify',
    asOf: formatInstant(Math.floor(world.now())),
    complete: lacking === 0,
    repository: null,
    findings: [],
    tables: [{ name: 'checks', title, columns: checkColumns, rows: checks.map(checkRow) }],
    page: pageOf(checks, wrong, manifest),
    notes: [],
    files: [],
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

const words = { verified: 'verified', failed: 'FAILED', not_verifiable: 'not verifiable' } as const;

function pageOf(checks: readonly Check[], wrong: number, manifest: ReadManifest | undefined): Block[] {
  const about =
    manifest === undefined
      ? []
      : [
          {
            block: 'text' as const,
            text: `Evidence for ${manifest.control}, ${manifest.period.from} to ${manifest.period.to}, of commit ${manifest.repository.commit.slice(0, 12)}, made by pir ${manifest.tool.version}.`,
          },
        ];
  const passed = checks.filter(({ result }) => result === 'verified').length;
  const sum =
    wrong > 0
      ? `${countOf(wrong, 'check')} failed: this is not the package that was made.`
      : `${countOf(passed, 'check')} verified, none failed.`;
  return [
    ...about,
    { block: 'facts', rows: checks.map(({ name, result, detail }) => [name, `${words[result]}: ${detail}`]) },
    { block: 'text', text: sum },
  ];
}
