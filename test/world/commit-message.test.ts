import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subjectOf, trailersOf } from '../../src/world/commit-message.ts';
import { cpuTime } from '../cpu-time.ts';
import { gitEnv } from '../repository.ts';

/** What git itself finds, outside of any repository's configuration. */
function gitsTrailers(message: string): string[] {
  const { stdout } = spawnSync('git', ['interpret-trailers', '--parse', '--no-divider'], {
    cwd: '/',
    env: gitEnv,
    input: message,
    encoding: 'utf8',
  });
  const ours = /^(Reviewed-by|Approved-by|Signed-off-by|Co-authored-by):/i;
  return stdout.split('\n').filter((line) => ours.test(line));
}

describe('a subject', () => {
  it.each([
    ['One\n\nMore', 'One'],
    ['One\ntwo  \n three\n\nMore', 'One two three'],
    ['\n\n  One\n', 'One'],
    ['One\n \t\nMore', 'One'],
    ['', ''],
  ])('of %j is %j', (message, subject) => {
    expect(subjectOf(message)).toBe(subject);
  });
});

describe('trailers', () => {
  it('are those that claim something about people', () => {
    const message =
      'Close A2\n\nText.\n\nreviewed-by: Ada <a@x>\nTicket: 12\nCo-authored-by:  Bob\n  <b@x> \nApproved-by: C\n';
    expect(trailersOf(message)).toEqual([
      { key: 'Reviewed-by', value: 'Ada <a@x>' },
      { key: 'Co-authored-by', value: 'Bob <b@x>' },
      { key: 'Approved-by', value: 'C' },
    ]);
  });

  it('are not in a subject, in the text, or in a message without any', () => {
    expect(trailersOf('Signed-off-by: Ada')).toEqual([]);
    expect(trailersOf('One\n\nSigned-off-by: Ada\n\nMore text')).toEqual([]);
    expect(trailersOf('One\n\nApproved-by: Ada\nand that is all\n')).toEqual([]);
    expect(trailersOf('')).toEqual([]);
  });

  it('take time of a message’s length', async () => {
    const spaces = ' '.repeat(300_000);
    const { milliseconds } = await cpuTime(() => {
      for (const text of [`a${spaces}b`, `a${'\n '.repeat(100_000)}`, `a\n\n${'x-by:'.repeat(50_000)}${spaces}b`]) {
        trailersOf(`S\n\n${text}\n\nSigned-off-by:${text}`);
        subjectOf(text);
      }
    });
    expect(milliseconds).toBeLessThan(1_500);
  });

  it('are what git finds', () => {
    const line = fc.constantFrom(
      'Signed-off-by: Ada <a@x>',
      'Reviewed-by: Bob',
      'approved-by : Cleo',
      'Co-authored-by:Dana',
      '(cherry picked from commit 0123)',
      'Ticket: 4',
      'just words',
      ' continued',
      '',
      '',
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 9 }), (lines) => {
        const message = `Subject\n\n${lines.join('\n')}\n`;
        const found = trailersOf(message).map(({ key, value }) => `${key}: ${value}`.toLowerCase());
        expect(found).toEqual(gitsTrailers(message).map((each) => each.replace(/\s*:\s*/, ': ').toLowerCase()));
      }),
      { numRuns: 150 },
    );
  });
});
