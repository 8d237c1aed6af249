// Over 200 lines: one table, which is read as a whole. Ids and words of our own; the texts of the standards are theirs.

/** What of a repository can speak for a requirement; `control-evidence.ts` finds it. */
export type EvidenceKind =
  | 'plan'
  | 'accepted_plan'
  | 'recorded'
  | 'classified'
  | 'reported'
  | 'detected'
  | 'responded'
  | 'notified'
  | 'corrected'
  | 'preserved'
  | 'reviewed'
  | 'caused'
  | 'similar'
  | 'acted'
  | 'closed'
  | 'verified'
  | 'risk'
  | 'policy'
  | 'nonconformity'
  | 'managed'
  | 'poam';

export interface Requirement {
  /** What is asked, in our own words. */
  words: string;
  /** Null for what pir does not cover. */
  evidence: EvidenceKind | null;
  /** Metrics whose figures belong to it. */
  figures?: readonly string[];
}

export interface Control {
  framework: string;
  /** As the framework writes it; unique in the map. */
  id: string;
  /** One line. */
  words: string;
  requirements: readonly Requirement[];
}

const iso = 'ISO/IEC 27001:2022';
const soc = 'SOC 2 trust services criteria';
const csf = 'NIST CSF 2.0';
const sp = 'NIST SP 800-53 rev. 5';
const pci = 'PCI DSS 4.0.1';
const dora = 'DORA, Regulation (EU) 2022/2554';
const nis = 'Implementing Regulation (EU) 2024/2690, Annex';

const reviews = ['review_required', 'reviewed', 'review_on_time', 'time_to_review'];
const response = ['time_to_acknowledge', 'time_to_mitigate', 'time_to_respond', 'time_to_recover'];
const work = ['actions', 'actions_open', 'actions_overdue', 'actions_done'];
const closing = ['actions_on_time', 'actions_done', 'closed_back_dated', 'closed_without_evidence'];
const repeats = ['repeats', 'repeat_rate'];

const plan: Requirement = { words: 'A plan says who does what in an incident, and is in force', evidence: 'plan' };
const accepted: Requirement = { words: 'The people it is for have accepted it', evidence: 'accepted_plan' };
const recorded: Requirement = {
  words: 'Every incident has a record',
  evidence: 'recorded',
  figures: ['incidents', 'time_to_first_record'],
};
const classified: Requirement = { words: 'Somebody decided what it is and how bad', evidence: 'classified' };
const responded: Requirement = {
  words: 'It was taken up, contained and ended, with the times',
  evidence: 'responded',
  figures: response,
};
const notified: Requirement = { words: 'Who had to be told was told', evidence: 'notified' };
const reviewed: Requirement = {
  words: 'It was looked back at, by those whom it concerned, in time',
  evidence: 'reviewed',
  figures: reviews,
};
const caused: Requirement = { words: 'Its root causes are known', evidence: 'caused' };
const acted: Requirement = {
  words: 'Something is done about the causes, with an owner and a day',
  evidence: 'acted',
  figures: work,
};
const closed: Requirement = {
  words: 'It was done, and there is something to look at',
  evidence: 'closed',
  figures: closing,
};
const verified: Requirement = { words: 'Somebody looked whether it worked', evidence: 'verified', figures: repeats };
const risk: Requirement = { words: 'The risk register was looked at again', evidence: 'risk' };
const policy: Requirement = { words: 'Policies and procedures changed where they had to', evidence: 'policy' };
const preserved: Requirement = { words: 'Evidence is kept, with its checksum', evidence: 'preserved' };

