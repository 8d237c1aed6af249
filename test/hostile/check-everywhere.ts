import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SaxesParser } from 'saxes';
import { expect } from 'vitest';
import { EXAMPLE_AS_OF } from '../../src/core/check/example.ts';
import type { Finding } from '../../src/core/finding.ts';
import { showText } from '../../src/core/show-text.ts';
import { reporters } from '../../src/reporters/index.ts';
import { realWorld } from '../../src/world/index.ts';
import type { World } from '../../src/world/world.ts';
import { cpuTime } from '../cpu-time.ts';
import { commandsIn } from '../reporters/runner.ts';
import { gitEnv, makeFolder, makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';
import { beside, witnessPath } from './sound.ts';

/** What one run said in every format at once. */
export interface Everywhere {
  code: number;
  err: string;
  texts: ReadonlyMap<string, string>;
  findings: readonly Pick<Finding, 'rule' | 'severity' | 'path' | 'line' | 'message'>[];
  records: number;
  /** Of the processor, by `cpuTime`. */
  milliseconds: number;
}

const empty = makeRepository().path;

/** A git repository with the sound record, the witness, and these files. */
export function makeTarget(files: Readonly<{ [name: string]: string | Uint8Array }> = {}): string {
  const top = makeFolder();
  cpSync(path.join(empty, '.git'), path.join(top, '.git'), { recursive: true });
  for (const [name, content] of Object.entries({ ...beside, ...files })) {
    const file = path.join(top, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return top;
}

/** Runs `pir check` once with all formats. */
export async function checkEverywhere(
  cwd: string,
  args: readonly string[] = [],
  { env = {}, world = {} }: { env?: { [name: string]: string }; world?: Partial<World> } = {},
): Promise<Everywhere> {
  const [first, ...others] = reporters.map(({ name }) => name);
  const texts = new Map<string, string>();
  const real = realWorld(gitEnv);
  const files: World['files'] = { ...real.files, put: (name, text) => void texts.set(path.basename(name), text) };
  const formats = ['--format', String(first), ...others.flatMap((name) => ['--format', name, '--output', name])];
  const { result, milliseconds } = await cpuTime(() =>
    runPir(['check', ...formats, ...args], { cwd, env, now: EXAMPLE_AS_OF, world: { files, ...world } }),
  );
  const { code, out, err } = result;
  texts.set(String(first), out);
  const json = code === 0 || code === 1 ? JSON.parse(texts.get('json') ?? '') : undefined;
  return {
    code,
    err,
    texts,
    findings: json?.findings ?? [],
    records: json?.summary.records ?? 0,
    milliseconds,
  };
}

// All that a terminal obeys or nobody sees; an emoji may have its presentation selector.
const unprintable =
  /(?!(?<=\p{Emoji})[\ufe0e\ufe0f])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]/u;

export function expectPrintable(text: string, what: string): void {
  const at = text.replaceAll('\n', ' ').search(unprintable);
  expect(at < 0 ? '' : JSON.stringify(text.slice(Math.max(0, at - 40), at + 10)), `unprintable in ${what}`).toBe('');
}

/** Whatever a repository holds: each format says the same, can be read, prints only what people see, and commands nothing. */
export function expectHarmless({ code, err, texts, findings, milliseconds }: Everywhere): void {
  expect([0, 1]).toContain(code);
  // All formats together; what one record may take is in stress.test.ts.
  expect(milliseconds).toBeLessThan(3000);
  for (const [format, text] of [...texts, ['stderr', err] as const]) {
    expectPrintable(text, format);
    if (format !== 'github') expect(commandsIn(text), format).toEqual([]);
  }
  const text = (format: string): string => texts.get(format) ?? '';
  const commands = commandsIn(text('github'));
  expect(commands.map(({ name, properties }) => [name, properties.title?.split(' ')[0], properties.file])).toEqual(
    findings.map(({ severity, rule, path: file }) => [severity === 'note' ? 'notice' : severity, rule, shown(file)]),
  );
  expect(text('jsonl').trimEnd().split('\n').length).toBe(Math.max(1, findings.length));
  for (const line of text('jsonl').split('\n')) if (line !== '') JSON.parse(line);
  expect(JSON.parse(text('sarif')).runs[0].results.length).toBe(findings.length);
  expect(JSON.parse(text('gitlab')).length).toBe(findings.length);
  expect(JSON.parse(text('rdjson')).diagnostics.length).toBe(findings.length);
  expect(casesIn(text('junit'))).toBe(Math.max(1, findings.length));
}

/** The record beside the attack was judged as if it stood alone. */
export function expectWitness({ findings }: Everywhere): void {
  expect(findings.filter(({ path: file }) => file === witnessPath).map(({ rule }) => rule)).toEqual(['blame']);
  expect(findings.filter(({ path: file }) => file.includes('checkout-500s'))).toEqual([]);
}

function casesIn(xml: string): number {
  let cases = 0;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    if (name === 'testcase') cases++;
  });
  parser.write(xml).close();
  return cases;
}

// What is not shown as it is has no file to be annotated.
const shown = (file: string): unknown => (showText(file) === file ? file : expect.any(String));
