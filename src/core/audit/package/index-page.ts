import type { Finding } from '../../finding.ts';
import type { Block } from '../../report.ts';
import { countOf, plainWords } from '../../words.ts';
import { heading, text } from './blocks.ts';
import { SIGNATURE } from './files.ts';
import { actionBlocks, incidentBlocks } from './incident-blocks.ts';
import type { IndexFacts } from './index-facts.ts';
import { requirementTable } from './requirement-table.ts';
import { evidenceBlocks, findingBlocks, populationBlocks } from './statement-blocks.ts';

/** Of so many records a requirement of the control asked for, and of another one, names each. */
const MOST_NAMED = 12;
const FEW_NAMED = 4;

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
    heading(2, 'What does not hold'),
    ...findingBlocks(facts),
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
  const count = (level: Finding['severity']) => findings.filter(({ severity }) => severity === level).length;
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
        ['Findings', `${countOf(count('error'), 'error')}, ${countOf(count('warning'), 'warning')}, below`],
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
      `README.md says how to verify all of this with stock tools. Records are copies of the files in the repository, byte for byte${redactions.length === 0 ? '' : ' but for what is redacted'}; manifest.json names the commit, and of each file the blob.`,
    ),
  ];
}

function counted(counts: Readonly<{ [value: string]: number }>): string {
  const words = Object.entries(counts).map(([value, count]) => `${count} ${plainWords(value)}`);
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}
