import type { Clock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { countsType } from '../../measure/counts-type.ts';
import { incidentMoment } from '../../measure/incident-moment.ts';
import { idOf } from '../../record/id-of.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { Row, Table } from '../../report.ts';
import { parseInstant } from '../../time.ts';
import { plainWords } from '../../words.ts';
import { quoted } from '../redraw-lines.ts';

/** A figure of `reports/metrics.json` as shell lines that compute it again, and what they print. */
export interface ByHand {
  /** Where it stands: `durations`, group `all`, this metric. */
  metric: string;
  /** What it is, in words. */
  about: string;
  script: string;
  prints: string;
  /** The lines that it reads, where there are too many for a README: a file of the package. */
  list?: { path: string; text: string };
}

/** So many lines a person may still look through in a README. */
const MOST_LINES = 40;

/** Durations between two times of a record that a person can look up in it. */
const candidates = ['time_to_detect', 'time_to_respond', 'time_to_recover', 'time_to_mitigate', 'time_to_acknowledge'];

/**
 * The first duration whose mean whole seconds make up, else the count of incidents. `incidents` are those of the period,
 * whatever their status; `tables` are the metrics'.
 */
export function byHand(
  incidents: readonly IncidentRecord[],
  tables: readonly Table[],
  { clock, config }: { clock: Clock; config: Config },
): ByHand {
  const rows = (name: string): readonly Row[] => tables.find((table) => table.name === name)?.rows ?? [];
  for (const metric of candidates) {
    const row = rows('durations').find((each) => each.metric === metric && each.group === 'all');
    const excluded = new Set(rows('excluded').flatMap((each) => (each.metric === metric ? each.record : [])));
    const own = incidents.filter((record) => isKnown(record, clock) && !excluded.has(idOf(record)));
    const found = row && durationByHand(row, own);
    if (found !== undefined) return found;
  }
  const counted = incidents.filter(
    (record) => isKnown(record, clock) && record.data.status !== 'withdrawn' && countsType(record.data.type, config),
  );
  return {
    metric: 'incidents',
    about: 'how many incidents count in this period',
    script: `set -- ${counted.map((record) => quoted(idOf(record))).join(' ')}\necho $#`,
    prints: String(counted.length),
  };
}

/** Detected, or started, by as-of: later ones are in no figure. */
function isKnown({ data }: IncidentRecord, clock: Clock): boolean {
  const at = incidentMoment(data);
  return at !== undefined && clock.hasReached(at);
}

function durationByHand(
  { metric, title, from, to, mean, used }: Row,
  records: readonly IncidentRecord[],
): ByHand | undefined {
  const lines: string[] = [];
  let total = 0;
  for (const record of records) {
    const times = record.data.times as { [name: string]: string | undefined } | undefined;
    const [start = '', end = ''] = [times?.[String(from)], times?.[String(to)]];
    const [first, last] = [parseInstant(start), parseInstant(end)];
    const id = idOf(record);
    if (first === undefined || last === undefined || !/^[\w.-]+$/.test(id)) return undefined;
    // What `date` tells are whole seconds.
    if (!Number.isInteger(first) || !Number.isInteger(last) || last < first) return undefined;
    total += last - first;
    lines.push(`${id} ${start} ${end}`);
  }
  const count = lines.length;
  if (count === 0 || count !== used || typeof mean !== 'number' || Math.abs(total / count - mean) > 1e-3)
    return undefined;
  const list = { path: `reports/${metric}.txt`, text: lines.map((line) => `${line}\n`).join('') };
  const isLong = count > MOST_LINES;
  const [whole, thousandths] = [Math.floor(total / count), Math.floor((total * 1000) / count) % 1000];
  return {
    metric: String(metric),
    about: `${title}: the mean of ${plainWords(String(from))} to ${plainWords(String(to))}`,
    script: [
      'total=0 count=0',
      'while read -r id start end; do',
      '  total=$((total + $(date -d "$end" +%s) - $(date -d "$start" +%s)))',
      '  count=$((count + 1))',
      ...(isLong ? [`done < ${list.path}`] : ["done <<'END'", ...lines, 'END']),
      'printf \'%d incidents, mean %d.%03d seconds\\n\' "$count" $((total / count)) $((total * 1000 / count % 1000))',
    ].join('\n'),
    prints: `${count} incidents, mean ${whole}.${String(thousandths).padStart(3, '0')} seconds`,
    ...(isLong && { list }),
  };
}
