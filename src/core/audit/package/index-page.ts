import type { Clock } from '../../clock.ts';
import { each, type IncidentRecord } from '../../record/record.ts';
import type { Block, Cell, Column, Row, Table, Unit } from '../../report.ts';
import { countOf, durationWords, someOf } from '../../words.ts';
import type { Control } from '../control-map.ts';
import type { ControlFigure, ControlRequirement, ControlRow } from './control-rows.ts';
import { SIGNATURE } from './files.ts';
import type { Manifest } from './manifest.ts';
import { idOf, isInPopulation, lifeOf, type PlacedAction } from './population.ts';

/** What the page is made of. */
export interface IndexFacts {
  manifest: Manifest;
  control: Control;
  rows: readonly ControlRow[];
  /** Incidents of the period that were not withdrawn. */
  incidents: readonly IncidentRecord[];
  actions: readonly PlacedAction[];
  /** The table of `pir audit coverage`. */
  coverage: Table;
  clock: Clock;
  /** Where a record stands in the package. */
  pathOf(path: string): string;
  isSigned: boolean;
  findings: { errors: number; warnings: number };
}

/** `index.html` as blocks: control, requirement, records, then incident by incident down to the commits. */
export function indexPage(facts: IndexFacts): Block[] {
  const { control, rows, manifest } = facts;
  const own = rows.filter(({ id }) => id === control.id);
  const others = rows.filter(({ id }) => id !== control.id);
  return [
    heading(1, `Evidence for ${control.id}: ${lowerFirst(control.words)}`),
    ...openingOf(facts),
    heading(2, `What ${control.id} asks, and what is here`),
    ...own.map(requirementTable),
    heading(2, 'Incident by incident'),
    ...incidentBlocks(facts),
    heading(2, 'Actions of the period'),
    ...actionBlocks(facts),
    heading(2, 'Is it complete?'),
    ...populationBlocks(manifest),
    heading(2, 'Evidence'),
    ...evidenceBlocks(manifest),
    heading(2, 'Other controls'),
    text(`${control.framework} and others, from the same records. Ids are theirs, the words are pir’s own.`),
    ...others.flatMap((row) => [heading(3, `${row.framework}: ${row.id}`), text(row.words), requirementTable(row)]),
    heading(2, 'What this cannot prove'),
    {
      block: 'list',
      items: [
        'Dates in git are claims of who wrote them. Only an outside anchor shows that something stood there by a day: an earlier package whose sums were handed over then, or a time stamp over MANIFEST.sha256.',
        'A list of keys in this package proves nothing by itself: compare its fingerprint with one that you got by another way.',
        'That an incident was never written down. The comparison with the pager’s or ticket system’s own list, above, is what there is for that.',
        ...(facts.isSigned ? [] : ['Who made this package: it is not signed.']),
      ],
    },
  ];
}

const heading = (level: 1 | 2 | 3, words: string): Block => ({ block: 'heading', level, text: words });
const text = (words: string): Block => ({ block: 'text', text: words });
const column = (key: string, title: string, unit: Unit = 'text', link?: string): Column => ({
  key,
  title,
  unit,
  ...(link !== undefined && { link }),
});
const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

function openingOf({ manifest, isSigned, findings }: IndexFacts): Block[] {
  const { repository, period, tool, population, signatures, allowed, redactions } = manifest;
  const { incidents, actions } = population;
  return [
    {
      block: 'facts',
      rows: [
        ['Period', `${period.from} to ${period.to} (${period.timezone})`],
        ['As of', manifest.as_of],
        ['Commit', `${repository.commit}, ${countOf(repository.commits, 'commit')} of history`],
        ['Tree', repository.tree],
        ['Incidents', `${incidents.total}${counted(incidents.by_status)}`],
        ['Actions', `${actions.total} open or closed in the period${counted(actions.by_status)}`],
        ['Signed commits', `${signatures.good} of ${signatures.commits} by a key that the repository names`],
        ['Signed package', isSigned ? `yes: ${SIGNATURE}` : 'no'],
        [
          'Findings',
          `${countOf(findings.errors, 'error')}, ${countOf(findings.warnings, 'warning')}: checks/check.json`,
        ],
        ...(allowed.length === 0
          ? []
          : [['Allowed', allowed.map(({ what, means }) => `${what}: ${means}`).join('\n')] as const]),
        ...(redactions.length === 0
          ? []
          : [
              [
                'Redacted',
                redactions.map(({ field, values }) => `${field} (${countOf(values, 'value')})`).join(', '),
              ] as const,
            ]),
        ['Made by', `pir ${tool.version}`],
      ],
    },
    text(
      'README.md says how to verify all of this with stock tools. Records are copies of the files in the repository, byte for byte; manifest.json names the commit, and of each file the blob.',
    ),
  ];
}

