import { coverageColumns, coverageRows } from '../../audit/coverage.ts';
import { coverageSentences, coverageSummary } from '../../audit/coverage-summary.ts';
import { compareText } from '../../finding.ts';
import type { MeasuredIncident } from '../../measure/incident.ts';
import { rangeWords } from '../../measure/measure.ts';
import { isWithin, periodKey, periodKeys } from '../../measure/period.ts';
import { type Block, column, type Row } from '../../report.ts';
import { countOf } from '../../words.ts';
import { changeWords, comparedNamed, recordsBeginOn, tableOf } from '../figures.ts';
import type { LookedAt } from '../looked-at.ts';
import type { Question, Said, Section } from '../section.ts';
import { countUnit } from '../span.ts';

/** How many incidents there were, what they rest on, and whether they led to reviews. */
export const volume: Section = {
  id: 'volume',
  title: 'What happened',
  items: ['9.3.2d'],
  say,
};

function say(at: LookedAt): Said {
  const { period, config, people, clock, asOf, sha256, incidents } = at;
  const inPeriod = at.measured.filter(({ day, isLater }) => !isLater && day !== undefined && isWithin(day, period));
  const counted = inPeriod.filter(({ isCounted }) => isCounted);
  const withdrawn = new Set(
    incidents.flatMap(({ data, path }) => (data.status === 'withdrawn' ? [data.id ?? path] : [])),
  );
  const coverage = coverageRows(incidents, { config, people, clock, asOf, sha256, period });
  const covered = coverageSummary(coverage);
  const byMonth = overTime(at);
  const types = typesOf(counted);
  return {
    blocks: [
      { block: 'text', text: [countSentence(at, counted.length), ...leftOutSentence(inPeriod, withdrawn)].join(' ') },
      { block: 'list', items: coverageSentences(coverage) },
      byMonth.block,
      { block: 'table', table: types },
    ],
    tables: [
      byMonth.table,
      types,
      tableOf('coverage', `Reviews of incidents, ${rangeWords(period)}`, coverageColumns, coverage),
    ],
    highlights: [
      {
        label: 'Incidents',
        value: counted.length === 0 ? 'none' : String(counted.length),
        note: incidentsNote(at),
      },
      ...(covered.required === 0
        ? []
        : [
            {
              label: 'Required reviews in time',
              value: `${covered.onTime} of ${covered.required}`,
              note:
                covered.overdue > 0
                  ? `${covered.overdue} overdue`
                  : covered.awaited > 0
                    ? `${covered.awaited} not due yet`
                    : 'none is missing',
              ...(covered.overdue > 0
                ? { tone: 'bad' as const }
                : covered.onTime === covered.required
                  ? { tone: 'good' as const }
                  : {}),
            },
          ]),
    ],
    inShort: [countSentence(at, counted.length), ...coverageSentences(coverage).slice(0, 1)],
    questions: questionsOf(coverage),
  };
}

function countSentence(at: LookedAt, count: number): string {
  const compared = comparedNamed(at.measures, 'incidents');
  const when = `from ${rangeWords(at.period)}`;
  if (count === 0) return `No incident was detected ${when}: there is no data on what follows from incidents.`;
  const head = `${countOf(count, 'incident')} ${count === 1 ? 'was' : 'were'} detected ${when}`;
  const begin = recordsBeginOn(at);
  if (begin !== undefined) return `${head}; records begin on ${begin}, so there is nothing to compare with.`;
  const before = compared?.before ?? null;
  if (compared === undefined || before === null) return `${head}.`;
  return `${head}; ${before === 0 ? 'none' : before} in the period before (${changeWords(compared)}).`;
}

function incidentsNote(at: LookedAt): string {
  const begin = recordsBeginOn(at);
  if (begin !== undefined) return `records begin on ${begin}`;
  const before = comparedNamed(at.measures, 'incidents')?.before ?? 0;
  return `${before === 0 ? 'none' : before} in the period before`;
}

