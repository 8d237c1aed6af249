import type { People } from '../people.ts';
import type { Block } from '../report.ts';
import type { ZoneClock } from '../zone.ts';
import type { Signature } from './commit.ts';
import type { Event, Mark } from './event.ts';
import type { SeenEvent } from './event-rows.ts';
import { sayChange } from './events/index.ts';
import { type Flag, flagWords, isOfCommit } from './flags.ts';
import { sayDay, sayDayOf } from './say-day.ts';

export interface PageSettings {
  zone: ZoneClock;
  people: People | undefined;
  /** Whether each line names its record: where there are several. */
  namesRecords: boolean;
}

/**
 * A ledger as people read it aloud: a row a commit and record, "3 Mar 2026" and "A2 due moved 1 Mar → 15 Apr (+45 days)
 * by @payments-lead, merged 4 Mar by @sre-lead, signed".
 */
export function eventFacts(seen: readonly SeenEvent[], settings: PageSettings): Block {
  const groups: SeenEvent[][] = [];
  for (const each of seen) {
    const group = groups.at(-1);
    const other = group?.[0]?.event;
    if (group !== undefined && isTogether(other, each.event)) group.push(each);
    else groups.push([each]);
  }
  return { block: 'facts', rows: groups.map((group) => rowOf(group, settings)) };
}

function isTogether(a: Event | undefined, b: Event): boolean {
  return a?.mark.commit === b.mark.commit && a.mark.merge === b.mark.merge && a.record === b.record;
}

function rowOf(group: readonly SeenEvent[], settings: PageSettings): readonly [string, string] {
  const { event, signature } = group[0] as SeenEvent;
  const day = settings.zone.dayOf(event.mark.at);
  const said = group.map((each) => sayEvent(each, day.slice(0, 4), settings.zone));
  const odd = doubtsOf(group[0]?.flags.filter(isOfCommit) ?? []);
  const who = `${whoDid(event.mark, signature, settings)}${odd}`;
  const lines = said.length === 1 ? [`${said[0]}  ${who}`] : [...said, who];
  return [sayDay(day), [...(settings.namesRecords ? [event.record] : []), ...lines].join('\n')];
}

function sayEvent({ event, flags, attested }: SeenEvent, year: string, zone: ZoneClock): string {
  const words = sayChange(event, { day: (text) => sayDayOf(text, zone, year) });
  const claim = attested === null ? '' : attestedWords[attested];
  return `${words}${claim}${doubtsOf(flags.filter((flag) => !isOfCommit(flag)))}`;
}

function doubtsOf(flags: readonly Flag[]): string {
  const words = [...new Set(flags.map((flag) => flagWords[flag]))];
  return words.length === 0 ? '' : ` — ${words.join(', ')}`;
}

const attestedWords = {
  self: ' (attested)',
  other: ' (committed by somebody else)',
  forge: ' (committed on the forge)',
  unknown: '',
};

function whoDid(mark: Mark, signature: Signature | null, { zone, people }: PageSettings): string {
  const name = (author: string, email: string) => people?.withEmail(email)?.handle ?? author;
  const written = zone.dayOf(mark.at);
  const merged = zone.dayOf(mark.mergedAt);
  const on = merged === written ? '' : ` ${sayDay(merged, written.slice(0, 4))}`;
  const parts = [`by ${name(mark.author, mark.authorEmail)}`];
  if (mark.mergedBy !== null) parts.push(`merged${on} by ${name(mark.mergedBy, mark.mergedByEmail ?? '')}`);
  else if (mark.isMergedOnForge) parts.push(`merged${on} on the forge, person not in git`);
  else if (mark.merge !== mark.commit) parts.push(`merged${on}`);
  else if (on !== '') parts.push(`committed${on}`);
  if (signature !== null) parts.push(signatureWords[signature.state]);
  return parts.join(', ');
}

const signatureWords: { readonly [state in Signature['state']]: string } = {
  good: 'signed',
  expired: 'signed with an expired key',
  unknown_key: 'signed with an unknown key',
  bad: 'with a bad signature',
  none: 'not signed',
};
