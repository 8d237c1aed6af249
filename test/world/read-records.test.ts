import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placesOf } from '../../src/core/record/places.ts';
import type { RecordFile } from '../../src/core/record/record.ts';
import { filesOn } from '../../src/world/files.ts';
import { realFs } from '../../src/world/fs-calls.ts';
import type { Root } from '../../src/world/world.ts';
import { makeFolder, makePipe } from '../repository.ts';

const defaults = {
  incident: 'incidents',
  risk: 'risks',
  policy: 'policies',
  acknowledgement: 'acknowledgements',
  'management-review': 'management-reviews',
};

function makeRoot(files: { [name: string]: string | Uint8Array } = {}): Root {
  const folder = makeFolder();
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return { folder, top: folder, isGit: false };
}

function read(root: Root, places: Partial<typeof defaults> = {}, isKnown?: (path: string) => boolean): RecordFile[] {
  const files = filesOn(realFs, () => process.stdin);
  return [...files.readRecords(root, placesOf({ ...defaults, ...places }), isKnown)];
}

const paths = (files: readonly RecordFile[]) => files.map((file) => file.path);

describe('readRecords', () => {
  it('gives the text and the kind of each record', () => {
    const root = makeRoot({ 'incidents/2026/a.md': 'ä 😀', 'acknowledgements/p/1/b.yaml': 'x' });
    expect(read(root)).toEqual([
      { path: 'acknowledgements/p/1/b.yaml', kind: 'acknowledgement', text: 'x' },
      { path: 'incidents/2026/a.md', kind: 'incident', text: 'ä 😀' },
    ]);
  });

  it('goes in order of path, by code units', () => {
    const root = makeRoot(
      Object.fromEntries(['a/z.md', 'a-b.md', 'B.md', 'a.md', 'é.md'].map((n) => [`incidents/${n}`, ''])),
    );
    expect(paths(read(root))).toEqual(['B.md', 'a-b.md', 'a.md', 'a/z.md', 'é.md'].map((n) => `incidents/${n}`));
  });

  it('leaves out what is never a record', () => {
    const names = ['README.md', 'index.md', '_draft.md', '.hidden.md', '_old/a.md', 'notes.txt', 'a.yaml', 'a.md~'];
    expect(read(makeRoot(Object.fromEntries(names.map((name) => [`incidents/${name}`, '']))))).toEqual([]);
  });

  it('takes .yaml and .yml for acknowledgements', () => {
    const root = makeRoot({ 'acknowledgements/a.yml': '', 'acknowledgements/b.yaml': '', 'acknowledgements/c.md': '' });
    expect(paths(read(root))).toEqual(['acknowledgements/a.yml', 'acknowledgements/b.yaml']);
  });

  it('looks into folders only where the kind is deep', () => {
    expect(paths(read(makeRoot({ 'risks/R-1.md': '', 'risks/old/R-2.md': '' })))).toEqual(['risks/R-1.md']);
  });

  it('names paths from the top, whatever the root', () => {
    const root = makeRoot({ 'docs/ops/incidents/a.md': '' });
    expect(paths(read({ ...root, folder: path.join(root.top, 'docs/ops') }))).toEqual(['docs/ops/incidents/a.md']);
  });

  it('takes the root itself as a place', () => {
    expect(paths(read(makeRoot({ 'a.md': '', 'risks/R-1.md': '' }), { incident: '.' }))).toEqual([
      'a.md',
      'risks/R-1.md',
    ]);
  });

  it('is empty where no folder stands', () => {
    expect(read(makeRoot())).toEqual([]);
  });

  it('neither reads nor gives what is known', () => {
    const root = makeRoot({ 'incidents/a.md': '', 'incidents/b.md': '' });
    expect(paths(read(root, {}, (name) => name === 'incidents/a.md'))).toEqual(['incidents/b.md']);
  });

  it('reads at most 320 KiB', () => {
    const most = 320 * 1024;
    const root = makeRoot({ 'incidents/a.md': 'x'.repeat(most), 'incidents/b.md': 'x'.repeat(most + 1) });
    const [a, b] = read(root);
    expect(a).toHaveProperty('text.length', most);
    expect(b).toMatchObject({ problem: 'too_large', detail: '327681 bytes' });
  });

  it.each([
    [Buffer.from([0x61, 0xff, 0x62]), 'byte 0xff at offset 1'],
    [Buffer.from([0xc3, 0xa4, 0xc0, 0x80]), 'byte 0xc0 at offset 2'],
    [Buffer.from([0xed, 0xa0, 0x80]), 'byte 0xed at offset 0'],
    [Buffer.from([0x61, 0xe2, 0x82]), 'byte 0xe2 at offset 1'],
    [Buffer.from('\ufeffid: a', 'utf16le'), 'byte 0xff at offset 0'],
  ])('names the first byte of %s that is not UTF-8', (bytes, detail) => {
    expect(read(makeRoot({ 'incidents/a.md': bytes }))).toEqual([
      { path: 'incidents/a.md', kind: 'incident', problem: 'not_utf8', detail },
    ]);
  });

  it('keeps a byte order mark and line ends as they are', () => {
    expect(read(makeRoot({ 'incidents/a.md': '\ufeffa\r\nb' }))).toMatchObject([{ text: '\ufeffa\r\nb' }]);
  });
});

