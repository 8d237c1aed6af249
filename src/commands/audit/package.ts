import { NAMESPACE, SIGNATURE, SUMS } from '../../core/audit/package/files.ts';
import { allowances, type Manifest } from '../../core/audit/package/manifest.ts';
import type { Column, PlannedFile, Report, Table } from '../../core/report.ts';
import { countOf } from '../../core/words.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Command, Request } from '../command.ts';
import { readAsked } from './package/asked.ts';
import { makePackage } from './package/make.ts';
import { readRedaction } from './package/open-redactor.ts';

export const command: Command = {
  arguments: [],
  options: [
    {
      name: 'control',
      value: 'ID',
      about: 'which control the page begins with: A.5.27, CC7.4, 12.10.6 …',
      isRequired: true,
    },
    { name: 'from', value: 'DAY', about: 'first day of the period', isRequired: true },
    { name: 'to', value: 'DAY', about: 'last day of the period', isRequired: true },
    { name: 'out', value: 'DIR', about: 'the folder to make; absent or empty', isRequired: true },
    { name: 'sign', value: 'KEY', about: 'sign the list of sums with that SSH key' },
    { name: 'with-bundle', about: 'add the whole history as a git bundle: this hands over everything' },
    {
      name: 'redact',
      value: 'FIELD',
      about: 'replace that field by a keyed hash: impact.cost, causes.statement …, or people',
      isMany: true,
    },
    {
      name: 'redact-key',
      value: 'FILE',
      about: 'the key of these hashes; without it a new one is made and printed once',
    },
    {
      name: 'allow',
      value: 'REASON',
      about: `package it although: ${Object.keys(allowances).join(', ')}`,
      isMany: true,
    },
    { name: 'repository', value: 'NAME', about: 'what OSCAL calls this repository (default: by its first commit)' },
    { name: 'dry-run', about: 'say what would be written' },
  ],
  examples: [
    [
      'pir audit package --control A.5.27 --from 2026-01-01 --to 2026-12-31 --out ../evidence-2026',
      'the evidence of a year, as a folder that an auditor opens and verifies',
    ],
    [
      'pir audit package --control A.5.27 --from 2026-01-01 --to 2026-12-31 --out ../evidence-2026 --sign ~/.ssh/id_ed25519 --with-bundle',
      'signed, and with the repository itself',
    ],
  ],
  about:
    'A plain folder: the records of one commit byte for byte, registers, reports, what check found, the ledger with signatures, a page from control to requirement to records, and a README that says how to verify all of it with sha256sum, git and ssh-keygen. ' +
    'The same commit, settings, version and period give the same bytes. The commit is HEAD of a clean tree, or what --as-of names; as of is its date, whatever the clock. ' +
    'It is refused with changes that are not committed, in a clone without the history (exit 4), and while errors stand of rules that figures rest on, unless --allow names them; the manifest says what was allowed. Findings of other rules are content.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const { files } = world;
  const redaction = readRedaction(request, world);
  const asked = { ...readAsked(request, world), redaction };
  const folder = files.resolve(request.cwd, request.text('out') ?? '');
  mustBeFree(folder, request, world);
  const key = request.text('sign');
  const made = await makePackage(asked, request, world, key !== undefined);
  const sums = made.files.find(({ path }) => path === SUMS)?.data ?? '';
  const signature =
    key === undefined || request.isDryRun
      ? undefined
      : world.ssh.sign(files.resolve(request.cwd, key), NAMESPACE, new TextEncoder().encode(String(sums)));
  const all = [...made.files, ...(signature === undefined ? [] : [{ path: SIGNATURE, data: signature }])];
  const path = files.relative(request.cwd, folder) || '.';
  const { manifest } = made;
  const { population, repository } = manifest;
  return {
    command: 'audit package',
    asOf: manifest.as_of,
    complete: true,
    repository: { commit: asked.commit, branch: null, dirty: false, shallow: false },
    findings: [],
    tables: [packageTable(manifest, world.sha256(sums))],
    page: [
      {
        block: 'facts',
        rows: [
          ['Commit', `${repository.commit}, of ${manifest.as_of}`],
          ['Period', `${asked.period.from} to ${asked.period.to} (${manifest.period.timezone})`],
          [
            'Population',
            `${countOf(population.incidents.total, 'incident')}, ${countOf(population.actions.total, 'action')}`,
          ],
        ],
      },
    ],
    notes: [
      ...(Object.keys(manifest.records).length === 0
        ? ['no records at all: is this the folder of pir.config.yaml?']
        : []),
      ...manifest.left_out,
    ],
    files: all.map(({ path: name, data }): PlannedFile => {
      const content = typeof data === 'string' ? { text: data } : { text: '', bytes: data };
      return { absolutePath: files.join(folder, name), path: `${path}/${name}`, action: 'create', ...content };
    }),
    folder: { absolutePath: folder, path },
    summary: {
      errors: 0,
      warnings: 0,
      records: Object.values(manifest.records).reduce((sum, count) => sum + count, 0),
    },
    failed: false,
    next: request.isDryRun
      ? []
      : [
          '',
          `Open ${path}/index.html to read it.`,
          `pir audit verify ${path} tells whether it is whole.`,
          'One sum stands for every file; hand it over by another way than the folder.',
          `SHA-256 of ${SUMS}:`,
          `  ${world.sha256(sums)}`,
          ...(redaction?.newKey === undefined
            ? []
            : [
                `The key of what is redacted, said here once: ${redaction.newKey}`,
                'Keep it in a file for --redact-key: with it the same package can be made again.',
              ]),
        ],
  };
}

/** What the package is, for programs. */
function packageTable({ repository, period, population, files }: Manifest, sum: string): Table {
  const text = (key: string, title: string): Column => ({ key, title, unit: 'text' });
  return {
    name: 'package',
    title: 'The package',
    columns: [
      text('commit', 'Commit'),
      text('tree', 'Tree'),
      { key: 'from', title: 'From', unit: 'date' },
      { key: 'to', title: 'To', unit: 'date' },
      { key: 'incidents', title: 'Incidents', unit: 'count' },
      { key: 'actions', title: 'Actions', unit: 'count' },
      { key: 'files', title: 'Files', unit: 'count' },
      text('sums_sha256', `SHA-256 of ${SUMS}`),
    ],
    rows: [
      {
        commit: repository.commit,
        tree: repository.tree,
        from: period.from,
        to: period.to,
        incidents: population.incidents.total,
        actions: population.actions.total,
        files: files.length,
        sums_sha256: sum,
      },
    ],
  };
}

/** Said before the work is done, which may take a while; the writing asks once more. */
function mustBeFree(folder: string, request: Request, { files }: World): void {
  const stands = files.look(folder);
  if (stands === 'none' || (stands === 'folder' && files.list(folder).length === 0)) return;
  throw new UserError(
    `Unexpected --out ${request.text('out')}, which stands there already and is no empty folder`,
    'Nothing was overwritten; name another folder.',
  );
}
