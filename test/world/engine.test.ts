import { expect, it } from 'vitest';
import { growAsEver, growAtOnce, optimiseAsEver, optimiseLater } from '../../src/world/engine.ts';

function flagsOf(version: string): string[] {
  const flags: string[] = [];
  const engine = { version, set: (flag: string) => void flags.push(flag) };
  optimiseLater(engine);
  optimiseAsEver(engine);
  growAtOnce(engine);
  growAsEver(engine);
  return flags;
}

it('lets the V8 of Node 20 wait, takes that back; gives it room, and takes that back', () => {
  expect(flagsOf('11.3.244.8-node.33')).toEqual([
    '--interrupt-budget=1000000',
    '--interrupt-budget=67584',
    '--semi-space-growth-factor=16',
    '--semi-space-growth-factor=2',
  ]);
});

it.each(['12.4.254.21-node.33', '13.6.233.10-node.28', '11.30.1'])(
  'sets nothing in V8 %s, which would complain',
  (version) => {
    expect(flagsOf(version)).toEqual([]);
  },
);
