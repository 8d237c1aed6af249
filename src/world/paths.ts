import path from 'node:path';

/** With `/` on every system, as paths are written in findings and in git. */
export function slashed(name: string): string {
  return path.sep === '/' ? name : name.replaceAll(path.sep, '/');
}

/** Whether a path is a folder or below it; both absolute and without links. */
export function isInside(folder: string, name: string): boolean {
  const below = path.relative(folder, name);
  return below === '' || !(below === '..' || below.startsWith(`..${path.sep}`) || path.isAbsolute(below));
}