/** Records of the period that count for nothing, so that nobody misses them. */
function leftOutSentence(inPeriod: readonly MeasuredIncident[], withdrawn: ReadonlySet<string>): string[] {
  const others = inPeriod.filter(({ isCounted }) => !isCounted);
  if (others.length === 0) return [];
  const words = new Map<string, number>();
  for (const { id, type } of others) {
    const word = withdrawn.has(id) ? 'withdrawn' : `of type ${type ?? 'unknown'}`;
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  const parts = [...words].map(([word, count]) => `${count} ${word}`).join(', ');
  return [`Not counted: ${parts}.`];
}

function overTime(at: LookedAt): {
  table: Said['tables'] extends readonly (infer T)[] | undefined ? T : never;
  block: Block;
} {
  const { span, config, measured } = at;
  const unit = countUnit(span);
  const periods = periodKeys(span, unit, 200);
  const counted = measured.filter(
    ({ day, isCounted, isLater }) => isCounted && !isLater && day !== undefined && isWithin(day, span),
  );
  const names = [
    ...config.severities.slice(0, 3),
    ...(config.severities.length > 4 ? ['others'] : config.severities.slice(3, 4)),
  ];
  const nameOf = (severity: string | undefined) =>
    severity !== undefined && names.includes(severity) ? severity : (names.at(-1) ?? 'others');
  const counts = new Map<string, number>();
  for (const { day, severity } of counted) {
    const key = `${periodKey(day as string, unit)} ${nameOf(severity)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const countAt = (period: string, name: string) => counts.get(`${period} ${name}`) ?? 0;
  const rows = periods.map((key): Row => {
    const own = names.map((name) => [name, countAt(key, name)] as const);
    return { period: key, incidents: own.reduce((sum, [, count]) => sum + count, 0), ...Object.fromEntries(own) };
  });
  const used = names.filter((name) => periods.some((key) => countAt(key, name) > 0));
  const title = `Incidents by ${unit} and severity`;
  const table = tableOf(
    'incidents_over_time',
    title,
    [
      column('period', unit === 'month' ? 'Month' : unit === 'quarter' ? 'Quarter' : 'Year'),
      column('incidents', 'Incidents', 'count'),
      ...names.map((name) => column(name, name, 'count')),
    ],
    rows,
  );
  const most = rows.toSorted((a, b) => Number(b.incidents) - Number(a.incidents))[0];
  const alt =
    counted.length === 0
      ? `No incident was detected from ${span.from} to ${span.to}.`
      : `${countOf(counted.length, 'incident')} from ${span.from} to ${span.to}, at most ${most?.incidents} in one ${unit} (${most?.period}): ${used.map((name) => `${counted.filter(({ severity }) => nameOf(severity) === name).length} ${name}`).join(', ')}.`;
  const series = used.map((name) => ({ name, values: periods.map((key) => countAt(key, name)) }));
  return {
    table,
    block: { block: 'chart', chart: { chart: 'columns', unit: 'count', periods, series }, alt, table },
  };
}

function typesOf(counted: readonly MeasuredIncident[]) {
  const types = [...new Set(counted.map(({ type }) => type ?? 'unknown'))].sort(compareText);
  const rows = types.map((type): Row => {
    const own = counted.filter((incident) => (incident.type ?? 'unknown') === type);
    return {
      type: type.replace('_', ' '),
      incidents: own.length,
      open: own.filter(({ isUnresolved }) => isUnresolved).length,
    };
  });
  return tableOf(
    'types',
    'Incidents by type',
    [column('type', 'Type'), column('incidents', 'Incidents', 'count'), column('open', 'Not resolved yet', 'count')],
    rows,
  );
}

function questionsOf(coverage: readonly Row[]): Question[] {
  const overdue = coverage.filter(({ reason }) => reason === 'overdue').map(({ id }) => String(id));
  if (overdue.length === 0) return [];
  return [
    {
      urgency: 2,
      question: `Who holds the ${overdue.length === 1 ? 'review' : 'reviews'} that ${overdue.length === 1 ? 'is' : 'are'} overdue, and by when?`,
      because: `${countOf(overdue.length, 'incident')} required a review and had none by the deadline`,
      records: overdue,
    },
  ];
}
