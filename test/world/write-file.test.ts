import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOn } from '../../src/world/files.ts';
import { type FsCalls, realFs } from '../../src/world/fs-calls.ts';
import { UserError } from '../../src/world/world.ts';
import { makeFolder } from '../repository.ts';

const on = (calls: FsCalls) => filesOn(calls, () => process.stdin);
const files = on(realFs);
const read = (name: string) => (fs.existsSync(name) ? fs.readFileSync(name, 'utf8') : undefined);

/** The code of the error that a call ends in, from its `first` on; a write gets half of its text on the disk before. */
function failing(code: string, first: number, only: (name: string) => boolean = () => true) {
  let count = 0;
  const calls = Object.fromEntries(
    Object.entries(realFs).map(([name, call]) => [
      name,
      (...args: unknown[]) => {
        // Closing and tidying up work even on a full disk.
        const isFailing = name !== 'closeSync' && name !== 'unlinkSync' && only(name) && ++count >= first;
        if (!isFailing) return (call as (...args: unknown[]) => unknown)(...args);
        if (name === 'writeFileSync') fs.writeFileSync(args[0] as number, String(args[1]).slice(0, 5));
        throw Object.assign(new Error(`${code}: made to fail`), { code });
      },
    ]),
  ) as unknown as FsCalls;
  return { calls, count: () => count };
}

/** A process that dies before its n-th call: nothing after it happens, no tidying up either. */
function dying(at: number) {
  let count = 0;
  return Object.fromEntries(
    Object.entries(realFs).map(([name, call]) => [
      name,
      (...args: unknown[]) => {
        if (++count >= at) throw Object.assign(new Error('gone'), { code: 'EIO' });
        return (call as (...args: unknown[]) => unknown)(...args);
      },
    ]),
  ) as unknown as FsCalls;
}

const STEPS = 15;
const steps = Array.from({ length: STEPS }, (_, i) => i + 1);

