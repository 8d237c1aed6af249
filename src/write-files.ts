import type { PlannedFile, Report } from './core/report.ts';
import { UserError, type World } from './world/world.ts';

/**
 * Writes what the report plans, and commits it where it says so; a new file whose name was taken meanwhile gets its next
 * name. Of files that belong together none is left when one cannot be written.
 */
export async function writeFiles(report: Report, world: World): Promise<Report> {
  if (report.folder !== undefined) return writeFolder(report, report.folder, world);
  for (const file of report.files) mustStayInside(file, world);
  const written = writeAll(report, world);
  const paths = written.filter((file) => file.action !== 'keep');
  if (report.edit && paths[0] !== undefined) await world.prompt.edit(paths[0].absolutePath);
  if (report.commit === undefined || paths.length === 0) return { ...report, files: written };
  const top = world.git.topLevel(world.files.join(paths[0]?.absolutePath ?? '', '..'));
  if (top === undefined)
    throw new UserError(
      'Unexpected --commit outside a git repository',
      'The files are written; run git init and commit them.',
    );
  const hash = await world.git.commit(
    top,
    paths.map((file) => file.absolutePath),
    report.commit.message,
  );
  return { ...report, files: written, notes: [...report.notes, `committed as ${hash.slice(0, 12)}`] };
}

function writeAll({ files, isTogether }: Report, world: World): PlannedFile[] {
  if (isTogether) for (const file of files) mustStandUnchanged(file, world);
  const written: PlannedFile[] = [];
  try {
    for (const file of files) written.push(writeOne(file, world));
  } catch (error) {
    if (isTogether) for (const file of written.reverse()) takeBack(file, world);
    throw error;
  }
  return written;
}

/** Writes a file and says under which name. */
function writeOne(given: PlannedFile, { files }: World): PlannedFile {
  let file = given;
  if (file.action === 'create') {
    while (!createOne(file, files)) {
      if (file.next === undefined) throw taken(file);
      file = file.next();
    }
  } else if (file.action === 'update') {
    const { absolutePath, bytes, text, before = '', digest } = file;
    const known = digest === undefined ? before : { sha256: digest };
    if (!files.replace(absolutePath, known, bytes ?? text)) throw changedMeanwhile(file);
  }
  return file;
}

function taken({ path, claim }: PlannedFile): UserError {
  return claim === undefined
    ? new UserError(
        `Unexpected file ${path}, which stands there already`,
        'Nothing was overwritten; move it away or choose another name.',
      )
    : new UserError(
        `Unexpected id of ${path}, which was taken meanwhile`,
        'Nothing was written; run the command again.',
      );
}

function createOne({ absolutePath, bytes, text, claim }: PlannedFile, files: World['files']): boolean {
  if (claim === undefined) return files.create(absolutePath, bytes ?? text);
  // Whoever has the plain name has the id: nobody else can take it until the long name stands there.
  if (!files.create(claim.absolutePath, text)) return false;
  const isOnlyName = claim.absolutePath === absolutePath;
  const isMade = claim.isFree() && (isOnlyName || files.create(absolutePath, text));
  if (!isMade || !isOnlyName) files.remove(claim.absolutePath, text);
  return isMade;
}

function mustStandUnchanged(file: PlannedFile, { files }: World): void {
  if (file.action === 'update' && files.readText(file.absolutePath) !== file.before) throw changedMeanwhile(file);
}

function changedMeanwhile({ path }: PlannedFile): UserError {
  return new UserError(
    `Unexpected change of ${path} while pir was at work`,
    'Nothing was overwritten; run the command again.',
  );
}

function takeBack({ action, absolutePath, text, before }: PlannedFile, { files }: World): void {
  if (action === 'create') files.remove(absolutePath, text);
  else if (action === 'update') files.replace(absolutePath, text, before ?? '');
}

function writeFolder(report: Report, { absolutePath, path }: NonNullable<Report['folder']>, world: World): Report {
  mustStayInside({ absolutePath, path, action: 'create' }, world);
  const { files } = world;
  const below = report.files.map(({ absolutePath: name, bytes, text }) => ({
    path: files.relative(absolutePath, name),
    data: bytes ?? text,
  }));
  if (files.createFolder(absolutePath, below)) return report;
  throw new UserError(
    `Unexpected ${path}, which stands there already and is no empty folder`,
    'Nothing was overwritten; move it away or choose another name.',
  );
}

/** In a checkout of somebody else's branch a folder may be a link that leads a new file anywhere. */
function mustStayInside(
  { absolutePath, path, action }: Pick<PlannedFile, 'absolutePath' | 'path' | 'action'>,
  { files }: World,
): void {
  // What is above the top was named by the user.
  if (action === 'keep' || /^\.\.(?:\/|$)/.test(path) || path === absolutePath || !absolutePath.endsWith(path)) return;
  const top = absolutePath.slice(0, absolutePath.length - path.length);
  let folder = files.join(absolutePath, '..');
  while (files.look(folder) === 'none') folder = files.join(folder, '..');
  if (!/^\.\.(?:\/|$)/.test(files.relative(files.real(top), files.real(folder)))) return;
  throw new UserError(
    `Unexpected link on the way to ${path}, which leads out of the repository`,
    'Put a folder in its place.',
  );
}
