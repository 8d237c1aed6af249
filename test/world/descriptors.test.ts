import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { descriptors } from '../../src/world/descriptors.ts';
import { makeFolder, makePipe } from '../repository.ts';

const { O_NONBLOCK, O_RDWR } = fs.constants;

it('writes to a file', () => {
  const name = path.join(makeFolder(), 'x');
  const fd = fs.openSync(name, 'w');
  expect(descriptors.write(fd as 1, 'é\n')).toBeUndefined();
  fs.closeSync(fd);
  expect(fs.readFileSync(name, 'utf8')).toBe('é\n');
});

it('gives back what a full pipe would have to wait for', () => {
  const name = path.join(makeFolder(), 'x');
  makePipe(name);
  const fd = fs.openSync(name, O_RDWR | O_NONBLOCK);
  const text = 'x'.repeat(300_000);
  const rest = descriptors.write(fd as 1, text)?.length ?? 0;
  const taken = fs.readSync(fd, Buffer.alloc(300_000));
  fs.closeSync(fd);
  expect(rest).toBeGreaterThan(0);
  expect(taken + rest).toBe(300_000);
});

it('takes neither files nor /dev/null for terminals', () => {
  for (const name of ['/dev/null', '/dev/zero', import.meta.filename]) {
    const fd = fs.openSync(name, 'r');
    expect(descriptors.isTty(fd as 0)).toBe(false);
    fs.closeSync(fd);
  }
});

it.runIf(fs.existsSync('/dev/ptmx'))('knows a terminal', () => {
  const fd = fs.openSync('/dev/ptmx', 'r+');
  expect(descriptors.isTty(fd as 0)).toBe(true);
  fs.closeSync(fd);
});
