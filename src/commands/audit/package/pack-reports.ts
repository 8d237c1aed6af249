import type { PackageFile } from '../../../core/audit/package/files.ts';
import type { Report } from '../../../core/report.ts';
import { UserError } from '../../../world/world.ts';
import { csv } from '../../export/csv.ts';
import { oscalPoam } from '../../export/oscal-poam.ts';
import { startReport } from '../../repository.ts';
import { type Asked, innerReport } from './inner-report.ts';
import type { Opened } from './open-package.ts';

/** What other commands say of the commit, as files; and the reports themselves, for who reads on. */
export interface PackedReports {
  files: readonly PackageFile[];
  metrics: Report;
  coverage: Report;
  /** The plan of action in OSCAL; undefined where there is none. */
  poam: string | undefined;
  /** What is not in the package although it could be, each with why. */
  leftOut: readonly string[];
}

/** Registers, reports, the plan of action and what check found. */
export async function packReports(opened: Opened, checked: Report): Promise<PackedReports> {
  const { asked, requestFor, still } = opened;
  const { render } = requestFor();
  const period: Asked = { from: asked.period.from, to: asked.period.to };
  const ask = (name: string) => innerReport(name, requestFor(period), still);
  const metrics = await ask('metrics');
  const coverage = await ask('audit coverage');
  const poam = await packPoam(opened);
  const files = [
    ...(await packRegisters(opened)),
    { path: 'reports/metrics.json', data: await render(metrics, 'json') },
    { path: 'reports/coverage.json', data: await render(coverage, 'json') },
    { path: 'reports/repeats.json', data: await render(await ask('repeats'), 'json') },
    { path: 'reports/management-review.md', data: await render(await ask('report'), 'markdown') },
    ...poam.files,
    { path: 'checks/check.json', data: await render(checked, 'json') },
    { path: 'checks/results.sarif', data: await render(checked, 'sarif') },
  ];
  return { files, metrics, coverage, poam: poam.files[0]?.path, leftOut: poam.why };
}

async function packRegisters({ gathered, repository, requestFor }: Opened): Promise<PackageFile[]> {
  const request = requestFor();
  const report = startReport('export', repository, request);
  const { files } = await csv.write(gathered, { request, report, earlier: [] });
  return files.map(({ path, data }) => ({ path: `registers/${path}`, data }));
}

async function packPoam({
  gathered,
  repository,
  requestFor,
}: Opened): Promise<{ files: readonly PackageFile[]; why: readonly string[] }> {
  const request = requestFor();
  const report = startReport('export', repository, request);
  try {
    const { files, notes } = await oscalPoam.write(gathered, { request, report, earlier: [] });
    const named = files.map(({ path, data }) => ({ path: `interop/${path}`, data }));
    return { files: named, why: notes.map((note) => `interop/oscal-poam.json: ${note}`) };
  } catch (error) {
    // References that lead nowhere, which only --allow reference lets come so far.
    if (!(error instanceof UserError)) throw error;
    return { files: [], why: [`interop/oscal-poam.json: ${error.message}`] };
  }
}
