import { sectionOf } from '../core/record/sections.ts';
import { writeSection } from '../core/record/write-section.ts';
import { UserError } from '../world/world.ts';
import { changeIncident, idArgument, openIncident } from './change-incident.ts';
import type { Command } from './command.ts';
import { writeOptions } from './edit-record.ts';

export const command: Command = {
  arguments: [
    idArgument,
    { name: 'SECTION', about: 'its heading: Summary, Timeline, "Lessons learned"' },
    { name: 'TEXT', about: 'markdown; - reads standard input' },
  ],
  options: [...writeOptions],
  examples: [
    [
      'pir write 2026-11-20-checkout-500s Summary "A lowered limit exhausted the pool."',
      'takes the place of the section’s prompt',
    ],
    [
      'pir write 2026-11-20-checkout-500s Timeline - < timeline.md',
      'longer text; what stands there already stays, the new comes below',
    ],
  ],
  about: 'For those who would rather not open the file; an editor does as well.',
  run: async (request, world) => {
    const at = openIncident(request, world, { noun: 'text', from: ['draft', 'in_review'] });
    const said = request.argument('TEXT') ?? '';
    const text = (said === '-' ? await world.files.readStdin() : said).trim();
    if (text === '')
      throw new UserError('Unexpected empty TEXT, expected a few words', 'Say what belongs into the section.');
    const section = request.argument('SECTION') ?? '';
    const isNew = at.record.body.sections.every(({ title }) => sectionOf(title) !== sectionOf(section));
    return changeIncident(request, world, at, {
      command: 'write',
      edits: [],
      gate: 'edit',
      what: `write ${section}`,
      // A misspelt heading would be one more, and the one that was meant stay empty.
      ...(isNew && { notes: [`"${section}" is a new section, at the end`] }),
      rewrite: () => writeSection(at.record, section, text),
    });
  },
};
