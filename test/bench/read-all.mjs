// The floor: Node reads every record below a folder, in order, and does nothing with it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(process.argv[2], 'incidents');
let characters = 0;
for (const year of readdirSync(folder).sort()) {
  for (const name of readdirSync(join(folder, year)).sort()) {
    characters += readFileSync(join(folder, year, name), 'utf8').length;
  }
}
process.exitCode = characters > 0 ? 0 : 1;
