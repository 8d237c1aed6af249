import { rules } from '../core/check/index.ts';
import { type Doubt, entryOf, judgeRecord, type RulePlan } from '../core/check/judge.ts';
import type { Context, Entry, PlacedProblem, Question } from '../core/check/rule.ts';
import { indexOf, settle } from '../core/check/settle.ts';
import type { Finding } from '../core/finding.ts';
import { loadBodyTree, needsBodyTree } from '../core/record/body.ts';
import type { RecordKind } from '../core/record/kinds.ts';
import { parseRecord } from '../core/record/parse.ts';
import { kindAt } from '../core/record/places.ts';
import type { RecordFile, RecordText } from '../core/record/record.ts';
import { UserError, type World } from '../world/world.ts';
import type { Request } from './command.ts';
import type { Repository } from './repository.ts';

export interface Judged {
  /** Before waivers and baseline, unsorted. */
  findings: readonly Finding[];
  records: number;
  notes: readonly string[];
  isComplete: boolean;
  /** Whether the finding is about what was asked for (paths, --staged). */
  isAsked: (finding: Finding) => boolean;
}

const MOST_RECORDS = 100_000;

/** Reads and judges every record of a run: by itself first, then all together. */
export async function judgeAll(
  request: Request,
  repository: Repository,
  plan: readonly RulePlan[],
  world: World,
): Promise<Judged> {
  const context = contextOf(repository, world);
  const source = await sourceOf(request, repository, world);
  const entries: Entry[] = [];
  const findings: Finding[] = [];
  const doubts: Doubt[] = [];
  let isComplete = true;
  let fallbacks = 0;
  for (const file of source.files) {
    if (entries.length >= MOST_RECORDS) {
      isComplete = false;
      break;
    }
    await loadBodyTreeFor(file);
    const verdict = judgeRecord(file, plan, context);
    if (!verdict.usedPlainReader) fallbacks++;
    entries.push(verdict.entry);
    for (const finding of verdict.findings) findings.push(finding);
    for (const doubt of verdict.doubts) doubts.push(doubt);
  }
  for (const finding of await settleDoubts(doubts, entries, repository, world)) findings.push(finding);
  for (const finding of judgeTogether(entries, plan, context, repository, world)) findings.push(finding);
  if (request.isDebug)
    world.terminal.err(`debug: ${entries.length} records, ${fallbacks} read by the full YAML parser\n`);
  const asked = source.isAsked;
  return {
    findings,
    records: asked === undefined ? entries.length : entries.filter((entry) => asked(entry.path)).length,
    notes: [
      ...(isComplete ? [] : [`over ${MOST_RECORDS} records: the rest was not judged`]),
      ...(entries.length === 0 ? ['no records found'] : []),
    ],
    isComplete,
    isAsked: asked === undefined ? () => true : (finding) => asked(finding.path),
  };
}

/** What rules may know here. */
export function contextOf({ config, people, asOf, clock }: Repository, { sha256 }: World): Context {
  return { config, people, asOf, clock, sha256 };
}

/** Loads the markdown parser where the quick scanner of bodies gives up. */
export async function loadBodyTreeFor(file: RecordFile): Promise<void> {
  if ('text' in file && needsBodyTree(file)) await loadBodyTree();
}

/** Every record's entry, that of `instead` taken from its text at hand. */
export function readAllEntries(instead: RecordText, { root, places }: Repository, world: World): readonly Entry[] {
  const entries: Entry[] = [];
  for (const file of world.files.readRecords(root, places)) {
    const text = file.path === instead.path ? instead : file;
    if ('text' in text) entries.push(entryOf(text, parseRecord(text).record));
  }
  return entries;
}

interface Source {
  files: Iterable<RecordFile>;
  /** Undefined when everything was asked for. */
  isAsked: ((path: string) => boolean) | undefined;
}

async function sourceOf(request: Request, repository: Repository, world: World): Promise<Source> {
  const paths = request.manyArguments('PATH');
  const stdinName = request.text('stdin-filename');
  const isStaged = request.isOn('staged');
  if (isStaged && (paths.length > 0 || stdinName !== undefined))
    throw new UserError('Unexpected --staged together with paths or --stdin-filename', 'Use one of them.');
  if (stdinName !== undefined && paths.length > 0)
    throw new UserError('Unexpected paths together with --stdin-filename', 'Use one of them.');
  const { root, places } = repository;
  if (isStaged) return stagedSource(repository, world);
  if (stdinName !== undefined) return stdinSource(stdinName, request, repository, world);
  const files = world.files.readRecords(root, places);
  if (paths.length === 0) return { files, isAsked: undefined };
  const asked = paths.map((path) => {
    const absolute = world.files.resolve(request.cwd, path);
    if (world.files.look(absolute) === 'none')
      throw new UserError(`Unexpected path ${path}, which does not exist`, 'Name records or folders that hold some.');
    return { path, name: world.files.relative(root.top, absolute) };
  });
  const all = [...files];
  for (const { path, name } of asked) {
    if (!all.some((file) => isWithin(file.path, name))) {
      throw new UserError(
        `Unexpected path ${path}, which holds no record`,
        `Records live in ${places.map((place) => place.folder).join(', ')}.`,
      );
    }
  }
  return { files: all, isAsked: (path) => asked.some(({ name }) => isWithin(path, name)) };
}

