import { nearest } from '../../core/nearest.ts';
import type { IncidentAtHand } from '../change-incident.ts';

/** Which of the roles are none that anybody asks for: a slip of the pen would leave the one that was meant unfilled. */
export function roleNotes(
  participants: readonly { role: string }[],
  { record, repository: { config, people } }: IncidentAtHand,
): string[] {
  const { severity = '' } = record.data;
  const asked = config.participants[severity] ?? [];
  const known = new Set([
    ...Object.values(config.participants).flat(),
    ...Object.values(config.approvals).flat(),
    ...(people?.all ?? []).flatMap(({ roles }) => roles ?? []),
  ]);
  const unknown = [...new Set(participants.map(({ role }) => role))].filter((role) => !known.has(role));
  return unknown.map((role) => {
    const meant = nearest(role, [...known]);
    const guess = meant === undefined ? '' : ` Did you mean ${meant}?`;
    return `the role ${role} is none that ${asked.length === 0 ? 'the settings know' : `${severity} asks for: ${asked.join(', ')}`}.${guess}`;
  });
}