function counted(counts: Readonly<{ [value: string]: number }>): string {
  const words = Object.entries(counts).map(([value, count]) => `${count} ${value.replaceAll('_', ' ')}`);
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}

/** Over so many records a requirement's row names some, and `control-map.json` has them all. */
const MOST_NAMED = 12;

function requirementTable({ id, requirements }: ControlRow): Block {
  return {
    block: 'table',
    table: {
      name: 'requirements',
      title: `${id}: requirements`,
      columns: [
        column('words', 'What is asked'),
        column('state', 'State'),
        column('records', 'Records', 'list', 'paths'),
        column('figures', 'Figures, all of the period'),
      ],
      rows: requirements.map(requirementRow),
    },
  };
}

function requirementRow({ words, state, records, figures, files }: ControlRequirement): Row {
  const named = [...records.map(({ id, path }) => [id, path] as const), ...files.map((file) => [file, file] as const)];
  const rest = named.length - MOST_NAMED;
  const shown = rest > 1 ? [...named.slice(0, MOST_NAMED), [`and ${rest} more`, 'control-map.json'] as const] : named;
  return {
    words,
    state: state === 'evidence' ? countOf(named.length, 'record') : state,
    records: shown.map(([name]) => name),
    paths: shown.map(([, path]) => path),
    figures: figures.map(figureWords).join('; '),
  };
}

function figureWords({ metric, figure, value, unit, of }: ControlFigure): string {
  const name = metric.replaceAll('_', ' ');
  if (value === null) return `${name}: no figure`;
  if (unit === 'seconds')
    return `${name}: ${figure} ${durationWords(Math.abs(value))}${of === null ? '' : ` of ${of}`}`;
  return `${name}: ${value}${of === null ? '' : ` of ${of}`}`;
}

function incidentBlocks({ incidents, coverage, actions, pathOf, clock }: IndexFacts): Block[] {
  if (incidents.length === 0) return [text('No incident was detected in this period.')];
  const rowOf = new Map(coverage.rows.map((row) => [row.id, row]));
  const overview: Table = {
    name: 'incidents',
    title: `${countOf(incidents.length, 'incident')} of the period`,
    columns: [
      column('id', 'Incident', 'text', 'path'),
      column('title', 'Title'),
      column('severity', 'Severity'),
      column('status', 'Status'),
      column('held', 'Reviewed', 'date'),
      column('on_time', 'In time', 'boolean'),
      column('approved', 'Approved', 'boolean'),
      column('reason', 'Why not'),
    ],
    rows: incidents.map((record) => {
      const row = rowOf.get(idOf(record)) ?? {};
      return {
        id: idOf(record),
        path: pathOf(record.path),
        title: record.data.title ?? null,
        severity: record.data.severity ?? null,
        status: record.data.status?.replaceAll('_', ' ') ?? null,
        held: typeof row.held === 'string' ? row.held.slice(0, 10) : null,
        on_time: row.on_time ?? null,
        approved: row.approved ?? null,
        reason: typeof row.reason === 'string' ? row.reason.replaceAll('_', ' ') : null,
      };
    }),
  };
  return [{ block: 'table', table: overview }, ...incidents.flatMap((record) => incidentPart(record, actions, clock))];
}

/** One incident: its causes, and what was done about each, down to the commit that says so. */
function incidentPart(record: IncidentRecord, actions: readonly PlacedAction[], clock: Clock): Block[] {
  const { causes, title } = record.data;
  const known = [...each(causes)].map(([, cause]) => cause);
  const own = actions.filter((placed) => placed.record === record);
  return [
    heading(3, `${idOf(record)}: ${title ?? 'without a title'}`),
    known.length === 0
      ? text('No cause is written down.')
      : {
          block: 'list',
          items: known.map(
            ({ id, role, category, statement }) =>
              `${id ?? '?'} ${[role, category].filter(Boolean).join(', ')}: ${statement ?? 'no statement'}`,
          ),
        },
    own.length === 0
      ? text('No action is written down.')
      : { block: 'table', table: actionTable(`Actions of ${idOf(record)}`, own, clock, { isOfOne: true }) },
  ];
}

