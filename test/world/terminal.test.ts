import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { terminalOn } from '../../src/world/terminal.ts';
import { makeFolder } from '../repository.ts';

let script: string;
const BYTES = 3_000_000;

beforeAll(async () => {
  const { build } = await import('esbuild');
  script = path.join(makeFolder(), 'write.mjs');
  const [terminal, direct] = ['terminal', 'descriptors'].map((name) =>
    path.resolve(import.meta.dirname, `../../src/world/${name}.ts`),
  );
  await build({
    stdin: {
      contents: `import { descriptors } from ${JSON.stringify(direct)};
        import { terminalOn } from ${JSON.stringify(terminal)};
        const outputs = { get out() { return process.stdout }, get err() { return process.stderr } };
        const terminal = terminalOn(outputs, {}, process.argv[2] === 'direct' ? descriptors : undefined);
        try {
          await terminal.out('x'.repeat(${BYTES}));
          await terminal.out('end');
          process.exitCode = 0;
        } catch (error) {
          terminal.err(error.message);
          process.exitCode = 3;
        }`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: script,
  });
});

/** Exit code and what came out. */
async function run(way: string, out: 'pipe' | number, take: (stream: NodeJS.ReadableStream) => Promise<number>) {
  const child = spawn(process.execPath, [script, way], { stdio: ['ignore', out, 'pipe'] });
  let said = '';
  child.stderr?.on('data', (piece) => {
    said += piece;
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const taken = child.stdout === null ? 0 : await take(child.stdout);
  return { code: await closed, taken, said };
}

describe.each(['direct', 'streams'])('out, by %s', (way) => {
  it('hands over everything to a slow reader', async () => {
    const outcome = await run(way, 'pipe', async (stream) => {
      let taken = 0;
      for await (const piece of stream) {
        taken += piece.length;
        if (taken < 500_000) await sleep(5);
      }
      return taken;
    });
    expect(outcome).toEqual({ code: 0, taken: BYTES + 3, said: '' });
  });

  it('ends quietly when the reader leaves', async () => {
    const outcome = await run(way, 'pipe', async (stream) => {
      for await (const piece of stream) return piece.length > 0 ? 1 : 0;
      return 0;
    });
    expect(outcome).toEqual({ code: 0, taken: 1, said: '' });
  });

  it('does not hide that nothing could be written', async () => {
    const full = fs.openSync('/dev/full', 'w');
    const outcome = await run(way, full, async () => 0);
    fs.closeSync(full);
    expect(outcome).toEqual({ code: 3, taken: 0, said: 'Cannot print the report: disk full' });
  });
});

describe('terminal', () => {
  it('keeps quiet about complaints that nobody can read', async () => {
    const broken = new Writable({
      write: (_piece, _encoding, done) => done(Object.assign(new Error(), { code: 'EIO' })),
    });
    const terminal = terminalOn({ out: broken, err: broken });
    terminal.err('a');
    await expect(terminal.out('b')).rejects.toThrow();
    expect(broken.listenerCount('error')).toBe(1);
  });

  it('knows its width only where there is one', () => {
    const err = new PassThrough();
    expect(terminalOn({ out: Object.assign(new PassThrough(), { columns: 72 }), err }).columns).toBe(72);
    expect(terminalOn({ out: new PassThrough(), err }).columns).toBeUndefined();
  });

  it('leaves to the stream what would have to wait, and what follows it', async () => {
    const out = new PassThrough();
    const written: string[] = [];
    const write = (_fd: 1 | 2, text: string) => {
      written.push(text);
      return text === 'first' ? undefined : Buffer.from(text.slice(3));
    };
    const terminal = terminalOn({ out, err: out }, {}, { isTty: () => false, write });
    for (const text of ['first', 'second', 'third']) await terminal.out(text);
    expect(written).toEqual(['first', 'second']);
    expect(String(out.read())).toBe('ondthird');
  });

  it('opens no stream where there is no terminal and all is taken', async () => {
    const none = {
      get out(): never {
        throw new Error('opened');
      },
      get err(): never {
        throw new Error('opened');
      },
    };
    const terminal = terminalOn(none, {}, { isTty: () => false, write: () => undefined });
    await terminal.out('x');
    terminal.err('x');
    expect([terminal.columns, terminal.pager]).toEqual([undefined, undefined]);
  });
});
