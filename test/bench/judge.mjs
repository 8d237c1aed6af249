import { historyTargets } from './history-jobs.mjs';

const UNIT = 'node -e 0';

/** The targets of a run, and the lines that say how each was met. Ratios are of medians, to `node -e 0` unless said. */
export function judge({ times, medians, memory, differences }) {
  const ms = (name) => medians.get(name);
  const ratio = (name, to = UNIT) => ms(name) / ms(to);
  const growth = (ms('check of 10000') - ms('check of 1')) / (ms('check of 1000') - ms('check of 1'));
  const targets = [
    most('P1', '--version', 1.25, ratio('--version')),
    most('P1', '--help', 1.25, ratio('--help')),
    most('P2', 'check of one good record', 1.6, ratio('check of 1')),
    most('P3', 'cold check of 1,000', 4, ratio('check of 1000')),
    ...against('P3', 'check of 1000', [
      ['markdownlint-cli2 of 1000', 1 / 20, 'a 20th of markdownlint-cli2'],
      ['remark-cli of 1000', 1 / 50, 'a 50th of remark-lint-frontmatter-schema'],
      ['rumdl of 1000', 1, 'rumdl'],
    ]),
    most('P4', 'cold check of 10,000', 12, ratio('check of 10000')),
    most('P4', 'to Node reads every file', 5, ratio('check of 10000', 'Node reads every file of 10000')),
    ...against('P4', 'check of 10000', [['ajv-cli of 10000', 1, 'ajv-cli on ready-made YAML']]),
    memory.check === undefined
      ? { id: 'P5', work: 'memory at 10,000 (no GNU time here)', target: 2.5, measured: null, isMet: null }
      : most('P5', `memory at 10,000, ${Math.round(memory.check)} MB`, 2.5, memory.check / memory.unit),
    most('P6', 'warm check of 10,000, nothing changed', 2.2, ratio('warm check of 10000')),
    most('P10', 'growth from 1,000 to 10,000', 11, growth),
    ...(medians.has('git floor of 1000') ? historyTargets(ms).map((row) => most(...row)) : []),
    {
      id: 'P11',
      work: `cold, warm and cacheless print ${differences.length === 0 ? 'the same bytes' : 'other bytes'}`,
      target: null,
      measured: null,
      isMet: differences.length === 0,
    },
  ];
  return {
    targets,
    lines: [...targetLines(targets), ...differences.map((what) => `     ${what}`), '', ...timeLines(times, medians)],
  };

  function against(id, name, others) {
    return others.flatMap(([other, share, words]) =>
      medians.has(other) ? [most(id, `to ${words}`, 1, ms(name) / (ms(other) * share))] : [],
    );
  }
}

function most(id, work, target, measured) {
  return { id, work, target, measured: Math.round(measured * 1000) / 1000, isMet: measured <= target };
}

const times = (number) => (number === null ? '' : `${number.toFixed(number < 0.1 ? 4 : 2)} ×`);

function targetLines(targets) {
  const width = Math.max(...targets.map(({ work }) => work.length));
  return targets.map(({ id, work, target, measured, isMet }) =>
    [
      id.padEnd(4),
      work.padEnd(width),
      times(measured).padStart(9),
      (target === null ? '' : `≤ ${times(target)}`).padStart(10),
      `  ${isMet === null ? 'not measured' : isMet ? 'ok' : 'OVER'}`,
    ].join(' '),
  );
}

function timeLines(all, medians) {
  const width = Math.max(...[...all.keys()].map((name) => name.length));
  const rows = [...all].map(([name, list]) => {
    const figures = [medians.get(name), Math.min(...list), Math.max(...list)].map((ms) => Math.round(ms));
    const [middle, least, top] = figures.map((ms) => `${ms}`.padStart(7));
    const ratio = (medians.get(name) / medians.get(UNIT)).toFixed(2).padStart(8);
    return `${name.padEnd(width)} ${ratio} ${middle} ${least} ${top} ${`${list.length}`.padStart(4)}`;
  });
  return [`${'whole process'.padEnd(width)}        ×  median     min     max    n  (ms)`, ...rows];
}
