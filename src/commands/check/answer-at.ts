import { type Index, settle } from '../../core/check/settle.ts';
import type { Doubt } from '../../core/check/verdict.ts';
import type { Finding } from '../../core/finding.ts';
import type { Question } from '../../core/question.ts';
import { countOf } from '../../core/words.ts';
import type { ReadAhead, World } from '../../world/world.ts';
import { digestOf } from '../digest-of-blob.ts';
import type { Repository } from '../repository.ts';
import { settleClaims } from '../settle-claims.ts';

export interface Answers {
  settle: (doubts: readonly Doubt[]) => readonly Finding[];
  notes: readonly string[];
}

/**
 * Answers what records left open, as a commit holds it. Commits that are named as evidence cannot be looked up in a
 * shallow clone: they are believed, and a note says so.
 */
export async function answerAt(
  commit: string,
  doubts: readonly Doubt[],
  index: Index,
  repository: Repository,
  world: World,
  ahead?: ReadAhead,
): Promise<Answers> {
  const { root } = repository;
  const { git } = world;
  const questions = doubts.map(({ question }) => question);
  const hashes = questions.flatMap((question) => (question.ask === 'commit' ? [question.hash] : []));
  const commits = hashes.length === 0 ? new Set<string>() : git.existingCommits(root.top, hashes);
  const absent = new Set(hashes.filter((hash) => !commits.has(hash)));
  const isBelieved = absent.size > 0 && git.isShallow(root.top);
  const clean = new Set<string>();
  for (const text of new Set(questions.flatMap((question) => (question.ask === 'no-secret' ? [question.text] : []))))
    if ((await world.findSecrets(text)).length === 0) clean.add(text);
  const files = await filesAt(commit, questions, root, world, ahead);
  const claims = await settleClaims(questions, { asOf: undefined, tip: commit }, repository, world);
  const isYes = (question: Question): boolean => {
    if (question.ask === 'attested') return claims.isYes(question);
    if (question.ask === 'commit') return commits.has(question.hash) || isBelieved;
    if (question.ask === 'no-secret') return clean.has(question.text);
    return question.ask === 'file' ? files(question) : index.has(question);
  };
  return {
    settle: (some) => settle(some, isYes),
    notes: [
      ...(isBelieved
        ? [`${countOf(absent.size, 'commit')} named as evidence not looked up: this clone is shallow`]
        : []),
      ...claims.notes,
    ],
  };
}

type FileQuestion = Extract<Question, { ask: 'file' }>;

async function filesAt(
  commit: string,
  questions: readonly Question[],
  root: Repository['root'],
  world: World,
  ahead: ReadAhead | undefined,
): Promise<(question: FileQuestion) => boolean> {
  const asked = questions.filter((question): question is FileQuestion => question.ask === 'file');
  if (asked.length === 0) return () => false;
  const nameOf = (path: string) => world.files.relative(root.top, world.files.resolve(root.folder, path));
  const names = [...new Set(asked.map(({ path }) => nameOf(path)))];
  await ahead?.trees(commit, names);
  const rows = world.git.treeAt(root.top, commit, names);
  const found = new Map(rows.map((row) => [row.path, row]));
  const summed = asked
    .filter(({ sha256 }) => sha256 !== undefined)
    .flatMap(({ path }) => found.get(nameOf(path)) ?? []);
  const blobs = world.git.readBlobs(
    root.top,
    summed.filter(({ mode }) => mode.startsWith('100')).map(({ blob }) => blob),
  );
  return ({ path, sha256 }) => {
    const row = found.get(nameOf(path));
    if (row === undefined) return false;
    if (row.mode.startsWith('100') && sha256 === undefined) return true;
    const digest = digestOf(row, blobs, world) ?? world.files.digestInside(root, path);
    return digest !== undefined && (sha256 === undefined || digest === sha256.toLowerCase());
  };
}
