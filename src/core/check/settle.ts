import type { Finding } from '../finding.ts';
import type { Attested } from '../history/attestation.ts';
import type { Question } from '../question.ts';
import { limits } from '../record/limits.ts';
import type { RecordQuestion } from './record-question.ts';
import type { Entry } from './rule.ts';
import type { Doubt } from './verdict.ts';

/** What the records know of each other. */
export interface Index {
  has(question: RecordQuestion): boolean;
}

/** Everything that can be referred to. */
export function indexOf(entries: Iterable<Entry>): Index {
  // By the record's id alone: few of ten thousand records' actions and causes are ever asked for.
  const byId = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.id === null) continue;
    const same = byId.get(entry.id);
    if (same === undefined) byId.set(entry.id, [entry]);
    else same.push(entry);
  }
  const holders = (ref: string, list: 'actions' | 'causes') => {
    const slash = ref.lastIndexOf('/');
    const name = ref.slice(slash + 1);
    return { name, entries: (byId.get(ref.slice(0, slash)) ?? []).filter((entry) => entry[list].includes(name)) };
  };
  const isUnfinished = (ref: string): boolean => {
    const { name, entries: found } = holders(ref, 'actions');
    if (found.length === 0) return true;
    return found.some(({ status, facts }) => status !== 'withdrawn' && facts?.unfinished?.includes(name));
  };
  let followed: ReadonlySet<string> | undefined;
  return {
    has: (question) => {
      switch (question.ask) {
        case 'record':
          return byId.get(question.id)?.some(({ kind }) => kind === question.kind) ?? false;
        case 'action':
          return holders(question.ref, 'actions').entries.length > 0;
        case 'cause':
          return holders(question.ref, 'causes').entries.length > 0;
        case 'assessment':
          return isAssessed(question, byId.get(question.risk)?.filter(({ kind }) => kind === 'risk') ?? []);
        case 'unfinished':
          return question.refs.some(isUnfinished);
        case 'followed':
          followed ??= followedIn(byId.values());
          return followed.has(question.ref);
      }
    },
  };
}

function followedIn(all: Iterable<readonly Entry[]>): ReadonlySet<string> {
  const refs = new Set<string>();
  for (const entries of all)
    for (const { status, facts } of entries)
      if (status !== 'withdrawn') for (const ref of facts?.follows ?? []) refs.add(ref);
  return refs;
}

function isAssessed({ incident, from }: Extract<Question, { ask: 'assessment' }>, risks: readonly Entry[]): boolean {
  if (risks.length === 0) return true;
  return risks.some(
    ({ status, facts }) =>
      status === 'withdrawn' ||
      facts?.risk?.isPartial === true ||
      facts?.risk?.assessed.some(([named, on]) => named === incident && on >= from),
  );
}

/** Whether a claim that is attested so may stand. */
export function isAttested({ mustBeSelf }: Extract<Question, { ask: 'attested' }>, attested: Attested): boolean {
  return mustBeSelf ? attested === 'self' : attested !== 'other';
}

/** The findings of those doubts whose question was not answered with yes. */
export function settle(doubts: readonly Doubt[], isYes: (question: Question) => boolean): readonly Finding[] {
  return fewOfEachFile(doubts.filter(({ question }) => !isYes(question)).map(({ finding }) => finding));
}

/** As many findings of each file as help anybody: errors before others, else in their order. */
export function fewOfEachFile(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= limits.findings) return findings;
  const counts = new Map<string, number>();
  return [
    ...findings.filter(({ severity }) => severity === 'error'),
    ...findings.filter(({ severity }) => severity !== 'error'),
  ].filter(({ path }) => {
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    return count <= limits.findings;
  });
}
