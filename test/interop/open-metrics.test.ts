import fc from 'fast-check';
import parse from 'parse-prometheus-text-format';
import { describe, expect, it } from 'vitest';
import { type Family, metricName, openMetrics } from '../../src/interop/open-metrics.ts';
import { faultsOf } from './open-metrics-grammar.ts';

const family = (more: Partial<Family> = {}): Family => ({
  name: 'pir_incidents',
  help: 'Incidents.',
  samples: [{ labels: { repository: 'village/shops' }, value: 3 }],
  ...more,
});

describe('openMetrics', () => {
  it('says of each gauge what it is, then its samples, then the end', () => {
    const seconds = family({
      name: 'pir_time_to_detect_seconds',
      unit: 'seconds',
      help: 'How long.\nIn all "cases" \\ here.',
      samples: [
        { labels: { repository: 'a', stat: 'median' }, value: 6150 },
        { labels: { repository: 'a', stat: 'mean' }, value: -0.5 },
      ],
    });
    expect(openMetrics([family(), family({ name: 'pir_nothing', samples: [] }), seconds])).toBe(
      [
        '# TYPE pir_incidents gauge',
        '# HELP pir_incidents Incidents.',
        'pir_incidents{repository="village/shops"} 3',
        '# TYPE pir_time_to_detect_seconds gauge',
        '# UNIT pir_time_to_detect_seconds seconds',
        String.raw`# HELP pir_time_to_detect_seconds How long.\nIn all \"cases\" \\ here.`,
        'pir_time_to_detect_seconds{repository="a",stat="median"} 6150',
        'pir_time_to_detect_seconds{repository="a",stat="mean"} -0.5',
        '# EOF',
        '',
      ].join('\n'),
    );
  });

  it('is sound and read back as it was, whatever stands in labels and numbers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true })), {
          minLength: 1,
        }),
        (given) => {
          const samples = given.map(([text, value], index) => ({ labels: { at: String(index), text }, value }));
          const text = openMetrics([family({ samples })]);
          expect(faultsOf(text)).toEqual([]);
          const [read] = parse(text);
          expect(read?.metrics.map(({ labels, value }) => [labels?.text, Number(value)])).toEqual(
            // A carriage return would end a line for some readers.
            given.map(([label, value]) => [label.replace(/\r\n?/g, '\n'), value === 0 ? 0 : value]),
          );
        },
      ),
    );
  });

  it('never writes what is no number', () => {
    expect(() => openMetrics([family({ samples: [{ labels: {}, value: Number.NaN }] })])).toThrow('no number');
  });

  it('makes names of any words', () => {
    expect(metricName('pir', 'hand-over time', 'seconds')).toBe('pir_hand_over_time_seconds');
  });
});

describe('the grammar of the test', () => {
  const sound = '# TYPE a gauge\n# HELP a Words.\na{x="1"} 1\n# EOF\n';

  it('lets a sound text pass', () => expect(faultsOf(sound)).toEqual([]));

  it.each([
    ['no end', sound.replace('# EOF\n', '')],
    ['no type', sound.replace('# TYPE a gauge\n', '')],
    ['a second type', sound.replace('# HELP a Words.', '# TYPE a gauge')],
    ['another type', sound.replace('gauge', 'info')],
    ['a unit that is not in the name', sound.replace('# HELP a Words.', '# UNIT a seconds')],
    ['words after samples', sound.replace('# EOF', '# HELP a Words.\n# EOF')],
    ['the same series twice', sound.replace('# EOF', 'a{x="1"} 2\n# EOF')],
    ['a family in two pieces', sound.replace('# EOF', '# TYPE b gauge\nb 1\na{x="2"} 1\n# EOF')],
    ['a bare quote', sound.replace('"1"', '"a"b"')],
    ['a line end in a label', sound.replace('"1"', '"a\nb"')],
    ['no number', sound.replace(' 1\n', ' one\n')],
    ['a blank line', sound.replace('# EOF', '\n# EOF')],
  ])('refuses %s', (_, text) => expect(faultsOf(text)).not.toEqual([]));
});
