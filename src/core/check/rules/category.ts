import type { Config } from '../../config.ts';
import { nearest } from '../../nearest.ts';
import type { Problem } from '../../problem.ts';
import { each } from '../../record/record.ts';
import { incidentExample } from '../example.ts';
import type { RecordRule } from '../rule.ts';

/** A cause's or risk's category is one of the taxonomy: `area/detail`. */
export const rule: RecordRule = {
  id: 'category',
  reason: 'Repeats are found by comparing categories, so the same thing needs the same name.',
  levels: ['warn', 'error', 'error'],
  kinds: ['incident', 'risk'],
  scope: 'record',
  good: incidentExample(),
  bad: incidentExample([['category: process/change-management\n', 'category: process/change-mangement\n']]),
  judge(record, { config }) {
    const problems: Problem[] = [];
    if (record.kind === 'risk') {
      const { category } = record.data;
      if (category !== undefined && !isKnown(category, config)) problems.push(problem(category, '/category', config));
    } else if (record.kind === 'incident') {
      for (const [i, { category }] of each(record.data.causes)) {
        if (category !== undefined && !isKnown(category, config))
          problems.push(problem(category, `/causes/${i}/category`, config));
      }
    }
    return problems;
  },
};

function detailsOf(area: string, config: Config): readonly string[] | undefined {
  return Object.hasOwn(config.taxonomy, area) ? config.taxonomy[area] : undefined;
}

function isKnown(category: string, config: Config): boolean {
  const slash = category.indexOf('/');
  return slash > 0 && detailsOf(category.slice(0, slash), config)?.includes(category.slice(slash + 1)) === true;
}

function problem(category: string, pointer: string, config: Config): Problem {
  const area = category.split('/', 1)[0] as string;
  const details = detailsOf(area, config);
  const known = Object.entries(config.taxonomy).flatMap(([name, list]) => list.map((detail) => `${name}/${detail}`));
  const guess = nearest(category, known);
  const or = 'or add it to `taxonomy:` in pir.config.yaml';
  return {
    message:
      details && details.length > 0
        ? `Unexpected category "${category}", expected ${area}/ and one of ${details.join(', ')}`
        : `Unexpected category "${category}", expected an area of the taxonomy, / and one of its details`,
    hint: guess
      ? `Did you mean "${guess}"? Use that, ${or}.`
      : `The areas are ${Object.keys(config.taxonomy).join(', ')}: choose one of their details, ${or}.`,
    pointer,
  };
}
