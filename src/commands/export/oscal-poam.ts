import { type OscalVersion, oscalVersions, poamOf } from '../../interop/oscal-poam.ts';
import { UserError } from '../../world/world.ts';
import type { ExportFormat } from './format.ts';

const FILE = 'oscal-poam.json';

export const oscalPoam: ExportFormat = {
  name: 'oscal-poam',
  about: 'open risks and unfinished actions as a plan of action and milestones, for GRC tools that read OSCAL',
  hasPeriod: false,
  needsFolder: false,
  write({ facts, name, repository }, { request, earlier }) {
    const { config, people, zone, asOf } = repository;
    const incidents = facts.incidents.map(({ record }) => record);
    const poam = poamOf(
      { incidents, risks: facts.risks, managementReviews: facts.managementReviews },
      { repository: name, config, people, zone, asOf },
      (request.text('oscal-version') as OscalVersion | undefined) ?? oscalVersions[0],
    );
    if (poam.poam === 'refused') throw new UserError(poam.why, poam.hint);
    if (poam.poam === 'written')
      return { files: [{ path: FILE, data: poam.text }], tables: [], notes: [], text: () => poam.text };
    const stays = earlier.includes(FILE) ? [`${FILE} is of an earlier moment: remove it`] : [];
    return { files: [], tables: [], notes: [`nothing to write: ${poam.why}`, ...stays], text: () => '' };
  },
};
