import type { Change, EventGroup, Speech, Step } from '../change.ts';
import { group as actions } from './actions.ts';
import { group as body } from './body.ts';
import { group as causes } from './causes.ts';
import { group as fields } from './fields.ts';
import { group as policies } from './policies.ts';
import { group as presence } from './presence.ts';
import { group as reviews } from './reviews.ts';
import { group as risks } from './risks.ts';

/** Every kind of event; the order is that of one commit's events. One more: its file, its line here. */
export const groups = [presence, fields, causes, actions, risks, reviews, policies, body] as const;

export type EventKind = (typeof groups)[number]['kinds'][number];

const list: readonly EventGroup[] = groups;
const byKind = new Map(list.flatMap((group) => group.kinds.map((kind) => [kind, group] as const)));

/** Every change between two versions of a record, in the order of `groups`. */
export function changesOf(step: Step): Change[] {
  const changes: Change[] = [];
  for (let i = 0; i < list.length; i++) {
    const found = (list[i] as EventGroup).compare(step);
    if (found.length > 0) changes.push(...found);
  }
  return changes;
}

/** What happened, in words, without who and when. */
export function sayChange(change: Change, speech: Speech): string {
  return byKind.get(change.kind)?.say(change, speech) ?? change.kind;
}

/** What `--kind` takes: each kind, and each group for all of its own. */
export const kindNames: readonly string[] = [...new Set(list.map(({ name }) => name)), ...byKind.keys()];

/** Whether a kind is what `--kind` asks for. */
export function isOfKind(kind: string, asked: string): boolean {
  return kind === asked || list.some(({ name, kinds }) => name === asked && kinds.includes(kind));
}