describe('readRecords on what is no file', () => {
  it('never follows links', () => {
    const root = makeRoot({ 'incidents/a.md': '', 'elsewhere/secret.md': 'secret' });
    fs.symlinkSync(path.join(root.top, 'elsewhere/secret.md'), path.join(root.top, 'incidents/b.md'));
    fs.symlinkSync('../elsewhere', path.join(root.top, 'incidents/c'));
    fs.symlinkSync('nowhere', path.join(root.top, 'incidents/d.md'));
    expect(read(root)).toEqual([
      { path: 'incidents/a.md', kind: 'incident', text: '' },
      ...['b.md', 'c', 'd.md'].map((name) => ({
        path: `incidents/${name}`,
        kind: 'incident',
        problem: 'link',
        detail: 'symbolic link',
      })),
    ]);
  });

  it('opens no pipe', () => {
    const root = makeRoot({ 'incidents/a.md': '' });
    makePipe(path.join(root.top, 'incidents/b.md'));
    expect(read(root)[1]).toEqual({
      path: 'incidents/b.md',
      kind: 'incident',
      problem: 'special',
      detail: 'named pipe',
    });
  });

  it('does not wait for a file that has become a pipe since it was listed', () => {
    const root = makeRoot({ 'incidents/a.md': '' });
    const swapping = {
      ...realFs,
      openSync: ((name: string, flags: number) => {
        fs.unlinkSync(name);
        makePipe(name);
        return fs.openSync(name, flags);
      }) as typeof fs.openSync,
    };
    const files = filesOn(swapping, () => process.stdin);
    expect([...files.readRecords(root, placesOf(defaults))]).toMatchObject([
      { problem: 'special', detail: 'named pipe' },
    ]);
  });

  it('opens no socket', async () => {
    const root = makeRoot({ 'incidents/a.md': '' });
    const server = net.createServer().listen(path.join(root.top, 'incidents/b.md'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      expect(read(root)[1]).toMatchObject({ path: 'incidents/b.md', problem: 'special', detail: 'socket' });
    } finally {
      server.close();
    }
  });

  it('reports a folder that is named like a record of a flat kind', () => {
    expect(read(makeRoot({ 'risks/R-1.md/x': '' }))).toMatchObject([
      { path: 'risks/R-1.md', problem: 'special', detail: 'folder' },
    ]);
  });

  it('stays out of repositories in the repository', () => {
    const root = makeRoot({
      '.git/config': '',
      'incidents/a.md': '',
      'incidents/b/.git': 'gitdir: x',
      'incidents/b/c.md': '',
    });
    expect(read(root)[1]).toMatchObject({
      path: 'incidents/b',
      problem: 'special',
      detail: 'submodule or other repository',
    });
    expect(read(root)).toHaveLength(2);
    expect(read(root, { incident: '.' })).toHaveLength(2);
  });

  it('takes a place that is a link to a folder inside, and refuses one that leads outside', () => {
    const root = makeRoot({ 'real/a.md': '' });
    const outside = makeRoot({ 'R-1.md': 'secret' });
    fs.symlinkSync('real', path.join(root.top, 'incidents'));
    fs.symlinkSync(outside.top, path.join(root.top, 'risks'));
    fs.symlinkSync('nowhere', path.join(root.top, 'policies'));
    expect(read(root)).toEqual([
      { path: 'incidents/a.md', kind: 'incident', text: '' },
      { path: 'policies', kind: 'policy', problem: 'link', detail: 'symbolic link to nothing' },
      { path: 'risks', kind: 'risk', problem: 'link', detail: 'folder outside the repository' },
    ]);
    expect(read(root, { incident: '../pir-no-such-folder', risk: 'r', policy: 'p' })).toEqual([]);
    expect(read(root, { incident: '..', risk: 'r', policy: 'p' })).toMatchObject([{ problem: 'link' }]);
  });

  it('reports a file in place of a folder', () => {
    expect(read(makeRoot({ incidents: '' }))).toMatchObject([
      { problem: 'special', detail: 'file in place of a folder' },
    ]);
  });

  it('reports folders without end', () => {
    const root = makeRoot({ [`incidents/${'d/'.repeat(40)}a.md`]: '' });
    expect(read(root)).toMatchObject([{ problem: 'unreadable', detail: 'folder more than 32 levels down' }]);
  });

  it('reports a name that is not UTF-8', () => {
    const root = makeRoot({ 'incidents/a.md': '' });
    fs.writeFileSync(
      Buffer.concat([Buffer.from(`${root.top}/incidents/`), Buffer.from([0xff]), Buffer.from('.md')]),
      'x',
    );
    expect(read(root)[1]).toMatchObject({ problem: 'unreadable', detail: 'file name that is not UTF-8' });
  });

  it('says why a file cannot be read', () => {
    const root = makeRoot({ 'incidents/a.md': '', 'incidents/b.md': '' });
    const fail = (code: string) => () => {
      throw Object.assign(new Error(code), { code });
    };
    const broken = { ...realFs, readSync: fail('EIO') as unknown as typeof fs.readSync };
    const locked = { ...realFs, openSync: fail('EACCES') as unknown as typeof fs.openSync };
    const details = (calls: typeof realFs) =>
      [...filesOn(calls, () => process.stdin).readRecords(root, placesOf(defaults))].map(
        (f) => 'detail' in f && f.detail,
      );
    expect(details(broken)).toEqual(['the disk failed', 'the disk failed']);
    expect(details(locked)).toEqual(['permission denied', 'permission denied']);
  });
});
