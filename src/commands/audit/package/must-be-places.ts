import { collisions, type PackageFile, whyNoPath } from '../../../core/audit/package/files.ts';
import { UserError } from '../../../world/world.ts';

/** UserError for files that could not stand beside each other everywhere: an auditor's disk may be another one. */
export function mustBePlaces(files: readonly PackageFile[]): void {
  const named = new Map<string, PackageFile>();
  for (const file of files) {
    const why = whyNoPath(file.path);
    const other = named.get(file.path);
    if (why === undefined && other === undefined) {
      named.set(file.path, file);
      continue;
    }
    const source = file.source?.path ?? file.path;
    throw new UserError(
      why === undefined
        ? `Unexpected second file for ${file.path} in a package: ${source}`
        : `Unexpected ${why}: ${source}`,
      'Rename the file, and commit that.',
    );
  }
  const [same] = collisions([...named.keys()]);
  if (same !== undefined)
    throw new UserError(
      `Unexpected names that differ in case alone: ${same.join(' and ')}`,
      'Many systems take them for one file. Rename one, and commit that.',
    );
}
