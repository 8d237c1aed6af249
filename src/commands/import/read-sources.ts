import { compareText } from '../../core/finding.ts';
import type { RecordFile } from '../../core/record/record.ts';
import type { ForeignFile } from '../../interop/import-record.ts';
import { UserError, type World } from '../../world/world.ts';
import type { Request } from '../command.ts';
import type { Repository } from '../repository.ts';

/** A file of other origin, or why it cannot be read. Paths are relative to git's top level (else to the root). */
export type Source = ForeignFile | { path: string; detail: string };

/** The markdown files that paths name, in order of path, each once. UserError for a path that holds none. */
export function readSources(request: Request, { root }: Repository, world: World): readonly Source[] {
  const { files } = world;
  const found = new Map<string, Source>();
  for (const asked of request.manyArguments('PATH')) {
    const absolute = files.real(files.resolve(request.cwd, asked));
    const kind = files.look(absolute);
    if (kind === 'none')
      throw new UserError(`Unexpected path ${asked}, which does not exist`, 'Name markdown files, or folders of them.');
    const folder = kind === 'folder' ? absolute : files.join(absolute, '..');
    const only = kind === 'folder' ? undefined : files.relative(folder, absolute);
    const above = files.relative(files.join(folder, '..'), folder);
    let count = 0;
    for (const file of readMarkdown(folder, only, world)) {
      count++;
      const path = files.relative(root.top, files.join(folder, file.path));
      found.set(path, sourceOf(file, path, above === '' ? file.path : `${above}/${file.path}`, world));
    }
    if (count === 0)
      throw new UserError(
        `Unexpected path ${asked}, which holds no markdown file`,
        'Files end in .md; README.md, index.md and names that begin with _ or . are never records.',
      );
  }
  return [...found.values()].sort((a, b) => compareText(a.path, b.path));
}

/** As records are read: links are not followed, nothing special is opened, nothing too large is read. */
function readMarkdown(folder: string, only: string | undefined, { files }: World): Iterable<RecordFile> {
  const root = { folder, top: folder, isGit: false };
  const place = { kind: 'incident', format: 'markdown', isDeep: only === undefined, folder: '.' } as const;
  const all = files.readRecords(root, [place], (path) => only !== undefined && path !== only);
  return only === undefined ? all : [...all].filter(({ path }) => path === only);
}

function sourceOf(file: RecordFile, path: string, from: string, { sha256 }: World): Source {
  return 'problem' in file
    ? { path, detail: file.detail }
    : { path, text: file.text, origin: { from, sha256: sha256(file.text) } };
}
