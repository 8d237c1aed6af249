import { fillTemplate } from '../fill-template.ts';
import { keyOrder } from '../record/key-order.ts';
import { markdownText } from '../record/markdown-text.ts';
import { scaffoldRecord } from '../record/scaffold.ts';
import type { Writable } from '../record/yaml-text.ts';
import { formatInstant } from '../time.ts';
import { countOf } from '../words.ts';
import { fingerprintOfTables, type NamedInput, namedInputs } from './clause-inputs.ts';
import type { LookedAt } from './looked-at.ts';
import { type ManagementReport, reasonWords } from './management-report.ts';
import { periodId, periodWords } from './period-words.ts';

/** The record of a management review that is prepared: its id, and its text without what only people know. */
export interface ReviewRecord {
  id: string;
  /** Undefined where the template has no place for the frontmatter. */
  text: string | undefined;
}

/** Words of the report as a record that people complete: with who came, what was decided, and what pir cannot know. */
export function reviewRecord(
  report: ManagementReport,
  at: LookedAt,
  template: string,
  commit: string | null,
): ReviewRecord {
  const id = periodId(at.period);
  const title = `Management review, ${periodWords(at.period)}`;
  const inputs = report.inputs.flatMap((input) => [
    ...(input.item === '9.3.2d' ? [recurringInput(report, at)] : []),
    ...namedInputs(input, at.sha256),
  ]) as readonly { [key in keyof NamedInput]?: string }[];
  const known: { [key: string]: Writable | undefined } = {
    schema: 'pir/management-review@1',
    id,
    title,
    period: { from: at.period.from, to: at.period.to },
    status: 'prepared',
    inputs,
  };
  const facts = Object.fromEntries(keyOrder('management-review', '').map((key) => [key, known[key]]));
  const scaffold = scaffoldRecord(template, { ...facts, id, title });
  return { id, text: scaffold && fillTemplate(scaffold, bodyOf(report, at, commit)) };
}

/** That the test for recurring incidents was made, kept where auditors look for it. */
function recurringInput({ tables }: ManagementReport, { repeats, today, sha256 }: LookedAt) {
  const found = repeats.recurring.length;
  const source = `test for recurring incidents made on ${today}, ${countOf(found, 'candidate')}: recurring`;
  const own = tables.filter(({ name }) => name === 'recurring');
  return { item: '9.3.2d', source, fingerprint: fingerprintOfTables(own, sha256) };
}

function bodyOf(report: ManagementReport, at: LookedAt, commit: string | null): { [name: string]: string } {
  const { questions, inShort, inputs, recurring } = report;
  const list = (items: readonly string[]) => items.map((item) => `- ${markdownText(item)}`).join('\n');
  const from = commit === null ? '' : ` from commit ${commit.slice(0, 12)}`;
  return {
    prepared: `Prepared by \`pir report\` for ${at.period.from} to ${at.period.to}, as of ${formatInstant(at.asOf)}${from}. The fingerprints in the frontmatter are those of the tables that this rests on.`,
    summary: list(inShort),
    questions:
      questions.length === 0
        ? 'The figures asked nothing of management.'
        : questions
            .map((each, index) => `${index + 1}. ${markdownText(each.question)}\n   ${markdownText(reasonWords(each))}`)
            .join('\n'),
    recurring: markdownText(recurring),
    supply: list(
      inputs.flatMap(({ item, about, missing }) =>
        missing === undefined ? [] : [`Clause ${item}, ${about}: ${missing}`],
      ),
    ),
  };
}