/** Which requirements a repository of incident reviews can speak for. One more: its row here. */
export const controlMap: readonly Control[] = [
  {
    framework: iso,
    id: 'A.5.24',
    words: 'Incident management is planned before it is needed',
    requirements: [plan, accepted, { words: 'Those who respond are trained and reachable', evidence: null }],
  },
  {
    framework: iso,
    id: 'A.5.25',
    words: 'What happens is assessed, and it is decided whether it is an incident',
    requirements: [classified, { words: 'Events that were judged to be no incident', evidence: null }],
  },
  {
    framework: iso,
    id: 'A.5.26',
    words: 'Incidents are responded to as planned',
    requirements: [responded, notified],
  },
  {
    framework: iso,
    id: 'A.5.27',
    words: 'What incidents teach makes the controls stronger',
    requirements: [reviewed, caused, acted, closed, verified, risk, policy],
  },
  {
    framework: iso,
    id: 'A.5.28',
    words: 'Evidence of what happened is found, collected and kept',
    requirements: [preserved, { words: 'Custody of originals outside this repository', evidence: null }],
  },
  {
    framework: iso,
    id: 'A.6.8',
    words: 'People report what they notice',
    requirements: [
      { words: 'Incidents that a person noticed and reported', evidence: 'reported', figures: ['time_to_detect'] },
      { words: 'The way to report is known to everybody', evidence: null },
    ],
  },
  {
    framework: iso,
    id: '10.2 a',
    words: 'A nonconformity is reacted to: controlled, corrected, its consequences dealt with',
    requirements: [
      { words: 'Which incidents the clause applies to', evidence: 'nonconformity' },
      { words: 'It was corrected at once', evidence: 'corrected', figures: ['time_to_mitigate'] },
    ],
  },
  {
    framework: iso,
    id: '10.2 b',
    words: 'Its causes are looked for, and whether it happened or can happen elsewhere',
    requirements: [reviewed, caused, { words: 'Somebody looked for the like', evidence: 'similar' }],
  },
  { framework: iso, id: '10.2 c', words: 'What is needed is done', requirements: [acted, closed] },
  {
    framework: iso,
    id: '10.2 d',
    words: 'Whether it worked is reviewed',
    requirements: [verified],
  },
  {
    framework: iso,
    id: '10.2 e',
    words: 'The management system is changed where it has to be',
    requirements: [risk, policy],
  },
  {
    framework: iso,
    id: '10.2 f',
    words: 'What it was and what was done is documented',
    requirements: [recorded, acted],
  },
  {
    framework: iso,
    id: '10.2 g',
    words: 'What came of it is documented',
    requirements: [closed, verified],
  },
  {
    framework: iso,
    id: '9.3.2',
    words: 'Management reviews nonconformities, corrective actions and their trends',
    requirements: [
      { words: 'Reviews that were held, and what they decided', evidence: 'managed', figures: [...work, ...repeats] },
      { words: 'Internal audits, interested parties and objectives as inputs', evidence: null },
    ],
  },
  {
    framework: soc,
    id: 'CC7.3',
    words: 'Security events are evaluated',
    requirements: [recorded, classified],
  },
  {
    framework: soc,
    id: 'CC7.4',
    words: 'Incidents are responded to by a defined programme',
    requirements: [plan, responded, notified, caused],
  },
  {
    framework: soc,
    id: 'CC7.5',
    words: 'Recovery, and what is changed so that it does not happen again',
    requirements: [acted, closed, verified, policy],
  },
  {
    framework: csf,
    id: 'ID.IM',
    words: 'Improvements are found, in incidents too, and made',
    requirements: [reviewed, acted, closed, policy],
  },
  {
    framework: csf,
    id: 'RS.AN',
    words: 'Incidents are analysed: what happened, why, how far it went',
    requirements: [caused, preserved, classified],
  },
  {
    framework: sp,
    id: 'IR-4',
    words: 'Incidents are handled from preparation to lessons learned',
    requirements: [plan, responded, reviewed, { words: 'Automated and coordinated handling', evidence: null }],
  },
  {
    framework: sp,
    id: 'CA-5',
    words: 'A plan of action and milestones is kept',
    requirements: [{ words: 'The plan, in OSCAL', evidence: 'poam', figures: work }, acted],
  },
  {
    framework: pci,
    id: '12.10.6',
    words: 'The incident response plan evolves with what was learned',
    requirements: [plan, reviewed, policy],
  },
  {
    framework: dora,
    id: 'Art. 13',
    words: 'Reviews after incidents, and what is learned goes into the risk assessment',
    requirements: [reviewed, caused, acted, risk, { words: 'Training of staff and management', evidence: null }],
  },
  {
    framework: dora,
    id: 'Art. 17',
    words: 'A process detects, manages, records and classifies ICT-related incidents',
    requirements: [
      recorded,
      classified,
      { words: 'How it was noticed', evidence: 'detected', figures: ['time_to_detect'] },
      responded,
      { ...caused, figures: repeats },
      { words: 'Reports to authorities in their own form', evidence: null },
    ],
  },
  {
    framework: nis,
    id: '3.4',
    words: 'Events are assessed and classified, repeated ones together',
    requirements: [classified, { ...caused, figures: repeats }],
  },
  {
    framework: nis,
    id: '3.5',
    words: 'Incidents are responded to by documented procedures, and logged',
    requirements: [plan, responded, notified, preserved],
  },
  {
    framework: nis,
    id: '3.6',
    words: 'Reviews after incidents find the root cause, and their outcome is documented and used',
    requirements: [reviewed, caused, acted, policy],
  },
];

/** The control that a person named: by its id, any case, also as records write controls (`iso27001:A.5.27`). */
export function controlOf(asked: string): Control | undefined {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/^[a-z0-9-]+:/, '')
      .replaceAll(/[\s()]/g, '');
  return controlMap.find(({ id }) => plain(id) === plain(asked));
}
