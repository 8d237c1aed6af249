import type { CommandEntry } from './command.ts';

/** Every command; the order is that of `pir --help`. One more: its file, its line here. */
export const commands: readonly CommandEntry[] = [
  { name: 'check', summary: 'judge every record: exit 1 on findings', load: () => import('./check.ts') },
];
