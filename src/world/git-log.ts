import type { CommitPerson, FileChange, InnerCommit } from '../core/history/commit.ts';
import { subjectOf, trailersOf } from './commit-message.ts';
import { isHash } from './git-blobs.ts';

/**
 * Arguments that give of each commit nine fields and the files that it changed, all ended by NUL, which can stand in none
 * of them, whatever a repository's configuration would have `git log` do.
 */
export const logArguments: readonly string[] = [
  ...['log.follow=false', 'log.showRoot=true', 'log.diffMerges=separate', 'log.mailmap=false'].flatMap((setting) => [
    '-c',
    setting,
  ]),
  'log',
  '-z',
  '--raw',
  '--no-abbrev',
  '--no-renames',
  '--no-relative',
  '--no-color',
  '--no-decorate',
  '--no-mailmap',
  '--no-notes',
  '--no-show-signature',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=none',
  '--encoding=UTF-8',
  '-O/dev/null',
  '--format=%H%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B%x00',
];

const FIELDS = 9;
const COLON = 58;

/** The commits in such an output, as they come, with the changes of files that are wanted. */
export async function* parseLog(
  chunks: AsyncIterable<Buffer>,
  isWanted: (path: string) => boolean,
): AsyncGenerator<InnerCommit[]> {
  let commits: InnerCommit[] = [];
  let changes: FileChange[] = [];
  let fields: string[] = [];
  let file: string | undefined;
  const take = (token: string) => {
    if (file !== undefined) {
      if (isWanted(token)) changes.push(changeOf(file, token));
      file = undefined;
    } else if (fields.length > 0) {
      fields.push(token);
      if (fields.length < FIELDS) return;
      changes = [];
      commits.push(commitOf(fields, changes));
      fields = [];
    } else if (token.startsWith(':') || token.startsWith('\n:')) file = token;
    else if (token !== '') fields.push(token);
  };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(0);
    if (end >= 0) {
      const whole = rest.length === 0 ? chunk.subarray(0, end) : Buffer.concat([rest, chunk.subarray(0, end)]);
      const tokens = whole.toString('utf8').split('\0');
      for (let i = 0; i < tokens.length; i++) take(tokens[i] as string);
      rest = chunk.subarray(end + 1);
    } else rest = Buffer.concat([rest, chunk]);
    // More files of the last one may be to come.
    if (commits.length < 2) continue;
    const last = commits.pop() as InnerCommit;
    yield commits;
    commits = [last];
  }
  if (commits.length > 0) yield commits;
}

function commitOf(fields: readonly string[], changes: FileChange[]): InnerCommit {
  const [hash, parents, message] = [fields[0] ?? '', fields[1] ?? '', fields[8] ?? ''];
  if (!isHash(hash)) throw new Error(`not a commit in the output of git log: ${hash}`);
  return {
    hash,
    parents: parents === '' ? [] : parents.split(' '),
    author: personOf(fields[2], fields[3], fields[4]),
    committer: personOf(fields[5], fields[6], fields[7]),
    subject: subjectOf(message),
    trailers: trailersOf(message),
    changes,
  };
}

function personOf(name = '', email = '', at = ''): CommitPerson {
  return { name, email, at: Number(at) || 0 };
}

/**
 * `:100644 100644 <blob> <blob> M`, and of merges compared with all of their parents a colon, a mode and a blob for each:
 * `::100644 100644 100644 <blob> <blob> <blob> MM`. A line end stands before the first.
 */
function changeOf(file: string, path: string): FileChange {
  let at = file.indexOf(':');
  while (file.charCodeAt(at) === COLON) at++;
  const words = file.slice(at).split(' ');
  const parents = (words.length - 3) / 2;
  const mode = words[parents] ?? '';
  return {
    path,
    mode: mode === '000000' ? null : mode,
    blob: mode === '000000' ? null : (words[2 * parents + 1] ?? ''),
    before: words[0] === '000000' ? null : (words[parents + 1] ?? ''),
  };
}
