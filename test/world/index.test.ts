import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { realWorld } from '../../src/world/index.ts';
import { makeFolder } from '../repository.ts';

const source = path.resolve(import.meta.dirname, '../../src/world/index.ts');

describe('realWorld', () => {
  it('knows the time in seconds and hashes texts and bytes alike', () => {
    const world = realWorld();
    expect(Math.abs(world.now() - Date.now() / 1000)).toBeLessThan(5);
    expect(world.sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(world.sha256(Buffer.from('ä'))).toBe(world.sha256('ä'));
    expect(world.cwd).toBe(process.cwd());
  });

  it('reads what comes with the package', () => {
    expect(JSON.parse(realWorld().shipped('schemas/incident.schema.json'))).toHaveProperty('$id');
    expect(realWorld().shipped('templates/incident.md')).toMatch(/^---\n/);
    expect(() => realWorld().shipped('templates/nosuch.md')).toThrow(/ENOENT/);
  });

  it('loads no package before it is needed', async () => {
    const { metafile } = await build({
      entryPoints: [source],
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      outdir: makeFolder(),
      write: false,
      metafile: true,
    });
    const start = Object.entries(metafile.outputs).find(([, output]) =>
      output.entryPoint?.endsWith('src/world/index.ts'),
    );
    const loaded = new Set<string>();
    const visit = (name: string) => {
      if (loaded.has(name)) return;
      loaded.add(name);
      for (const { path: next, kind } of metafile.outputs[name]?.imports ?? []) {
        if (kind === 'import-statement' && next in metafile.outputs) visit(next);
      }
    };
    visit(start?.[0] ?? '');
    const inputs = [...loaded].flatMap((name) => Object.keys(metafile.outputs[name]?.inputs ?? {}));
    expect(inputs.some((name) => name.endsWith('src/world/git.ts'))).toBe(true);
    expect(inputs.filter((name) => name.includes('node_modules'))).toEqual([]);
  });
});
