import { expect, it } from 'vitest';
import { guidance } from '../../src/reporters/guidance.ts';

it('leaves what fits as it is', () => {
  expect(guidance('To close it: pir close 2026-03-10-x\n', 80)).toBe('To close it: pir close 2026-03-10-x\n');
});

it('puts a command that does not fit below its reason, whole', () => {
  expect(guidance('Before it can be closed, its actions end: pir action done 2026-03-10-x/A1 --evidence URL', 50)).toBe(
    'Before it can be closed, its actions end:\n  pir action done 2026-03-10-x/A1 --evidence URL',
  );
  expect(guidance('     Hand it in first: pir submit 2026-03-10-x.', 40)).toBe(
    '     Hand it in first:\n       pir submit 2026-03-10-x',
  );
  const command = '    pir action add 2026-03-10-x --title "…" --owner @handle';
  expect(guidance(command, 40)).toBe(command);
});

it('wraps words below where they begin', () => {
  expect(guidance('pir: Unexpected approval by @dan, who owns it\n     Let another person look at it today.', 30)).toBe(
    ['pir: Unexpected approval by', '     @dan, who owns it', '     Let another person look', '     at it today.'].join(
      '\n',
    ),
  );
});
