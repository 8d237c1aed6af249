/** The sections of a review, in their order, with other headings under which people write the same. Data, not code. */
const aliases: { readonly [section: string]: readonly string[] } = {
  Summary: [
    'executive summary',
    'incident summary',
    'issue summary',
    'overview',
    'incident overview',
    'abstract',
    'synopsis',
    'tl;dr',
    'tldr',
    'description',
    'incident description',
    'what happened',
  ],
  Timeline: [
    'incident timeline',
    'timeline of events',
    'timeline of the incident',
    'time line',
    'chronology',
    'sequence of events',
    'events',
  ],
  Impact: [
    'customer impact',
    'user impact',
    'business impact',
    'impact analysis',
    'impact assessment',
    'impact summary',
    'effects',
    'consequences',
    'damage',
  ],
  'Root cause analysis': [
    'root cause',
    'root causes',
    'root cause(s)',
    'cause',
    'causes',
    'causes and contributing factors',
    'contributing factors',
    'contributing causes',
    'analysis',
    'cause analysis',
    'rca',
    '5 whys',
    'five whys',
    '5-whys',
    'the five whys',
    'why it happened',
    'why did it happen',
    'what caused it',
    'trigger and root cause',
  ],
  'What went well': ['what worked', 'what worked well', 'went well', 'things that went well', 'where we got lucky'],
  'What made detection slow': ['detection', 'how we detected it', 'how it was detected', 'detection analysis'],
  'What made response harder': [
    'what went wrong',
    'what went badly',
    'what did not go well',
    "what didn't go well",
    'what could have gone better',
    'what could be improved',
    'things that went poorly',
    'response',
  ],
  'Lessons learned': [
    'lessons',
    'lesson learned',
    'lessons learnt',
    'lessons learned and improvements',
    'what we learned',
    'what we learnt',
    'what did we learn',
    'what have we learned',
    'learnings',
    'key learnings',
    'key takeaways',
    'takeaways',
  ],
  'Corrective actions': [
    'actions',
    'action items',
    'action plan',
    'corrective and preventive actions',
    'corrective and preventative actions',
    'corrective measures',
    'follow-up actions',
    'follow up actions',
    'follow-ups',
    'follow-up',
    'next steps',
    'remediation',
    'remediation items',
    'remediations',
    'preventive actions',
    'preventative measures',
    'measures',
    'improvements',
    'what we are doing about it',
  ],
};

const known = new Map<string, string>();
for (const [section, names] of Object.entries(aliases)) {
  known.set(section, section);
  known.set(plain(section), section);
  for (const name of names) known.set(name, section);
}

/**
 * The section a heading stands for: its name in the list above, or, of a heading that is not in it, the heading itself
 * in plain form. Case, numbering, emphasis and a colon at the end make no difference.
 */
export function sectionOf(heading: string): string {
  const found = known.get(heading);
  if (found !== undefined) return found;
  // Nobody names a section so; and a long run of spaces would be costly to trim.
  if (heading.length > 200) return heading;
  const name = plain(heading);
  const unnumbered = name.replace(/^\d+(?:\.\d+)*[.):]? +(?=\S)/, '');
  // "5 whys" begins with a number that is none of an outline.
  return known.get(name) ?? known.get(unnumbered) ?? unnumbered;
}

function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll('&', 'and')
    .replace(/[*_`]/g, '')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[\s:.!?#]+$/, '')
    .replace(/\s+/g, ' ');
}
