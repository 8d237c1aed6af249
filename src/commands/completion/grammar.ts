import type { CommandEntry, Option, Request } from '../command.ts';

/** A flag as shells complete it. */
export interface Flag {
  /** With its dashes. */
  name: string;
  about: string;
  /** What stands behind it: nothing, one of some words, a file, a folder, or what no shell can know. */
  takes: 'nothing' | 'word' | 'file' | 'folder' | 'anything';
  words: readonly string[];
}

/** What may follow the name of a command, or of a group of commands. */
export interface Spot {
  /** `''` for the start, `action` for a group, else a command. */
  name: string;
  isGroup: boolean;
  /** Names of commands, or what an argument may be. */
  words: readonly (readonly [word: string, about: string])[];
  takesFiles: boolean;
  flags: readonly Flag[];
}

const global = (name: string, takes: Flag['takes'], about: string, words: readonly string[] = []): Flag => ({
  name,
  about,
  takes,
  words,
});

const formatFlag = (formats: Request['knownFormats']): Flag =>
  global(
    '--format',
    'word',
    'how to word the report',
    formats.map(({ name }) => name),
  );

/** The flags of every command (the formats of each stand at its spot), as `program.ts` has them: a test holds the two together. */
export const globals: readonly Flag[] = [
  global('--cwd', 'folder', 'work as if started there'),
  global('-C', 'folder', 'work as if started there'),
  global('--config', 'file', 'read this config'),
  global('--as-of', 'anything', 'judge as of a day, an instant or a revision'),
  formatFlag([]),
  global('--output', 'file', 'where the format before it goes'),
  global('--color', 'nothing', 'colour everywhere'),
  global('--no-color', 'nothing', 'no colour'),
  global('--no-input', 'nothing', 'never ask'),
  global('--quiet', 'nothing', 'findings and errors only'),
  global('--debug', 'nothing', 'say what was done'),
  global('--version', 'nothing', 'print the version'),
  global('--help', 'nothing', 'print help'),
  global('-h', 'nothing', 'print help'),
];

/** Names of the global flags with a value: they may stand before the command's name. */
export const valued: readonly string[] = globals.filter(({ takes }) => takes !== 'nothing').map(({ name }) => name);

/** Every place of a command line at which a word can be completed: the start, each group, each command. */
export async function grammarOf(
  entries: readonly CommandEntry[],
  groups: Readonly<{ [name: string]: string }>,
  formats: Request['knownFormats'],
): Promise<readonly Spot[]> {
  const any = formatFlag(formats);
  const plain = formatFlag(formats.filter(({ onlyFindings }) => !onlyFindings));
  const heads = new Map<string, string>();
  const members = new Map<string, [string, string][]>();
  const spots: Spot[] = [];
  for (const { name, summary, load } of entries) {
    const [first = '', second] = name.split(' ');
    heads.set(first, second === undefined ? summary : (groups[first] ?? ''));
    if (second !== undefined) members.set(first, [...(members.get(first) ?? []), [second, summary]]);
    const { command } = await load();
    spots.push({
      name,
      isGroup: false,
      words: command.arguments.flatMap(({ choices }) => choices ?? []).map((word) => [word, '']),
      takesFiles: command.arguments.some((argument) => argument.name === 'PATH'),
      flags: [...command.options.map(flagOf), name === 'check' ? any : plain],
    });
  }
  const start: Spot = { name: '', isGroup: false, words: [...heads], takesFiles: false, flags: [any] };
  const lists = [...members].map(
    ([name, words]): Spot => ({ name, isGroup: true, words, takesFiles: false, flags: [plain] }),
  );
  return [start, ...lists, ...spots];
}

/** What can be typed at a spot: its words, its own flags, the global ones. */
export function itemsAt({ words, flags }: Spot): readonly (readonly [word: string, about: string])[] {
  const own = flags.map(({ name }) => name);
  const others = globals.filter(({ name }) => !own.includes(name));
  return [...words, ...[...flags, ...others].map(({ name, about }) => [name, about] as const)];
}

function flagOf({ name, value, about, choices }: Option): Flag {
  return { name: `--${name}`, about, takes: takenBy(value, choices), words: choices ?? [] };
}

function takenBy(value: string | undefined, choices: readonly string[] | undefined): Flag['takes'] {
  if (value === undefined) return 'nothing';
  if (choices !== undefined) return 'word';
  if (/^(?:FILE|P)\b/.test(value)) return 'file';
  return value === 'DIR' ? 'folder' : 'anything';
}
