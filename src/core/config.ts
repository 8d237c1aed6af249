import type { RecordKind } from './record/kinds.ts';
import { kinds } from './record/kinds.ts';
import type { ConfigFile } from './record/shapes.ts';
import { usualBranch } from './usual-branch.ts';

export type Profile = 'startup' | 'scaleup' | 'enterprise';
export const profiles: readonly Profile[] = ['startup', 'scaleup', 'enterprise'];

/** A span as written: `72h`, `14d`, `6mo`. */
export type Span = string;
export type ReviewStage = 'hotwash' | 'full';

/** Every setting, with the profile's defaults filled in. */
export interface Config {
  profile: Profile;
  timezone: string;
  /** Whether the config states a zone: only then may command-line times do without an offset. */
  hasTimezone: boolean;
  branch: string;
  places: Readonly<{ [kind in RecordKind]: string }>;
  /** Worst first. */
  severities: readonly string[];
  priorities: readonly string[];
  services: Readonly<{ [id: string]: { owner?: string | null; name?: string } }>;
  taxonomy: Readonly<{ [area: string]: readonly string[] }>;
  human_error: readonly string[];
  countable: readonly string[];
  review_required: readonly string[];
  sla: {
    review: Readonly<{ [severity: string]: Readonly<{ [stage in ReviewStage]?: Span }> }>;
    action: Readonly<{ [priority: string]: Span }>;
    acknowledgement: Span;
  };
  approvals: Readonly<{ [severity: string]: readonly string[] }>;
  participants: Readonly<{ [severity: string]: readonly string[] }>;
  /** Required sections: of records whose severity requires a review (`full`), and of the others (`lite`). */
  sections: Readonly<{ full: readonly string[]; lite: readonly string[] }>;
  risk: { scale: number; bands: Readonly<{ [band: string]: number }>; required_for: readonly string[] };
  repeat: { window: Span; basis: string };
  milestones: Readonly<{ [name: string]: { title?: string; from: string; to: string } }>;
  headline: readonly string[];
  targets: Readonly<{ [metric: string]: Readonly<{ [figure: string]: Span | number }> }>;
  calendar: { days: readonly string[]; from: string; to: string; holidays: readonly string[] };
  management_review: Span;
  team_owners: boolean;
  rules: Readonly<{ [rule: string]: 'off' | 'warn' | 'error' }>;
  tickets: Readonly<{ [key: string]: unknown }>;
  epoch: string;
}

const scaleup: Config = {
  profile: 'scaleup',
  timezone: 'UTC',
  hasTimezone: false,
  branch: usualBranch,
  places: Object.fromEntries(kinds.map((k) => [k.kind, k.place])) as Config['places'],
  severities: ['sev1', 'sev2', 'sev3', 'sev4'],
  priorities: ['p1', 'p2', 'p3'],
  services: {},
  taxonomy: {
    process: ['change-management', 'access-management', 'supplier', 'capacity-planning', 'documentation'],
    technology: ['software-defect', 'configuration', 'hardware', 'capacity', 'dependency', 'legacy'],
    people: ['skills', 'workload', 'slip'],
    detection: ['missing-alert', 'noisy-alert', 'missing-log'],
    external: ['attack', 'provider-outage', 'natural'],
  },
  human_error: ['people'],
  countable: ['security', 'availability', 'privacy', 'safety', 'near_miss'],
  review_required: ['sev1', 'sev2'],
  sla: {
    review: { sev1: { hotwash: '72h', full: '14d' }, sev2: { hotwash: '72h', full: '14d' }, sev3: { full: '28d' } },
    action: { p1: '14d', p2: '30d', p3: '90d' },
    acknowledgement: '30d',
  },
  approvals: { sev1: ['management'] },
  participants: { sev1: ['responder', 'service_owner', 'management'], sev2: ['responder', 'service_owner'] },
  sections: {
    full: ['Summary', 'Timeline', 'Impact', 'Root cause analysis', 'Lessons learned'],
    lite: ['Summary', 'Timeline', 'Lessons learned'],
  },
  risk: { scale: 5, bands: { low: 1, medium: 5, high: 10, critical: 17 }, required_for: ['sev1', 'sev2'] },
  repeat: { window: '6mo', basis: 'cause' },
  milestones: {},
  headline: ['time_to_detect', 'time_to_respond', 'repeat_rate'],
  targets: {},
  calendar: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', holidays: [] },
  management_review: '1y',
  team_owners: false,
  rules: {},
  tickets: {},
  epoch: '',
};

/** What a profile changes of the scaleup defaults. */
const differences: { [profile in Profile]: Partial<Config> } = {
  startup: {
    profile: 'startup',
    sla: { ...scaleup.sla, review: { sev1: { full: '28d' }, sev2: { full: '28d' } } },
    approvals: {},
    sections: { full: scaleup.sections.lite, lite: scaleup.sections.lite },
  },
  scaleup: {},
  enterprise: {
    profile: 'enterprise',
    review_required: ['sev1', 'sev2', 'sev3'],
    approvals: { sev1: ['management'], sev2: ['management'] },
    risk: { ...scaleup.risk, required_for: ['sev1', 'sev2', 'sev3'] },
  },
};

/**
 * The config as written, over its profile's defaults. A key that is given replaces its default whole, but for the maps of
 * fixed keys (places, sla, sections, risk, repeat, calendar), where each key by itself falls back to its default.
 */
export function resolveConfig(file: ConfigFile): Config {
  const base: Config = { ...scaleup, ...differences[file.profile ?? 'scaleup'] };
  const given = Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined && value !== null));
  const merged = { ...base, ...given, hasTimezone: typeof file.timezone === 'string' } as Config;
  for (const key of ['places', 'sla', 'sections', 'risk', 'repeat', 'calendar'] as const) {
    Object.assign(merged, { [key]: { ...base[key], ...(given[key] as object | undefined) } });
  }
  const { sla, risk } = merged;
  return {
    ...merged,
    services: bare(merged.services),
    taxonomy: bare(merged.taxonomy),
    sla: { ...sla, review: bare(sla.review), action: bare(sla.action) },
    approvals: bare(merged.approvals),
    participants: bare(merged.participants),
    risk: { ...risk, bands: bare(risk.bands) },
    milestones: bare(merged.milestones),
    targets: bare(merged.targets),
    rules: bare(merged.rules),
    tickets: bare(merged.tickets),
  };
}

// Looked up by words of records: `severity: constructor` must find nothing.
function bare<T extends object>(map: T): T {
  return Object.assign(Object.create(null), map);
}

/** Whether an incident of that severity requires a review. */
export function requiresReview(config: Config, severity: string | undefined): boolean {
  return severity !== undefined && config.review_required.includes(severity);
}
