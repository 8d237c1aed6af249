import { compareText } from '../../finding.ts';
import { each, type IncidentRecord } from '../../record/record.ts';
import { type Block, column, type Row } from '../../report.ts';
import { countOf, someOf } from '../../words.ts';
import { tableOf } from '../figures.ts';
import { countedIn } from '../incidents.ts';
import type { LookedAt } from '../looked-at.ts';
import type { Question, Said, Section } from '../section.ts';

/** Where incidents fall, and what let them happen: in this period, and in the year that ends with it. */
export const where: Section = {
  id: 'where',
  title: 'Where they fall, and why',
  items: ['9.3.2d'],
  say,
};

interface Dimension {
  name: string;
  title: string;
  /** What the values of an incident are, each once. */
  valuesOf(record: IncidentRecord): readonly (string | undefined)[];
  /** What an incident without a value lacks. */
  lacks: string;
}

const rootCauses = ({ data }: IncidentRecord) =>
  [...each(data.causes)].flatMap(([, cause]) => (cause.role === 'root' ? [cause] : []));

const dimensions: readonly Dimension[] = [
  { name: 'severity', title: 'By severity', valuesOf: ({ data }) => [data.severity], lacks: 'a severity' },
  {
    name: 'service',
    title: 'By service',
    valuesOf: ({ data }) => [...each(data.services)].map(([, service]) => service),
    lacks: 'a service',
  },
  {
    name: 'cause',
    title: 'By area of the root cause',
    valuesOf: (record) => rootCauses(record).map(({ category }) => category?.split('/')[0]),
    lacks: 'a root cause',
  },
  {
    name: 'gap',
    title: 'By the gap that a cause shows',
    valuesOf: ({ data }) => [...each(data.causes)].map(([, { gap }]) => gap),
    lacks: 'a gap named',
  },
];

/** What each gap asks for, so that the picture leads somewhere. */
const gapWords: { readonly [gap: string]: string } = {
  control: 'a safeguard was missing or did not hold',
  detection: 'nobody and nothing noticed in time',
  communication: 'who had to know did not',
  response: 'it was known, and what was done came late or did not work',
};

function gapsToldIn(counts: readonly Count[]): Block {
  return { block: 'facts', rows: counts.map(([gap]) => [gap, gapWords[gap] ?? gap]) };
}

function say(at: LookedAt): Said {
  const now = countedIn(at, at.period);
  const year = countedIn(at, at.span);
  const counted = dimensions.map((dimension) => ({ dimension, ...countsOf(dimension, now, year, at) }));
  const rows = counted.flatMap(({ dimension, counts }) =>
    counts.map(([value, part, whole]): Row => ({ dimension: dimension.name, value, period: part, year: whole })),
  );
  const table = tableOf(
    'where',
    'Where incidents fall',
    [
      column('dimension', 'By'),
      column('value', 'Value'),
      column('period', 'In the period', 'count'),
      column('year', 'In the year', 'count'),
    ],
    rows,
  );
  return {
    blocks: [
      {
        block: 'text',
        text: `In the period: ${countOf(now.length, 'incident')}; in the year, ${at.span.from} to ${at.span.to}: ${year.length}. An incident with several services or causes counts under each of them.`,
      },
      ...counted.map(({ dimension, counts, missing }) => chartOf(dimension, counts, missing, now.length, year.length)),
      ...counted
        .filter(({ dimension, counts }) => dimension.name === 'gap' && counts.length > 0)
        .map(({ counts }) => gapsToldIn(counts)),
    ],
    tables: [table],
    questions: patternsIn(year, at),
  };
}

type Count = readonly [value: string, part: number, whole: number];

function countsOf(
  { valuesOf, name }: Dimension,
  now: readonly IncidentRecord[],
  year: readonly IncidentRecord[],
  { config }: LookedAt,
): { counts: readonly Count[]; missing: number } {
  const tally = (records: readonly IncidentRecord[]) => {
    const found = new Map<string, number>();
    for (const record of records)
      for (const value of new Set(valuesOf(record)))
        if (value !== undefined) found.set(value, (found.get(value) ?? 0) + 1);
    return found;
  };
  const [part, whole] = [tally(now), tally(year)];
  const rank = (value: string) => (name === 'severity' ? config.severities.indexOf(value) : 0);
  // A period of over a year reaches back beyond it.
  const counts = [...new Set([...whole.keys(), ...part.keys()])]
    .map((value): Count => [value, part.get(value) ?? 0, whole.get(value) ?? 0])
    .sort((a, b) => rank(a[0]) - rank(b[0]) || b[2] - a[2] || compareText(a[0], b[0]));
  return { counts, missing: now.filter((record) => valuesOf(record).every((value) => value === undefined)).length };
}

const MOST_BARS = 10;

function chartOf(
  { title, lacks, name }: Dimension,
  counts: readonly Count[],
  missing: number,
  incidents: number,
  inYear: number,
): Block {
  const shown = counts.slice(0, MOST_BARS);
  const table = tableOf(
    `by_${name}`,
    title,
    [column('value', 'Value'), column('period', 'In the period', 'count'), column('year', 'In the year', 'count')],
    counts.map(([value, period, year]) => ({ value, period, year })),
  );
  if (shown.length === 0) return { block: 'table', table };
  const told = shown.map(([value, part, whole]) => `${value} ${part} of ${whole}`).join(', ');
  const rest = counts.length > shown.length ? ` ${counts.length - shown.length} more are in the figures.` : '';
  const without =
    missing === 0 ? '' : ` ${missing} of ${incidents} of the period ${missing === 1 ? 'is' : 'are'} without ${lacks}.`;
  return {
    block: 'chart',
    table,
    alt: `${incidents} in the period of ${inYear} in the year: ${told}.${rest}${without}`,
    chart: {
      chart: 'bars',
      unit: 'count',
      labels: shown.map(([value]) => value),
      part: { name: 'in the period', values: shown.map(([, part]) => part) },
      whole: { name: 'in the year', values: shown.map(([, , whole]) => whole) },
    },
  };
}

/** So many incidents of one category in a year are a pattern that no single fix has broken. */
const PATTERN = 3;

function patternsIn(year: readonly IncidentRecord[], at: LookedAt): Question[] {
  const members = new Map<string, string[]>();
  for (const record of year)
    for (const category of new Set(rootCauses(record).map((cause) => cause.category))) {
      if (category === undefined) continue;
      const known = members.get(category) ?? [];
      members.set(category, known);
      known.push(record.data.id ?? record.path);
    }
  const inPeriod = new Set(countedIn(at, at.period).map(({ data, path }) => data.id ?? path));
  const patterns = [...members]
    .filter(([, records]) => records.length >= PATTERN && records.some((id) => inPeriod.has(id)))
    .sort(([a, some], [b, others]) => others.length - some.length || compareText(a, b));
  if (patterns.length === 0) return [];
  const told = patterns.map(([category, records]) => `${category} (${records.length})`);
  return [
    {
      urgency: 1,
      question: `${patterns.length === 1 ? 'Does this cause' : 'Do these causes'} need more than one fix at a time: an owner, money, a decision of principle?`,
      because: `in a year, ${someOf(told, 4)} ${patterns.length === 1 ? 'was the root cause of that many incidents' : 'were the root causes of that many incidents each'}`,
      records: [...new Set(patterns.flatMap(([, records]) => records))],
    },
  ];
}
