import { isPerson, type People } from '../../../core/people.ts';
import { nameOf } from '../../../core/policy/audience.ts';
import { releaseOf } from '../../../core/policy/text.ts';
import type { Policy } from '../../../core/record/shapes.ts';
import { parseDay, parseInstant } from '../../../core/time.ts';
import type { ZoneClock } from '../../../core/zone.ts';
import type { TrainingLine } from '../../../interop/training-export.ts';

/** What a line of a training system is matched with. */
export interface Matching {
  data: Policy;
  people: People | undefined;
  zone: ZoneClock;
  /** The as-of day. */
  today: string;
  /** Why nobody can accept the version that the policy has now; undefined where they can. */
  whyNotNow: string | undefined;
}

/** An acceptance that a line tells of. */
export interface Match {
  person: string;
  version: string;
  on: string;
  fingerprint: string;
}

/** The acceptance of that line, or why there is none, in words that continue the line's place. Nothing is guessed. */
export function matchLine(line: TrainingLine, matching: Matching): Match | { reason: string } {
  if (line.policy === '') return { reason: 'names no policy' };
  const person = personOf(line, matching.people);
  if (person === undefined) return { reason: whyNobody(line, matching.people) };
  const on = dayOf(line.date, matching.zone);
  if (on === undefined)
    return { reason: line.date === '' ? 'no date' : `date "${line.date}" is not written like 2026-11-20` };
  if (on > matching.today) return { reason: `${on} is a day to come` };
  const version = line.version.replace(/^v(?:ersion)?[ .]*(?=\d)/i, '');
  if (version === '') return { reason: 'no version' };
  const release = releaseOf(matching.data, version)?.change;
  const fingerprint = release?.fingerprint;
  if (release === undefined || fingerprint === undefined)
    return { reason: `version "${line.version}" has no released text` };
  if (version === matching.data.version && matching.whyNotNow !== undefined) return { reason: matching.whyNotNow };
  if (release.on !== undefined && on < release.on)
    return { reason: `${on} is before version ${version} was released, on ${release.on}` };
  return { person, version, on, fingerprint };
}

/** The handle of who is meant: by e-mail, handle with or without its @, or a name that only one person has. */
function personOf({ person, email }: TrainingLine, people: People | undefined): string | undefined {
  const written = [email, person].filter((each) => each !== '');
  if (people === undefined) return written.find(isPerson);
  for (const each of written) {
    const found = people.find(each) ?? people.find(`@${each}`);
    if (found !== undefined) return nameOf(found.handle ?? each, people);
    const named = people.all.filter(({ name }) => name?.toLowerCase() === each.toLowerCase());
    const [only, second] = named;
    if (only !== undefined && second === undefined) return only.handle ?? only.emails?.[0];
  }
  return undefined;
}

function whyNobody({ person, email }: TrainingLine, people: People | undefined): string {
  const written = [person, email].filter((each) => each !== '').join(', ');
  if (written === '') return 'names nobody';
  return people === undefined
    ? `"${written}" is neither a handle nor an e-mail, and there is no people.yaml`
    : `"${written}" is nobody in people.yaml`;
}

/** The day of `2026-11-20`, `2026/11/20`, also with a time behind it; an instant with its offset in the zone. */
function dayOf(text: string, zone: ZoneClock): string | undefined {
  const at = parseInstant(text);
  if (at !== undefined) return zone.dayOf(at);
  const [, year, month, day] = /^(\d{4})[-/.](\d\d)[-/.](\d\d)(?:[T ].*)?$/.exec(text) ?? [];
  const written = `${year}-${month}-${day}`;
  return parseDay(written) === undefined ? undefined : written;
}
