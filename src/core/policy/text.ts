import { fingerprintOf } from '../record/fingerprint.ts';
import { each, type PolicyRecord } from '../record/record.ts';
import type { Change, Policy } from '../record/shapes.ts';

/**
 * What people sign of a policy, `sha256:` and 64 hexadecimal digits: SHA-256 over the canonical JSON (RFC 8785) of
 * `{ body, record: { id, title, version } }`, the body with LF line ends and without generated blocks. Owner, dates,
 * reviewers, audience and controls may change under a signature. `version` is the one that the text is about to have.
 */
export function policyFingerprint(record: PolicyRecord, sha256: (text: string) => string, version?: string): string {
  return fingerprintOf(record, sha256, version);
}

/** What `changes` says of a version, with its place there: of two entries the later one. */
export function releaseOf(
  { changes }: Policy,
  version: string | undefined,
): { change: Change; index: number } | undefined {
  let found: { change: Change; index: number } | undefined;
  for (const [index, change] of each(changes))
    if (version !== undefined && change.version === version) found = { change, index };
  return found;
}

/**
 * The number of the version that a release makes: the one written down while it was never released or waits for its
 * approvals, else the next whole number (`2.1` is followed by `3`). Undefined where it has none to count from.
 */
export function nextVersion(data: Policy): string | undefined {
  const { status, version } = data;
  const isOut = releaseOf(data, version) !== undefined || status === 'in_force';
  if (version !== undefined && (!isOut || status === 'in_review')) return version;
  const whole = /^(\d{1,9})(?:\.\d+)*$/.exec(version ?? '')?.[1];
  return whole === undefined ? undefined : String(Number(whole) + 1);
}
