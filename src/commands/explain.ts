import { ruleOf, rules } from '../core/check/index.ts';
import { explainField, explainSchema, findFields } from '../core/explain/explain-field.ts';
import { explainList, explainTables } from '../core/explain/explain-list.ts';
import { explainMetric } from '../core/explain/explain-metric.ts';
import { explainRule } from '../core/explain/explain-rule.ts';
import { explainAnswers, explainWord, findWords, type Word, words } from '../core/explain/explain-word.ts';
import { metricNamed, metricsOf } from '../core/measure/index.ts';
import { nearest } from '../core/nearest.ts';
import { fields, schemaNames } from '../core/record/fields.ts';
import type { Block, Report } from '../core/report.ts';
import { someOf } from '../core/words.ts';
import { UserError, type World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import type { Command, Request } from './command.ts';
import { type Repository, startReport } from './repository.ts';

export const command: Command = {
  arguments: [
    {
      name: 'NAME',
      about: 'a rule, a metric, a field, a column of a table or a word; without it all of them are listed',
      isOptional: true,
      isMany: true,
    },
  ],
  options: [],
  examples: [
    ['pir explain action-owner', 'why the rule exists, how strict it is here, and an example'],
    ['pir explain time_to_detect', 'what the figure means'],
    ['pir explain causes.gap', 'what a field is for'],
    ['pir explain missing_end', 'why a duration was left out'],
    ['pir explain main line', 'what a word means here'],
  ],
  about: 'What several things are called is explained for each of them.',
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const name = request.manyArguments('NAME').join(' ').trim();
  const report = { ...startReport('explain', repository, request), notes: repository.notes };
  if (name === '') return { ...report, tables: explainTables(repository.config), page: explainList(repository.config) };
  const found = find(name, repository);
  return {
    ...report,
    tables: explainTables(repository.config, found),
    page: pageAbout(name, found, repository, world),
  };
}

/** Everything that has that name, or ends so. */
function find(name: string, { config }: Repository) {
  return {
    rule: ruleOf(name),
    metric: metricNamed(name, config),
    schema: schemaNames().find((each) => each === name),
    fields: findFields(name),
    ...findWords(name),
  };
}

/** Everything of that name, then what ends so; only the latter where nothing is called so. */
function pageAbout(name: string, found: ReturnType<typeof find>, { config }: Repository, world: World): Block[] {
  const { rule, metric, schema, fields: fieldsFound, named, columns } = found;
  const ruleIds = rules.map(({ id }) => id);
  const isWhole = (field: { name: string }) => field.name.toLowerCase() === name.toLowerCase();
  const isAnswer = ({ sort }: Word) => sort === 'answer';
  const pages: [sort: string, page: Block[]][] = [
    ...(rule === undefined ? [] : [['rule', explainRule(rule, config, ruleIds, world.sha256)] as [string, Block[]]]),
    ...(metric === undefined ? [] : [['metric', explainMetric(metric)] as [string, Block[]]]),
    ...(schema === undefined ? [] : [['file', explainSchema(schema)] as [string, Block[]]]),
    ...fieldsFound.filter(isWhole).map((each): [string, Block[]] => ['field', explainField(each)]),
    ...named.filter((each) => !isAnswer(each)).map((each): [string, Block[]] => [each.sort, explainWord(each)]),
    ...(named.some(isAnswer) ? [['word in tables', explainAnswers(named.filter(isAnswer))] as [string, Block[]]] : []),
  ];
  const longer = [...fieldsFound.filter((each) => !isWhole(each)), ...columns];
  if (pages.length > 0) {
    const also =
      longer.length === 0
        ? []
        : [
            {
              block: 'text',
              text: `See also ${someOf([...new Set(longer.map((each) => each.name))], 8)}.`,
            } as const,
          ];
    return [...(pages.length === 1 ? pages : pages.map(titled)).flatMap(([, page]) => page), ...also];
  }
  if (longer.length > 0) return [...fieldsFound.flatMap(explainField), ...columns.flatMap(explainWord)];
  const known = [
    ...ruleIds,
    ...metricsOf(config).map((each) => each.name),
    ...fields().map((field) => field.name),
    ...words().map((word) => word.name),
    ...schemaNames(),
  ];
  const guess =
    nearest(name, known) ??
    nearest(
      name,
      known.map((each) => each.slice(each.lastIndexOf('.') + 1)),
    );
  throw new UserError(
    `Unexpected name "${name}", which is no rule, metric, field, column or word`,
    guess === undefined ? 'Run pir explain for the list.' : `Did you mean ${guess}?`,
  );
}

/** Of several pages each says in its title what it is about. */
function titled([sort, [first, ...rest]]: [string, Block[]]): [string, Block[]] {
  if (first?.block !== 'heading') return [sort, rest];
  return [sort, [{ ...first, text: `${first.text} (${sort})` }, ...rest]];
}
