import type { Incident } from './shapes.ts';

export type IncidentType = NonNullable<Incident['type']>;

/** The types of the schema, each with what it is for: shown where a person chooses. */
export const incidentTypes: { readonly [type in IncidentType]: string } = {
  availability: 'something was down, slow or wrong for those who use it',
  security: 'an attack, an intrusion, a weakness that was used',
  privacy: 'personal data disclosed, altered, lost or used wrongly',
  safety: 'people were harmed or in danger',
  near_miss: 'it nearly happened; nothing was harmed',
  exercise: 'a drill: recorded and reviewed, not counted',
};

/** The templates that pir ships; a team may have others. */
export const templateNames = ['incident', 'security', 'near-miss', 'lite', 'restricted'] as const;

/** The template for such an incident where none is named. */
export function templateFor({ type, confidentiality }: Incident, profile: string): string {
  if (confidentiality === 'restricted') return 'restricted';
  if (type === 'security') return 'security';
  if (type === 'near_miss') return 'near-miss';
  return profile === 'startup' ? 'lite' : 'incident';
}
