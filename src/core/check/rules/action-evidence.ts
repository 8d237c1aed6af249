import type { Problem } from '../../problem.ts';
import type { Question } from '../../question.ts';
import { refOf } from '../../record/action.ts';
import { actionsOf, each, type ParsedRecord } from '../../record/record.ts';
import { incidentExample } from '../example.ts';
import { isRefusedAt } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/**
 * Evidence is an https address, `commit:<hash>`, `file:<path from the root>` or the id of a piece under `evidence`. What is
 * here is looked at: files, their checksums, commits. An address is never opened.
 */
export const rule: RecordRule = {
  id: 'action-evidence',
  reason: 'Done without anything to look at is a claim.',
  levels: ['warn', 'error', 'error'],
  kinds: ['incident', 'risk', 'management-review'],
  scope: 'record',
  good: incidentExample(
    [['evidence: ["https://forge.example/limits/pull/12"]', 'evidence: ["commit:3f2c9d1", "file:runbooks/pool.md"]']],
    { files: { 'runbooks/pool.md': 'Limits live in code.\n' }, commits: ['3f2c9d1'] },
  ),
  bad: incidentExample([[', evidence: ["https://forge.example/limits/pull/12"] }', ' }']]),
  judge(record) {
    const problems: Problem[] = [];
    for (const [pointer, action] of actionsOf(record)) {
      const { done, verified } = action;
      for (const [i, text] of each(done?.evidence)) {
        const problem = judgeEvidence(text, `${pointer}/done/evidence/${i}`, record);
        if (problem) problems.push(problem);
      }
      for (const [i, text] of each(verified?.evidence)) {
        const problem = judgeEvidence(text, `${pointer}/verified/evidence/${i}`, record);
        if (problem) problems.push(problem);
      }
      if (action.status !== 'done' && action.status !== 'verified') continue;
      if (done?.evidence?.length || verified?.evidence?.length) continue;
      const place = done ? `${pointer}/done/evidence` : `${pointer}/done`;
      if (done?.evidence === undefined && isRefusedAt(record, place)) continue;
      problems.push({
        message: `Unexpected ${action.status} action ${action.id ?? ''} without evidence, expected something that shows it`,
        hint: `Add it: \`pir action done ${refOf(record, action)} --evidence …\` takes an https address, commit:HASH or file:PATH.`,
        pointer: place,
      });
    }
    if (record.kind !== 'incident') return problems;
    for (const [i, { ref, sha256 }] of each(record.data.evidence)) {
      if (ref === undefined) continue;
      const problem = judgeEvidence(ref, `/evidence/${i}/ref`, undefined, sha256);
      if (problem) problems.push(problem);
    }
    return problems;
  },
};

/** What is wrong with a piece of evidence, or what must be asked about it. Ids count where `record` is given. */
function judgeEvidence(
  text: string,
  pointer: string,
  record: ParsedRecord | undefined,
  sha256?: string,
): Problem | undefined {
  if (/^https:\/\/[^\s/]/.test(text)) return undefined;
  if (text.startsWith('file:')) return judgeFile(text.slice(5), pointer, sha256);
  if (text.startsWith('commit:')) return judgeCommit(text.slice(7), pointer);
  const known = ids(record);
  if (known.includes(text)) return undefined;
  return {
    message: `Unexpected evidence "${text}", expected an https address, commit:HASH, file:PATH${record ? ' or the id of a piece under evidence' : ''}`,
    hint:
      known.length > 0
        ? `The pieces under evidence are ${known.join(', ')}.`
        : record?.kind === 'incident'
          ? 'Nothing stands under evidence yet: add the piece there with an id, or name it directly.'
          : 'Write where it can be looked at.',
    pointer,
  };
}

function ids(record: ParsedRecord | undefined): string[] {
  const known: string[] = [];
  if (record?.kind === 'incident')
    for (const [, { id }] of each(record.data.evidence)) if (id !== undefined) known.push(id);
  return known;
}

function judgeFile(path: string, pointer: string, sha256: string | undefined): Problem {
  const isInside =
    path !== '' &&
    !/^[/~]|^[A-Za-z]:|[\\\0]/.test(path) &&
    !path.split('/').some((part) => part === '..' || part === '');
  if (!isInside) {
    return {
      message: `Unexpected evidence path "${path}", expected one below the root, with / and without ..`,
      hint: 'Write the path from the folder of pir.config.yaml down, as in file:evidence/pool.png.',
      pointer,
    };
  }
  const question: Question = { ask: 'file', path, ...(sha256 !== undefined && { sha256 }) };
  return {
    message: `Unexpected evidence "file:${path}", expected a file that is here${sha256 === undefined ? '' : ' and has the checksum written beside it'}`,
    hint: `Commit ${path}, or correct the path${sha256 === undefined ? '' : ' or the sha256'}; evidence that was changed is none.`,
    pointer,
    unless: question,
  };
}

function judgeCommit(hash: string, pointer: string): Problem {
  if (/^[0-9a-f]{7,64}$/i.test(hash)) {
    return {
      message: `Unexpected evidence "commit:${hash}", expected a commit of this repository`,
      hint: 'Correct the hash, or name a commit of another repository by its https address.',
      pointer,
      unless: { ask: 'commit', hash: hash.toLowerCase() },
    };
  }
  return {
    message: `Unexpected commit "${hash}", expected a hash of 7 to 64 hexadecimal digits`,
    hint: 'Write it as in commit:3f2c9d1; branches and tags move, so they show nothing.',
    pointer,
  };
}
