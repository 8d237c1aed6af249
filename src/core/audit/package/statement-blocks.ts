import { type Block, type Column, column, type Row } from '../../report.ts';
import { countOf, plainWords, someOf } from '../../words.ts';
import { text } from './blocks.ts';
import type { IndexFacts } from './index-facts.ts';
import type { Manifest } from './manifest.ts';

/** What the figures are about, and what is not among them. */
export function populationBlocks({ population }: Manifest): Block[] {
  const { absent, uncountable, undated, reconciliation } = population;
  const compared = reconciliation as { system?: unknown; on?: unknown; counts?: { [what: string]: unknown } } | null;
  const counts = Object.entries(compared?.counts ?? {}).map(([what, count]) => `${plainWords(what)} ${count}`);
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
                as: plainWords(each.as),
                commit: each.commit?.slice(0, 12) ?? null,
              })),
            },
          },
        ]),
  ];
}

/** What stands in the records against the rules: content, and no reason to hide it. */
export function findingBlocks({ findings, pathOf }: IndexFacts): Block[] {
  const standing = findings.filter(({ severity }) => severity !== 'note');
  const rest = findings.length - standing.length;
  const aside =
    rest === 0 ? '' : ` ${countOf(rest, 'finding')} more ${rest === 1 ? 'is' : 'are'} waived or in the baseline.`;
  if (standing.length === 0) return [text(`pir check finds nothing in these records.${aside}`)];
  return [
    text(`What pir check finds in these records; checks/check.json says what to do about each.${aside}`),
    {
      block: 'table',
      table: {
        name: 'findings',
        title: countOf(standing.length, 'finding'),
        columns: [
          column('record', 'Record', 'text', 'path'),
          column('severity', 'Severity'),
          column('message', 'Finding'),
          column('rule', 'Rule'),
        ],
        rows: standing.map(({ record, path, severity, message, rule }) => ({
          record: record ?? path,
          path: pathOf(path),
          severity,
          message,
          rule,
        })),
      },
    },
  ];
}

/** Every piece of evidence: carried, or why not. */
export function evidenceBlocks({ evidence }: Manifest): Block[] {
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
