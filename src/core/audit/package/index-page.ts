import type { Clock } from '../../clock.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Block, Column, Row, Table } from '../../report.ts';
import { countOf, someOf } from '../../words.ts';
import type { Control } from '../control-map.ts';
import { column, heading, text } from './blocks.ts';
import type { ControlRow } from './control-rows.ts';
import { SIGNATURE } from './files.ts';
import { actionBlocks, incidentBlocks } from './incident-blocks.ts';
import type { Manifest } from './manifest.ts';
import type { PlacedAction } from './population.ts';
import { requirementTable } from './requirement-table.ts';

/** Of so many records a requirement of the control asked for, and of another one, names each. */
const MOST_NAMED = 12;
const FEW_NAMED = 4;

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
  findings: { errors: number; warnings: number };
}

/** `index.html` as blocks: control, requirement, records, then incident by incident down to the commits. */
export function indexPage(facts: IndexFacts): Block[] {
  const { control, rows, manifest } = facts;
  const own = rows.filter(({ id }) => id === control.id);
  const others = rows.filter(({ id }) => id !== control.id);
  return [
    heading(1, `Evidence for ${control.id}: ${control.words.charAt(0).toLowerCase()}${control.words.slice(1)}`),
    ...openingOf(facts),
    heading(2, `What ${control.id} asks, and what is here`),
    ...own.map((row) => requirementTable(row, MOST_NAMED)),
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
    ...others.flatMap((row) => [
      heading(3, `${row.framework}: ${row.id}`),
      text(row.words),
      requirementTable(row, FEW_NAMED),
    ]),
    heading(2, 'What this cannot prove'),
    {
      block: 'list',
      items: [
        'Dates in git are claims of who wrote them. Only an outside anchor shows that something stood there by a day: an earlier package whose sums were handed over then, or a time stamp over MANIFEST.sha256.',
        'A list of keys in this package proves nothing by itself: compare its fingerprint with one that you got by another way.',
        'That an incident was never written down. The comparison with the pager’s or ticket system’s own list, above, is what there is for that.',
        ...(manifest.signed ? [] : ['Who made this package: it is not signed.']),
      ],
    },
  ];
}

function openingOf({ manifest, findings }: IndexFacts): Block[] {
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
        ['Signed package', manifest.signed ? `yes: ${SIGNATURE}` : 'no'],
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
