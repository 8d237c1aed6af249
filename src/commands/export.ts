import type { Block, Report, Table } from '../core/report.ts';
import { countOf } from '../core/words.ts';
import { oscalVersions } from '../interop/oscal-poam.ts';
import { UserError, type World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import type { Command, Request } from './command.ts';
import type { Exported, ExportFormat } from './export/format.ts';
import { gather } from './export/gather.ts';
import { exportFormats } from './export/index.ts';
import { openDestination, planFiles } from './export/plan-files.ts';
import { startReport } from './repository.ts';

const names = exportFormats.map(({ name }) => name);
const ofPeriods = exportFormats.flatMap(({ name, hasPeriod }) => (hasPeriod ? [name] : [])).join(', ');

export const command: Command = {
  arguments: [{ name: 'FORMAT', about: names.join(', '), choices: names }],
  options: [
    { name: 'out', value: 'DIR', about: 'write files there; without it what is one text is printed' },
    {
      name: 'repository',
      value: 'NAME',
      about: 'what rows and names call this repository (default: as the remote origin does, else the folder)',
    },
    { name: 'from', value: 'DAY', about: `${ofPeriods}: from that day on` },
    { name: 'to', value: 'DAY', about: `${ofPeriods}: up to that day` },
    {
      name: 'oscal-version',
      value: 'V',
      about: `oscal-poam: which version of OSCAL (default ${oscalVersions[0]})`,
      choices: oscalVersions,
    },
    { name: 'force', about: 'overwrite files that no earlier export left as they are' },
    { name: 'dry-run', about: 'say what would be written' },
  ],
  examples: [
    ['pir export csv --out registers', 'corrective actions, risks, incidents and acknowledgements for a spreadsheet'],
    ['pir export jsonl --repository payments > payments.jsonl', 'every fact, one line each'],
    ['pir export parquet --out /data/pir --repository payments', 'the facts beside those of other repositories'],
    ['pir export openmetrics --out /var/lib/node_exporter', 'figures for a dashboard'],
    ['pir export ics > due.ics', 'what is due, for a calendar'],
    ['pir export oscal-poam --as-of 2026-09-30', 'the plan of action and milestones as it stood then'],
  ],
  about: [
    ...exportFormats.map(({ name, about }) => `${name}: ${about}.`),
    '',
    'What stands in the folder is overwritten only if an earlier export wrote exactly that: it keeps a list of its files, .pir-export-NAME.json. ' +
      'The tables of facts are in docs/reference/facts.md, and what to ask many repositories in docs/fleet.md.',
  ].join('\n'),
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const format = formatOf(request);
  const out = request.text('out');
  mustFit(format, out, request);
  const repository = openAsOf(request, world);
  const gathered = await gather(request, repository, world);
  const report = startReport('export', repository, request);
  const destination = out === undefined ? undefined : openDestination(out, request.cwd, gathered.name, world);
  const exported = await format.write(gathered, { request, report, earlier: [...(destination?.written.keys() ?? [])] });
  const lacksHistory = exported.needsHistory === true && gathered.whyNoHistory !== undefined;
  const isShallow = repository.root.isGit && world.git.isShallow(repository.root.top);
  const notes = [
    ...gathered.notes,
    ...(gathered.records.length === 0 ? ['no records are here: pir new makes the first'] : []),
    // In a shallow clone it has been said already.
    ...(lacksHistory && !isShallow ? [`nothing from the history of git. ${gathered.whyNoHistory}`] : []),
    ...exported.notes,
  ];
  const files =
    destination === undefined ? [] : planFiles(exported.files, destination, repository, request.isOn('force'), world);
  return {
    ...report,
    complete: !(lacksHistory && isShallow),
    tables: exported.tables,
    notes,
    files,
    summary: { errors: 0, warnings: 0, records: gathered.records.length, files: files.length },
    ...(destination === undefined
      ? { raw: exported.text?.() ?? '', next: notes.map((note) => `note: ${note}`) }
      : { page: pageOf(format, gathered.name, exported, report.asOf) }),
  };
}

function formatOf(request: Request): ExportFormat {
  const asked = request.argument('FORMAT');
  const found = exportFormats.find(({ name }) => name === asked);
  if (found !== undefined) return found;
  throw new UserError(
    `Unexpected format "${asked}", expected one of ${names.join(', ')}`,
    'Run pir export --help to see what each is for.',
  );
}

function mustFit({ name, needsFolder, hasPeriod }: ExportFormat, out: string | undefined, request: Request): void {
  if (needsFolder && out === undefined)
    throw new UserError(
      `Unexpected pir export ${name} without --out: it is several files`,
      'Name a folder with --out DIR; it is made if need be.',
    );
  const flag = ['from', 'to'].find((each) => request.text(each) !== undefined);
  if (!hasPeriod && flag !== undefined)
    throw new UserError(
      `Unexpected --${flag} for ${name}, which is of one moment`,
      'Name the moment with --as-of, or leave it out.',
    );
  if (name !== 'oscal-poam' && request.text('oscal-version') !== undefined)
    throw new UserError(`Unexpected --oscal-version for ${name}`, 'Use it with pir export oscal-poam.');
}

function pageOf({ name }: ExportFormat, repository: string, { tables }: Exported, asOf: string): Block[] {
  return [
    { block: 'heading', level: 1, text: `${repository} as ${name}` },
    { block: 'text', text: `As of ${asOf}.` },
    ...(tables.length === 0 ? [] : [{ block: 'facts' as const, rows: tables.map(rowOf) }]),
  ];
}

function rowOf({ name, rows }: Table): readonly [label: string, value: string] {
  return [name, countOf(rows.length, 'row')];
}
