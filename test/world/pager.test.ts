import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { showPaged } from '../../src/world/pager.ts';
import { makeFolder } from '../repository.ts';

const env = { PATH: process.env.PATH };

/** A pager that keeps what it is given, and how less would behave; its path and that of what it kept. */
function keeper(script: string): { pager: string; kept: string } {
  const folder = makeFolder();
  const [pager, kept] = [join(folder, 'keep'), join(folder, 'kept')];
  writeFileSync(pager, `#!/bin/sh\n${script.replaceAll('KEPT', kept)}\n`, { mode: 0o755 });
  return { pager, kept };
}

test('the whole text goes to PIR_PAGER, else to PAGER, with its arguments and as git calls less', async () => {
  const text = 'a line of the ledger\n'.repeat(50_000);
  const { pager, kept } = keeper('echo "$1 $LESS" > KEPT; cat >> KEPT');
  expect(await showPaged(text, { ...env, PAGER: 'false', PIR_PAGER: `${pager} -x` })).toBe(true);
  expect(readFileSync(kept, 'utf8')).toBe(`-x FRX\n${text}`);
  expect(await showPaged('short\n', { ...env, PAGER: pager, LESS: 'S' })).toBe(true);
  expect(readFileSync(kept, 'utf8')).toBe(' S\nshort\n');
});

test('somebody who leaves before the end is done', async () => {
  const { pager } = keeper('head -n 1 > KEPT');
  expect(await showPaged('line\n'.repeat(200_000), { ...env, PAGER: pager })).toBe(true);
});

test.each(['', ' ', 'cat', '/nonexistent/less'])(
  'PAGER=%j shows nothing, so that the text is printed',
  async (PAGER) => {
    expect(await showPaged('text\n', { ...env, PAGER })).toBe(false);
  },
);