const isWithin = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);

/** The record from standard input in the place of the file it would be, beside all others. */
async function stdinSource(
  name: string,
  request: Request,
  { root, places }: Repository,
  world: World,
): Promise<Source> {
  const absolute = world.files.resolve(request.cwd, name);
  const path = world.files.relative(root.top, absolute);
  const kind = kindAt(world.files.relative(root.folder, absolute), places);
  if (kind === undefined) {
    throw new UserError(
      `Unexpected --stdin-filename ${name}, which is in no record's place`,
      `Records live in ${places.map((place) => place.folder).join(', ')}.`,
    );
  }
  const text = await world.files.readStdin();
  const others = [...world.files.readRecords(root, places)].filter((file) => file.path !== path);
  return { files: [...others, { path, kind, text }], isAsked: (other) => other === path };
}

const LARGEST_RECORD = 320 * 1024;

/** The records as the index holds them: what a commit made now would bring. */
function stagedSource({ root, places }: Repository, world: World): Source {
  if (!root.isGit) throw new UserError('Unexpected --staged outside a git repository', 'Run pir check without it.');
  const prefix = world.files.relative(root.top, root.folder);
  const below = prefix === '' ? '' : `${prefix}/`;
  const rows = world.git.staged(root.top).flatMap((row) => {
    const kind = row.path.startsWith(below) ? kindAt(row.path.slice(below.length), places) : undefined;
    return kind === undefined ? [] : [{ ...row, kind }];
  });
  const blobs = world.git.readBlobs(
    root.top,
    rows.filter(({ mode }) => mode.startsWith('100')).map(({ blob }) => blob),
  );
  const changed = world.git.stagedChanges(root.top);
  return { files: rows.map((row) => stagedFile(row, blobs.get(row.blob))), isAsked: (path) => changed.has(path) };
}

function stagedFile(
  { path, kind, mode }: { path: string; kind: RecordKind; mode: string },
  bytes: Uint8Array | undefined,
): RecordFile {
  if (mode === '120000') return { path, kind, problem: 'link', detail: 'symbolic link' };
  if (bytes === undefined)
    return {
      path,
      kind,
      problem: mode.startsWith('100') ? 'unreadable' : 'special',
      detail: mode === '160000' ? 'submodule' : 'file without content',
    };
  if (bytes.length > LARGEST_RECORD) return { path, kind, problem: 'too_large', detail: `${bytes.length} bytes` };
  try {
    return { path, kind, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { path, kind, problem: 'not_utf8', detail: 'bytes that are not UTF-8' };
  }
}

/** Asks the repository and the machine what the records left open: the doubts that stand are findings. */
export async function settleDoubts(
  doubts: readonly Doubt[],
  entries: readonly Entry[],
  { root }: Repository,
  world: World,
): Promise<readonly Finding[]> {
  if (doubts.length === 0) return [];
  const index = indexOf(entries);
  const hashes = doubts.flatMap(({ question }) => (question.ask === 'commit' ? [question.hash] : []));
  const commits = hashes.length > 0 && root.isGit ? world.git.existingCommits(root.top, hashes) : new Set<string>();
  const clean = new Set<string>();
  for (const { question } of doubts) {
    if (question.ask === 'no-secret' && (await world.findSecrets(question.text)).length === 0) clean.add(question.text);
  }
  return settle(doubts, (question: Question) => {
    if (question.ask === 'commit') return commits.has(question.hash);
    if (question.ask === 'no-secret') return clean.has(question.text);
    if (question.ask !== 'file') return index.has(question);
    const digest = world.files.digestInside(root, question.path);
    return digest !== undefined && (question.sha256 === undefined || digest === question.sha256.toLowerCase());
  });
}

function judgeTogether(
  entries: readonly Entry[],
  plan: readonly RulePlan[],
  context: Context,
  repository: Repository,
  world: World,
): readonly Finding[] {
  const around = { ...context, ruleIds: rules.map((rule) => rule.id), waivers: repository.waivers };
  return plan.flatMap(({ rule, level }) => {
    if (rule.scope !== 'repository') return [];
    return [...rule.judge(entries, around)].map(
      (problem): Finding => ({
        ...problem,
        rule: rule.id,
        severity: level === 'error' ? 'error' : 'warning',
        waived: false,
        baselined: false,
        source: lineOf(problem, repository, world),
      }),
    );
  });
}

function lineOf({ path, line }: PlacedProblem, { root }: Repository, world: World): string | null {
  const absolute = world.files.join(root.top, path);
  if (world.files.look(absolute) !== 'file') return null;
  try {
    return world.files.readText(absolute)?.split(/\r?\n/)[line - 1] ?? null;
  } catch {
    return null;
  }
}
