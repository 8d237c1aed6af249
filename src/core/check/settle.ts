import type { Finding } from '../finding.ts';
import type { Attested } from '../history/attestation.ts';
import { limits } from '../record/limits.ts';
import type { Doubt } from './judge.ts';
import type { Entry, Question } from './rule.ts';

/** What exists in the repository, for questions about records, actions and causes. */
export interface Index {
  has(question: Extract<Question, { ask: 'record' | 'action' | 'cause' }>): boolean;
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
  const isIn = (ref: string, list: 'actions' | 'causes') => {
    const slash = ref.lastIndexOf('/');
    return byId.get(ref.slice(0, slash))?.some((entry) => entry[list].includes(ref.slice(slash + 1))) ?? false;
  };
  return {
    has: (question) => {
      if (question.ask !== 'record') return isIn(question.ref, question.ask === 'action' ? 'actions' : 'causes');
      return byId.get(question.id)?.some(({ kind }) => kind === question.kind) ?? false;
    },
  };
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