function actionBlocks({ actions, manifest, clock, pathOf }: IndexFacts): Block[] {
  const all = actions.filter((placed) => isInPopulation(placed, manifest.period, clock.zone));
  if (all.length === 0) return [text('No action was open or closed in this period.')];
  return [
    text(
      'Every action that was open on a day of the period or was closed in it, whatever the date of its record. The commit is that which first said on the main line that it is done.',
    ),
    { block: 'table', table: actionTable(countOf(all.length, 'action'), all, clock, { isOfOne: false, pathOf }) },
  ];
}

function actionTable(
  title: string,
  actions: readonly PlacedAction[],
  clock: Clock,
  { isOfOne, pathOf }: { isOfOne: boolean; pathOf?: (path: string) => string },
): Table {
  return {
    name: 'actions',
    title,
    columns: [
      isOfOne ? column('ref', 'Action') : column('ref', 'Action', 'text', 'path'),
      column('title', 'What'),
      ...(isOfOne ? [column('causes', 'Causes', 'list')] : []),
      column('owner', 'Owner'),
      column('due', 'Due', 'date'),
      column('status', 'Status'),
      column('closed', 'Closed', 'date'),
      column('commit', 'Commit'),
      column('evidence', 'Evidence', 'list'),
    ],
    rows: actions.map((placed) => actionRow(placed, clock, isOfOne, pathOf)),
  };
}

function actionRow(
  placed: PlacedAction,
  clock: Clock,
  isOfOne: boolean,
  pathOf: ((path: string) => string) | undefined,
): Row {
  const { ref, record, action, told } = placed;
  const shown: Cell = [...each(action.done?.evidence), ...each(action.verified?.evidence)].map(([, one]) => one);
  return {
    ref: isOfOne ? (action.id ?? null) : ref,
    path: pathOf?.(record.path) ?? null,
    title: action.title ?? null,
    causes: [...each(action.causes)].map(([, cause]) => cause),
    owner: action.owner ?? null,
    due: action.due ?? null,
    status: action.status?.replaceAll('_', ' ') ?? null,
    closed: lifeOf(placed, clock.zone).closed ?? null,
    commit: told?.closing?.event.mark.commit.slice(0, 12) ?? null,
    evidence: shown,
  };
}

function populationBlocks({ population }: Manifest): Block[] {
  const { absent, uncountable, undated, reconciliation } = population;
  const compared = reconciliation as { system?: unknown; on?: unknown; counts?: { [what: string]: unknown } } | null;
  const counts = Object.entries(compared?.counts ?? {}).map(([what, count]) => `${what.replaceAll('_', ' ')} ${count}`);
  return [
    {
      block: 'facts',
      rows: [
        [
          'Compared with',
          compared === null
            ? 'nothing: no list of a pager or ticket system was reconciled (pir audit reconcile)'
            : `${compared.system ?? 'another system'} on ${compared.on ?? 'an unknown day'}: ${counts.join(', ')}`,
        ],
        [
          'Ids gone',
          absent.length === 0
            ? 'none: every record that ever was is there'
            : someOf(
                absent.map(({ record }) => record),
                20,
              ),
        ],
        ['Without a day', undated.length === 0 ? 'none' : someOf(undated, 20)],
      ],
    },
    ...(uncountable.length === 0
      ? []
      : [
          {
            block: 'table' as const,
            table: {
              name: 'uncountable',
              title: 'Counted in no figure, or made so',
              columns: [
                column('record', 'Incident'),
                column('as', 'As'),
                column('counts_now', 'Counts now', 'boolean'),
                column('at', 'Since', 'instant'),
                column('by', 'By'),
                column('commit', 'Commit'),
              ],
              rows: uncountable.map((each) => ({
                ...each,
                as: each.as.replaceAll('_', ' '),
                commit: each.commit?.slice(0, 12) ?? null,
              })),
            },
          },
        ]),
  ];
}

function evidenceBlocks({ evidence }: Manifest): Block[] {
  if (evidence.length === 0) return [text('No record names a piece of evidence.')];
  const carried = evidence.filter((each) => each.carried);
  const columns = [column('record', 'Record'), column('cited', 'Where'), column('ref', 'Evidence', 'text', 'path')];
  const others = evidence.filter((each) => !each.carried);
  const tableOf = (title: string, rows: readonly Row[], last: Column): Block => ({
    block: 'table',
    table: { name: 'evidence', title, columns: [...columns, last], rows },
  });
  return [
    tableOf(
      'Carried in this package',
      carried.map(({ record, cited, ref, path, sha256 }) => ({ record, cited, ref, path, sha256 })),
      column('sha256', 'SHA-256'),
    ),
    tableOf(
      'Not carried',
      others.map(({ record, cited, ref, why }) => ({ record, cited, ref, why })),
      column('why', 'Why'),
    ),
  ];
}
