import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where real records by others lie, for those who have them: they are not ours to hand on. */
export const corpora = process.env.PIR_CORPORA ?? join(import.meta.dirname, '../../../../shared/corpora');

/** Every file of the corpora with that ending; none, said aloud, where the corpora are absent. */
export function corpusFiles(ending: string): { path: string; text: string }[] {
  if (!existsSync(corpora)) {
    console.log(`skipped: no corpora at ${corpora} (PIR_CORPORA names their folder)`);
    return [];
  }
  return readdirSync(corpora, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(corpora, path), 'utf8') }));
}
