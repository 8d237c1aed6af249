import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../src/core/config.ts';
import { placeOf } from '../../src/core/record/place.ts';
import { readImportMap } from '../../src/interop/import-map.ts';

const { severities } = resolveConfig({});
const cstate = readFileSync(new URL('../../templates/maps/cstate.yaml', import.meta.url), 'utf8');

/** What is wrong with a map, each with its line. */
function problemsIn(text: string, known = severities): string[] {
  const read = readImportMap(text, known);
  if ('map' in read) return [];
  return read.problems.map((problem) => `${placeOf(text, read.root, problem).line} ${problem.message}`);
}

const sound = `schema: pir/import-map@1
constants: { type: availability, severity: sev3 }
fields:
  - { from: title, to: title }
  - { from: date, to: times.started }
`;

describe('an import map', () => {
  it('of cState comes with pir and is sound', () => {
    expect(problemsIn(cstate)).toEqual([]);
  });

  it('may be no longer than needed', () => {
    expect(problemsIn(sound)).toEqual([]);
  });

  it('must fit the severities of the repository', () => {
    expect(problemsIn(cstate, ['critical', 'minor']).map((line) => line.replace(/,.*/, ''))).toEqual([
      '13 Unexpected severity "sev3"',
      '19 Unexpected severity "sev1"',
      '19 Unexpected severity "sev2"',
      '19 Unexpected severity "sev3"',
    ]);
  });

  it.each([
    ['an unknown key', `${sound}constant: {}\n`, /^6 Unexpected key `constant`, expected `constants`$/],
    ['broken YAML', `${sound}zone: \`UTC\`\n`, /^6 Unexpected back-tick/],
    ['a field that we do not have', sound.replace('times.started', 'times.begun'), /^5 Unexpected field `times.begun`/],
    ['a list of maps', sound.replace('times.started', 'actions'), /^5 Unexpected field `actions`/],
    ['a field inside a list', sound.replace('times.started', 'actions.title'), /^5 Unexpected field `actions.title`/],
    [
      'what pir writes itself',
      sound.replace('times.started', 'status'),
      /^5 Unexpected field `status`, which pir writes/,
    ],
    ['an unknown zone', `${sound}zone: Atlantis/Main\n`, /^6 Unexpected time zone "Atlantis\/Main"/],
    ['a time for all', `${sound}defaults: { times.detected: "2020-01-01T00:00:00Z" }\n`, /^6 Unexpected default time/],
    [
      'a constant of no type',
      sound.replace('availability', 'outage'),
      /^2 Unexpected "outage", expected one of security/,
    ],
    [
      'a table to no type',
      `${sound}  - { from: t, to: type, values: { a: outage } }\n`.replace('type: availability, ', ''),
      /^6 Unexpected "outage"/,
    ],
    [
      'a field that is a constant too',
      `${sound}  - { from: t, to: type }\n`,
      /^2 Unexpected `type` both as a constant/,
    ],
    ['no way to a title', sound.replace(/.*to: title.*\n/, ''), /^3 Unexpected absence of title in the map/],
    ['no way to a time', sound.replace('times.started', 'x_date'), /^3 Unexpected absence of times.started or/],
    [
      'a list made of what is none',
      `${sound}  - { from: a, to: owner, split: "," }\n`,
      /^6 Unexpected `split` of `owner`/,
    ],
    ['a text made of a list', `${sound}  - { from: a, to: tags, join: "," }\n`, /^6 Unexpected `join` of `tags`/],
    [
      'a value without quotes',
      `${sound}  - { from: a, to: owner, when: { b: true } }\n`,
      /^6 Unexpected true, expected/,
    ],
    ['nothing', '# a map\n', /^1 Unexpected map without anything/],
  ])('is refused with %s', (_, text, expected) => {
    expect(problemsIn(text)).toEqual([expect.stringMatching(expected)]);
  });

  it('tells all that is wrong at once', () => {
    expect(problemsIn(`${sound}  - { from: a, to: b }\n  - { from: c, to: d }\nzone: X\n`)).toHaveLength(3);
  });
});
