import { managementReport } from '../core/manage/management-report.ts';
import { keyOfPeriod, type Period } from '../core/measure/period.ts';
import type { PlannedFile, Report } from '../core/report.ts';
import { UserError, type World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import type { Command, Request } from './command.ts';
import { lookAt, readEverything } from './report/look.ts';
import { readPeriod } from './report/period.ts';
import { planReview } from './report/plan-review.ts';
import { startReport } from './repository.ts';

export const command: Command = {
  arguments: [],
  options: [
    { name: 'period', value: 'P', about: 'a quarter, a month or a year: 2026-Q3, 2026-09, 2026' },
    { name: 'from', value: 'DAY', about: 'first day of the period (default: that of the first incident)' },
    { name: 'to', value: 'DAY', about: 'last day of the period (default: the as-of day)' },
    { name: 'record', about: 'write a management-review record with these inputs, for people to complete' },
    { name: 'html', about: 'write one HTML page with charts: report-2026-Q3.html, or what --output names' },
    { name: 'commit', about: 'with --record: commit it, with your hooks' },
    { name: 'dry-run', about: 'write nothing' },
  ],
  examples: [
    ['pir report --period 2026-Q3', 'a quarter on one page, in the terminal'],
    ['pir report --period 2026-Q3 --html', 'the same with charts, as one file that needs nothing else'],
    ['pir report --period 2026-Q3 --record', 'management-reviews/2026-q3.md, to be completed in the meeting'],
    ['pir report --period 2026 --format markdown --output report.md', 'a year, for a wiki or a mail'],
  ],
  about:
    'One page for the people who decide: what happened and how fast, where it falls and why, what repeats, what was promised and is late, whether it worked, risks, policies, what the last review decided, and the questions that all this asks. ' +
    'Figures are those of pir metrics for the same days, each with how many incidents it rests on. Actions, risks and policies stand as they are on the as-of day: with --as-of, as they were then. ' +
    'The record that --record writes has the inputs of ISO/IEC 27001, clause 9.3.2 with the fingerprints of what was shown, and names those that people have to bring. Its decisions are actions like any other: pir action add, pir actions.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const { read, notes } = await readEverything(repository);
  const period = readPeriod(
    request,
    read.map(({ record }) => record),
    repository,
  );
  const { at, notes: historyNotes } = await lookAt(read, period, request, repository, world);
  const management = managementReport(at);
  const { page, tables } = management;
  const report: Report = {
    ...startReport('report', repository, request),
    repository: repository.origin.state(),
    tables,
    page,
    notes: [...repository.notes, ...notes, ...historyNotes, ...at.measures.notes],
    summary: { errors: 0, warnings: 0, records: read.length },
  };
  const isPage = request.isOn('html') && !request.formats.includes('html');
  const review = request.isOn('record') ? planReview(management, at, repository, world) : undefined;
  if (!isPage && review === undefined) return report;
  return {
    ...report,
    // The files have the page; printed is where they are.
    page: [],
    notes: [...repository.notes, ...notes],
    files: [
      ...(isPage ? [await planPage(report, period, request, world)] : []),
      ...(review === undefined ? [] : [review.file]),
    ],
    ...(review && { next: review.next }),
    ...(review && request.isOn('commit') && { commit: { message: review.did } }),
  };
}

/** The page as a file of the working directory; one that pir wrote before is written anew. */
async function planPage(report: Report, period: Period, request: Request, world: World): Promise<PlannedFile> {
  const { files } = world;
  const name = `report-${keyOfPeriod(period) ?? `${period.from}-to-${period.to}`}.html`;
  const absolutePath = files.join(request.cwd, name);
  const text = await request.render(report, 'html');
  const before = files.look(absolutePath) === 'none' ? undefined : files.readText(absolutePath);
  if (before === undefined) return { absolutePath, path: name, action: 'create', text };
  if (before === text) return { absolutePath, path: name, action: 'keep', text };
  if (before.includes('<meta name="generator" content="pir '))
    return { absolutePath, path: name, action: 'update', text, before };
  throw new UserError(
    `Unexpected ${name}, which stands there already and is no page of pir's`,
    'Move it away, or name another file with --output.',
  );
}
