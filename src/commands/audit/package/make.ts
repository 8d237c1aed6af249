import { byHand } from '../../../core/audit/package/by-hand.ts';
import { controlRows } from '../../../core/audit/package/control-rows.ts';
import { eventsText, signaturesText } from '../../../core/audit/package/events-file.ts';
import { citedEvidence } from '../../../core/audit/package/evidence.ts';
import {
  BUNDLE,
  MANIFEST,
  manifestFiles,
  type PackageFile,
  SUMS,
  sumsText,
} from '../../../core/audit/package/files.ts';
import { indexPage } from '../../../core/audit/package/index-page.ts';
import { type Manifest, manifestText } from '../../../core/audit/package/manifest.ts';
import { incidentsOf } from '../../../core/audit/package/population.ts';
import { readmeText } from '../../../core/audit/package/readme.ts';
import type { Redactor } from '../../../core/audit/redact/redactor.ts';
import { compareText } from '../../../core/finding.ts';
import { incidentMoment } from '../../../core/measure/incident-moment.ts';
import type { IncidentRecord } from '../../../core/record/record.ts';
import type { Report, Table } from '../../../core/report.ts';
import { toJson } from '../../../core/show-text.ts';
import type { World } from '../../../world/world.ts';
import type { Request } from '../../command.ts';
import { startReport } from '../../repository.ts';
import type { PackageAsked } from './asked.ts';
import { innerReport } from './inner-report.ts';
import { judgeIntegrity } from './judge-integrity.ts';
import { manifestOf } from './manifest-of.ts';
import { mustBePlaces } from './must-be-places.ts';
import { openPackage } from './open-package.ts';
import { packExcerpt } from './pack-excerpt.ts';
import { packReports } from './pack-reports.ts';
import { packEvidence, packRecords } from './read-tree.ts';

export interface MadePackage {
  /** Every file but the signature, in order of path. */
  files: readonly PackageFile[];
  manifest: Manifest;
}

/**
 * The files of a package: the same for the same commit, settings, version and period. CannotJudge where the clone lacks
 * history, UserError where the records do not hold together and that was not allowed.
 */
export async function makePackage(
  asked: PackageAsked,
  outer: Request,
  world: World,
  isSigned: boolean,
): Promise<MadePackage> {
  const { commit, control, period } = asked;
  const opened = await openPackage(asked, outer, world);
  const { repository, still, plain, redactor, requestFor, gathered, actions, seen } = opened;
  const { config, clock, zone } = repository;
  const { records } = gathered;
  const judged = await innerReport('check', requestFor(), plain);
  const integrity = judgeIntegrity(judged, asked.allowed, repository);
  const checked = redactor === undefined ? judged : withoutWords(judged, redactor);
  const reports = await packReports(opened, checked);
  const packed = packRecords(commit, repository, still, redactor);
  const evidence = packEvidence(citedEvidence(records), commit, repository, still);
  const excerpt = packExcerpt(commit, outer, repository, still);
  const signatures = signaturesText(seen);
  const speaking = { records, actions, period, clock };
  const { pathOf } = packed;
  const controls = controlRows({ ...speaking, pathOf, metrics: reports.metrics.tables, poam: reports.poam });
  const manifest = manifestOf(opened, {
    integrity,
    excerpt,
    signatures: signatures.coverage,
    evidence: evidence.rows,
    unreadable: packed.unreadable,
    leftOut: [
      ...reports.leftOut,
      ...(asked.redaction?.people ? ['history/allowed_signers: the list of keys names people'] : []),
    ],
    isSigned,
    version: outer.version,
  });
  const incidents = incidentsOf({ records, period, zone }).sort(byMoment);
  const page = indexPage({
    manifest,
    control,
    rows: controls,
    incidents: incidents.filter(({ data }) => data.status !== 'withdrawn'),
    actions,
    coverage: reports.coverage.tables[0] as Table,
    clock,
    pathOf,
    findings: checked.findings,
  });
  const first = packed.files.find(({ source }) => source !== undefined);
  const hand = byHand(incidents, reports.metrics.tables, repository);
  const readme = readmeText({
    manifest,
    control,
    byHand: hand,
    sample: first?.source && { path: first.path, source: first.source.path },
    hasSigners: opened.signers !== undefined,
  });
  const report = { ...startReport('audit package', repository, requestFor()), page };
  return listed(manifest, world, [
    ...packed.files,
    ...evidence.files,
    ...excerpt,
    ...reports.files,
    { path: 'control-map.json', data: `${toJson({ version: 1, controls }, 2)}\n` },
    { path: 'history/events.json', data: eventsText(seen, { commit, asOf: manifest.as_of }) },
    { path: 'history/signatures.csv', data: signatures.text },
    ...(opened.signers === undefined ? [] : [opened.signers]),
    { path: 'index.html', data: await outer.render(report, 'html') },
    { path: 'README.md', data: readme },
    ...(hand.list === undefined ? [] : [{ path: hand.list.path, data: hand.list.text }]),
    ...(asked.hasBundle
      ? [{ path: BUNDLE, data: world.git.bundle(asked.top, commit, branchName(config.branch)) }]
      : []),
  ]);
}

/** What was found in the records as they are, in words that tell nothing of what is redacted. */
function withoutWords(report: Report, redactor: Redactor): Report {
  const { words, handleName } = redactor;
  // Acceptances are files that are called as the person.
  const path = (given: string) => words(given.replace(/([^/]+)(?=\.ya?ml$)/, (name) => handleName(name)));
  return {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      message: words(finding.message),
      hint: words(finding.hint),
      path: path(finding.path),
      source: null,
    })),
    notes: report.notes.map(words),
  };
}

/** The files with the manifest that lists them, and the list of all sums. */
function listed(manifest: Manifest, { sha256 }: World, content: readonly PackageFile[]): MadePackage {
  mustBePlaces(content);
  const whole = { ...manifest, files: manifestFiles(content, sha256) };
  const text = manifestText(whole);
  const sums = sumsText([...whole.files, { path: MANIFEST, sha256: sha256(text) }]);
  const files = [...content, { path: MANIFEST, data: text }, { path: SUMS, data: sums }];
  return { manifest: whole, files: files.sort((a, b) => compareText(a.path, b.path)) };
}

function byMoment(a: IncidentRecord, b: IncidentRecord): number {
  return (incidentMoment(a.data) ?? 0) - (incidentMoment(b.data) ?? 0) || compareText(a.path, b.path);
}

/** What the bundle calls its branch: that of the config, where git would take the name. */
function branchName(name: string): string {
  return /^[A-Za-z0-9][\w-]*(?:[./][\w-]+)*$/.test(name) && !name.endsWith('.lock') ? name : 'main';
}
