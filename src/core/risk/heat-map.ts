import type { Config } from '../config.ts';
import { compareText } from '../finding.ts';
import type { RiskRecord } from '../record/record.ts';
import type { HeatMap, HeatMapCell } from '../report.ts';
import { addDays } from '../time.ts';
import { levelOf } from './level.ts';
import { idOfRisk } from './register.ts';
import { scoresOf } from './scores.ts';

export interface HeatMapDays {
  /** The first day of a period: what stood elsewhere when it began is shown as `before`. */
  since?: string;
  /** The last day that counts. */
  to?: string;
}

/** Where the open risks stand, and with a day where those that moved since then came from. */
export function heatMapOf(risks: readonly RiskRecord[], config: Config, { since, to }: HeatMapDays = {}): HeatMap {
  const now = new Map<string, string[]>();
  const before = new Map<string, string[]>();
  const open = risks.filter(({ data }) => data.status === 'open');
  for (const risk of open) {
    const { data } = risk;
    const id = idOfRisk(risk);
    const present = scoresOf(data, config, to).at(-1);
    if (present === undefined) continue;
    add(now, keyOf(present), id);
    const past = since === undefined ? undefined : scoresOf(data, config, addDays(since, -1)).at(-1);
    if (past !== undefined && keyOf(past) !== keyOf(present)) add(before, keyOf(past), id);
  }
  return matrixOf('Open risks by likelihood and impact', config, now, before);
}

interface Place {
  likelihood: number;
  impact: number;
}

/** One risk's way from one score to the next; either may be missing. */
export function wayOf(
  title: string,
  id: string,
  before: Place | undefined,
  after: Place | undefined,
  config: Config,
): HeatMap {
  const at = (place: Place | undefined) => new Map(place === undefined ? [] : [[keyOf(place), [id]]]);
  const isMoved = before !== undefined && (after === undefined || keyOf(before) !== keyOf(after));
  return matrixOf(title, config, at(after), at(isMoved ? before : undefined));
}

/** All pairs of the scale, the likeliest first and the least impact first, as they are read. */
function matrixOf(
  title: string,
  config: Config,
  now: ReadonlyMap<string, readonly string[]>,
  before: ReadonlyMap<string, readonly string[]>,
): HeatMap {
  const { scale } = config.risk;
  const cells: HeatMapCell[] = [];
  for (let likelihood = scale; likelihood >= 1; likelihood--) {
    for (let impact = 1; impact <= scale; impact++) {
      const key = keyOf({ likelihood, impact });
      const idsIn = (places: ReadonlyMap<string, readonly string[]>) => [...(places.get(key) ?? [])].sort(compareText);
      const { level } = levelOf(likelihood, impact, config);
      cells.push({ likelihood, impact, level, now: idsIn(now), before: idsIn(before) });
    }
  }
  return { title, scale, cells };
}

const keyOf = ({ likelihood, impact }: Place): string => `${likelihood} ${impact}`;

function add(places: Map<string, string[]>, key: string, id: string): void {
  const ids = places.get(key);
  if (ids === undefined) places.set(key, [id]);
  else ids.push(id);
}