describe('create', () => {
  it('writes a new file and the folders above it', () => {
    const name = path.join(makeFolder(), 'a/b/c.md');
    expect(files.create(name, 'ä😀')).toBe(true);
    expect(read(name)).toBe('ä😀');
    expect(fs.readdirSync(path.dirname(name))).toEqual(['c.md']);
    expect(fs.statSync(name).nlink).toBe(1);
    expect(fs.statSync(name).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  it('takes no name that is taken, by whatever', () => {
    const folder = makeFolder();
    fs.writeFileSync(path.join(folder, 'a'), 'old');
    fs.mkdirSync(path.join(folder, 'b'));
    fs.symlinkSync('nowhere', path.join(folder, 'c'));
    for (const name of ['a', 'b', 'c']) expect(files.create(path.join(folder, name), 'new')).toBe(false);
    expect(read(path.join(folder, 'a'))).toBe('old');
    expect(fs.readdirSync(folder).sort()).toEqual(['a', 'b', 'c']);
  });

  it('does not write through a linked folder', () => {
    const [folder, elsewhere] = [makeFolder(), makeFolder()];
    fs.symlinkSync(elsewhere, path.join(folder, 'incidents'));
    expect(() => files.create(path.join(folder, 'incidents/a.md'), 'x')).toThrow(/is a symbolic link/);
    expect(fs.readdirSync(elsewhere)).toEqual([]);
  });

  it.each(['EPERM', 'ENOTSUP', 'EMLINK'])('does without hard links (%s)', (code) => {
    const folder = makeFolder();
    const { calls } = failing(code, 1, (name) => name === 'linkSync');
    expect(on(calls).create(path.join(folder, 'a'), 'text')).toBe(true);
    expect(on(calls).create(path.join(folder, 'a'), 'other')).toBe(false);
    expect(read(path.join(folder, 'a'))).toBe('text');
    expect(fs.readdirSync(folder)).toEqual(['a']);
  });

  it('leaves nothing when the disk fills up without hard links', () => {
    const folder = makeFolder();
    let writes = 0;
    const noLinks = failing('EPERM', 1, (name) => name === 'linkSync').calls;
    const calls: FsCalls = {
      ...noLinks,
      writeFileSync: (...args) => {
        if (++writes === 2) throw Object.assign(new Error(), { code: 'ENOSPC' });
        realFs.writeFileSync(...args);
      },
    };
    expect(() => on(calls).create(path.join(folder, 'a'), 'text')).toThrow(/disk full/);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it.each(steps)('leaves all or nothing on a disk that is full from call %i on', (first) => {
    const folder = makeFolder();
    const { calls, count } = failing('ENOSPC', first);
    const name = path.join(folder, 'incidents/a.md');
    let made: boolean | undefined;
    try {
      made = on(calls).create(name, 'whole text');
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ message: `Cannot write ${name}: disk full` });
    }
    expect(made).toBe(count() < first ? true : undefined);
    expect([undefined, 'whole text']).toContain(read(name));
    if (made) expect(read(name)).toBe('whole text');
    if (fs.existsSync(path.dirname(name))) {
      expect(fs.readdirSync(path.dirname(name)).filter((each) => each.endsWith('.tmp'))).toEqual([]);
    }
  });

  it('uses all of those steps', () => {
    const { calls, count } = failing('ENOSPC', Number.POSITIVE_INFINITY);
    expect(on(calls).create(path.join(makeFolder(), 'a'), 'x')).toBe(true);
    expect(count()).toBeGreaterThan(6);
    expect(count()).toBeLessThan(STEPS);
  });

  it.each(steps)('leaves all or nothing when it dies before call %i', (at) => {
    const name = path.join(makeFolder(), 'a.md');
    try {
      on(dying(at)).create(name, 'whole text');
    } catch {
      // It is dead.
    }
    expect([undefined, 'whole text']).toContain(read(name));
    expect(fs.readdirSync(path.dirname(name)).every((each) => each === 'a.md' || each.startsWith('.pir-'))).toBe(true);
  });

  it('gives sixteen processes sixteen names', async () => {
    const folder = makeFolder();
    const source = path.resolve(import.meta.dirname, '../../src/world');
    const script = path.join(folder, 'create.ts');
    fs.writeFileSync(
      script,
      `import { filesOn } from ${JSON.stringify(path.join(source, 'files.ts'))};
       import { realFs } from ${JSON.stringify(path.join(source, 'fs-calls.ts'))};
       const files = filesOn(realFs, () => process.stdin);
       for (let n = 1; ; n++) if (files.create(process.argv[2] + '/' + n + '.md', 'by ' + process.pid)) break;`,
    );
    const bundle = path.join(folder, 'create.mjs');
    const { build } = await import('esbuild');
    await build({ entryPoints: [script], bundle: true, format: 'esm', platform: 'node', outfile: bundle });
    const names = path.join(folder, 'incidents');
    const children = Array.from({ length: 16 }, () => spawn(process.execPath, [bundle, names], { stdio: 'inherit' }));
    const codes = await Promise.all(children.map((child) => new Promise((resolve) => child.on('close', resolve))));
    expect(codes).toEqual(Array(16).fill(0));
    expect(fs.readdirSync(names).sort()).toEqual(Array.from({ length: 16 }, (_, i) => `${i + 1}.md`).sort());
    const texts = new Set(fs.readdirSync(names).map((name) => read(path.join(names, name))));
    expect(texts).toEqual(new Set(children.map((child) => `by ${child.pid}`)));
  });
});

describe('replace', () => {
  function makeFile(text = 'old text', mode = 0o640): string {
    const name = path.join(makeFolder(), 'a.md');
    fs.writeFileSync(name, text);
    fs.chmodSync(name, mode);
    return name;
  }

  it('writes the new text and keeps the mode', () => {
    const name = makeFile();
    expect(files.replace(name, 'old text', 'new')).toBe(true);
    expect(read(name)).toBe('new');
    expect(fs.statSync(name).mode & 0o7777).toBe(0o640);
    expect(fs.readdirSync(path.dirname(name))).toEqual(['a.md']);
  });

  it('knows what stood there by its SHA-256 too, and writes bytes', () => {
    const name = makeFile();
    fs.writeFileSync(name, Uint8Array.of(0, 255, 10));
    const sha256 = createHash('sha256')
      .update(Uint8Array.of(0, 255, 10))
      .digest('hex');
    expect(files.replace(name, { sha256: sha256.replace(/^./, 'x') }, 'new')).toBe(false);
    expect([...fs.readFileSync(name)]).toEqual([0, 255, 10]);
    expect(files.replace(name, { sha256 }, Uint8Array.of(128, 0))).toBe(true);
    expect([...fs.readFileSync(name)]).toEqual([128, 0]);
    expect(fs.statSync(name).mode & 0o7777).toBe(0o640);
  });

  it('leaves a file that somebody has changed or removed', () => {
    const name = makeFile('changed');
    expect(files.replace(name, 'old text', 'new')).toBe(false);
    expect(read(name)).toBe('changed');
    expect(files.replace(`${name}x`, '', 'new')).toBe(false);
    expect(fs.readdirSync(path.dirname(name))).toEqual(['a.md']);
  });

  it('refuses a link', () => {
    const name = makeFile();
    fs.symlinkSync('a.md', `${name}.link`);
    expect(() => files.replace(`${name}.link`, 'old text', 'new')).toThrow(/is a symbolic link/);
    expect(read(name)).toBe('old text');
  });

  it.each(steps.flatMap((first) => ['ENOSPC', 'EROFS', 'EIO'].map((code) => [first, code] as const)))(
    'leaves the old or the new text when calls fail from the %i. on (%s)',
    (first, code) => {
      const name = makeFile();
      const { calls, count } = failing(code, first);
      let done: boolean | undefined;
      try {
        done = on(calls).replace(name, 'old text', 'the new text');
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
      expect(done).toBe(count() < first ? true : undefined);
      expect(done ? ['the new text'] : ['old text', 'the new text']).toContain(read(name));
      expect(fs.statSync(name).mode & 0o7777).toBe(0o640);
      expect(fs.readdirSync(path.dirname(name))).toEqual(['a.md']);
    },
  );

  it.each(steps)('leaves the old or the new text when it dies before call %i', (at) => {
    const name = makeFile();
    try {
      on(dying(at)).replace(name, 'old text', 'the new text');
    } catch {
      // It is dead.
    }
    expect(['old text', 'the new text']).toContain(read(name));
  });

  it('does not hide a bug as a trouble of the disk', () => {
    const name = makeFile();
    const calls: FsCalls = {
      ...realFs,
      renameSync: () => {
        throw new TypeError('a bug');
      },
    };
    expect(() => on(calls).replace(name, 'old text', 'new')).toThrow(TypeError);
    expect(fs.readdirSync(path.dirname(name))).toEqual(['a.md']);
  });
});

describe('put', () => {
  it('writes over a file and keeps its mode', () => {
    const name = path.join(makeFolder(), 'report.json');
    files.put(name, 'one');
    fs.chmodSync(name, 0o600);
    files.put(name, 'two');
    expect(read(name)).toBe('two');
    expect(fs.statSync(name).mode & 0o777).toBe(0o600);
  });

  it('writes to devices without replacing them', () => {
    files.put('/dev/null', 'text');
    expect(files.look('/dev/null')).toBe('special');
    expect(() => files.put('/dev/full', 'text')).toThrow(/Cannot write \/dev\/full: disk full/);
  });

  it('refuses links, folders and places that are not there', () => {
    const folder = makeFolder();
    fs.writeFileSync(path.join(folder, 'target'), 'old');
    fs.symlinkSync('target', path.join(folder, 'link'));
    expect(() => files.put(path.join(folder, 'link'), 'new')).toThrow(UserError);
    expect(read(path.join(folder, 'target'))).toBe('old');
    expect(() => files.put(folder, 'new')).toThrow(/it is a folder/);
    expect(() => files.put(path.join(folder, 'no/such'), 'new')).toThrow(/no such file or folder/);
  });

  it('appends', () => {
    const name = path.join(makeFolder(), 'summary.md');
    files.append(name, 'a');
    files.append(name, 'b');
    expect(read(name)).toBe('ab');
    expect(() => files.append('/dev/full', 'text')).toThrow(/disk full/);
  });
});

describe('folders on the way', () => {
  it('are refused at once where the system makes none', () => {
    // Node's own way of making all of them at once never comes back from there.
    const folder = fs.existsSync('/proc/self') ? '/proc/nothing' : path.join(makeFolder(), 'file');
    if (!folder.startsWith('/proc')) fs.writeFileSync(folder, '');
    expect(() => files.create(path.join(folder, 'here', 'a.md'), 'a')).toThrow(UserError);
    expect(() => files.createFolder(path.join(folder, 'here'), [])).toThrow(UserError);
  });

  it('are made, also by two at once', () => {
    const top = makeFolder();
    const twice = (name: string) => {
      fs.mkdirSync(name);
      fs.mkdirSync(name);
    };
    const late = { ...realFs, mkdirSync: twice };
    const raced = filesOn(late as unknown as FsCalls, () => process.stdin);
    expect(raced.create(path.join(top, 'a', 'b', 'c.md'), 'c')).toBe(true);
    expect(read(path.join(top, 'a', 'b', 'c.md'))).toBe('c');
  });
});
