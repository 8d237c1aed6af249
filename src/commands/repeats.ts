import { isPreventable } from '../core/measure/repeats/action-state.ts';
import { type Basis, bases } from '../core/measure/repeats/earlier.ts';
import { repeatsPage } from '../core/measure/repeats/page.ts';
import { suggestionsOf, suggestionsPage, suggestionsTable } from '../core/measure/repeats/suggestions.ts';
import { repeatsTables } from '../core/measure/repeats/tables.ts';
import { windowStart } from '../core/measure/repeats/window.ts';
import type { Report, Table } from '../core/report.ts';
import { parseSpan } from '../core/time.ts';
import { UserError, type World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import { periodOptions, readPeriod } from './audit/period.ts';
import type { Command, Request } from './command.ts';
import { noRecordsNotes } from './no-records.ts';
import { readRecords } from './read-records.ts';
import { readRepeats } from './repeats/read-repeats.ts';
import { startReport } from './repository.ts';

export const command: Command = {
  arguments: [],
  options: [
    { name: 'window', value: 'SPAN', about: 'how far back the earlier incident may lie (default: the config’s, 6mo)' },
    {
      name: 'basis',
      value: 'WHAT',
      about: 'what both must share: cause (and service), service, declared (repeat_of); or title: suggestions',
      choices: [...bases, 'title'],
    },
    ...periodOptions,
  ],
  examples: [
    ['pir repeats', 'what happened again, and what had been decided before'],
    ['pir repeats --from 2026-07-01 --to 2026-09-30 --format json', 'one quarter; earlier ones may lie before it'],
    ['pir repeats --basis title', 'what reads alike, for a person to look at'],
  ],
  about:
    'A repeat shares the category of a root cause and a service with an incident that was detected at most the window before it (calendar months in the zone of the config, both ends included) and was over when it began; two incidents without services share it by the category alone. ' +
    'Three of a kind are two repeats. A near miss can be the earlier one, but is no repeat. Withdrawn incidents and types that do not count are left out. ' +
    'Preventable says how the earlier incidents’ actions stood when the repeat began, read from the main line of git as it was then. ' +
    'Recurring lists candidates for the test of DORA by category alone, in six months whatever the window.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const window = request.text('window');
  if (window !== undefined && parseSpan(window) === undefined)
    throw new UserError(`Unexpected --window "${window}", expected a span`, 'Write it like 6mo, 90d or 72h.');
  const basis = request.text('basis');
  const { records, notes } = await readRecords(['incident'], repository);
  const { period, range = 'no incidents yet' } = readPeriod(request, records, repository);
  const asked = { basis: basis === 'title' ? undefined : (basis as Basis | undefined), window, period };
  const { found, occurrences, notes: more } = await readRepeats(records, asked, request, repository, world);
  const tables = repeatsTables(found);
  const report = {
    ...startReport('repeats', repository, request),
    notes: [...repository.notes, ...notes, ...noRecordsNotes('incident', records), ...more],
    summary: {
      errors: 0,
      warnings: 0,
      records: found.standings.length,
      repeats: found.standings.filter(({ earlier }) => earlier !== undefined).length,
      preventable: new Set(found.preventable.filter(({ state }) => isPreventable(state)).map(({ record }) => record))
        .size,
    },
  };
  if (basis !== 'title') return { ...report, tables, page: repeatsPage(found, range) };
  const { config, zone } = repository;
  const span = parseSpan(found.window) ?? { months: 6, seconds: 0 };
  const inOrder = [...occurrences].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const suggestions = suggestionsOf(
    inOrder,
    found,
    ({ at }) => windowStart(at, span, config.timezone, zone),
    (incident) => {
      const day = found.dayOf(incident);
      return period === undefined || (day >= period.from && day <= period.to);
    },
  );
  return {
    ...report,
    tables: [suggestionsTable(suggestions, found.dayOf), ...tables.slice(1, 2), ...emptied(tables.slice(2, 3))],
    page: suggestionsPage(suggestions, found, range),
    summary: { errors: 0, warnings: 0, records: found.standings.length, suggestions: suggestions.length },
  };
}

/** What is only like another has no part in what could have been prevented. */
function emptied(tables: readonly Table[]): Table[] {
  return tables.map((table) => ({ ...table, rows: [] }));
}
