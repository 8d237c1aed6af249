import type { Finding } from '../finding.ts';
import { limits } from '../record/limits.ts';
import type { Doubt } from './judge.ts';
import type { Entry, Question } from './rule.ts';

/** What exists in the repository, for questions about records, actions and causes. */
export interface Index {
  has(question: Extract<Question, { ask: 'record' | 'action' | 'cause' }>): boolean;
}

/** Everything that can be referred to. */
export function indexOf(entries: Iterable<Entry>): Index {
  const records = new Set<string>();
  const actions = new Set<string>();
  const causes = new Set<string>();
  for (const entry of entries) {
    if (entry.id === null) continue;
    records.add(`${entry.kind}:${entry.id}`);
    for (const action of entry.actions) actions.add(`${entry.id}/${action}`);
    for (const cause of entry.causes) causes.add(`${entry.id}/${cause}`);
  }
  return {
    has: (question) => {
      if (question.ask === 'record') return records.has(`${question.kind}:${question.id}`);
      return (question.ask === 'action' ? actions : causes).has(question.ref);
    },
  };
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
