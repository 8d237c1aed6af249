import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

let packageFolder: string | undefined;

/** A text that comes with pir (`templates/incident.md`), wherever this runs: from `src/` or bundled in `dist/`. */
export function shipped(name: string): string {
  packageFolder ??= findPackage(path.dirname(fileURLToPath(import.meta.url)));
  return readFileSync(path.join(packageFolder, name), 'utf8');
}

function findPackage(from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'pir-cli') return folder;
    if (path.dirname(folder) === folder) throw new Error(`pir is not whole: no package.json of pir-cli above ${from}`);
  }
}
