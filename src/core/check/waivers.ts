import type { Clock } from '../clock.ts';
import type { Finding } from '../finding.ts';
import type { PlacedWaiver } from './rule.ts';

/**
 * Findings that a waiver covers become notes; nothing is lost. A waiver counts with a rule, a record, a person, a reason and
 * an end that is not over; `at` names a cause, an action or a field on the way to the place.
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly PlacedWaiver[],
  clock: Clock,
): readonly Finding[] {
  const sound = waivers.filter((w) => w.rule && w.record && w.by && w.reason && w.until && !clock.isOver(w.until));
  if (sound.length === 0) return findings;
  return findings.map((finding) => {
    const isCovered = sound.some(
      (w) =>
        w.rule === finding.rule && w.record === finding.record && (!w.at || finding.anchor.split('/').includes(w.at)),
    );
    return isCovered ? { ...finding, severity: 'note', waived: true } : finding;
  });
}
