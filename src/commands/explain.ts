import { ruleOf, rules } from '../core/check/index.ts';
import { profiles } from '../core/config.ts';
import { explainField, fields, findFields } from '../core/explain/explain-field.ts';
import { explainMetric } from '../core/explain/explain-metric.ts';
import { explainRule } from '../core/explain/explain-rule.ts';
import { metricNamed, metricsOf } from '../core/measure/index.ts';
import { nearest } from '../core/nearest.ts';
import type { Block, Report, Table } from '../core/report.ts';
import { UserError, type World } from '../world/world.ts';
import { openAsOf } from './as-of.ts';
import type { Command, Request } from './command.ts';
import { type Repository, startReport } from './repository.ts';

export const command: Command = {
  arguments: [
    {
      name: 'NAME',
      about: 'a rule, a metric or a field; without it all rules and metrics are listed',
      isOptional: true,
    },
  ],
  options: [],
  examples: [
    ['pir explain action-owner', 'why the rule exists, how strict it is here, and an example'],
    ['pir explain time_to_detect', 'what the figure means'],
    ['pir explain causes.gap', 'what a field is for'],
  ],
  run,
};

async function run(request: Request, world: World): Promise<Report> {
  const repository = openAsOf(request, world);
  const name = request.argument('NAME');
  const report = { ...startReport('explain', repository, request), notes: repository.notes };
  if (name === undefined)
    return { ...report, tables: [rulesTable(), metricsTable(repository)], page: listPage(repository) };
  return { ...report, page: pageAbout(name, repository, world) };
}

function pageAbout(name: string, { config }: Repository, world: World): Block[] {
  const rule = ruleOf(name);
  if (rule !== undefined)
    return explainRule(
      rule,
      config,
      rules.map(({ id }) => id),
      world.sha256,
    );
  const metric = metricNamed(name, config);
  if (metric !== undefined)
    return explainMetric(metric, (value, { unit }) => (unit === 'seconds' ? `${value} seconds` : String(value)));
  const found = findFields(name);
  if (found.length > 0) return found.flatMap(explainField);
  const known = [
    ...rules.map(({ id }) => id),
    ...metricsOf(config).map((each) => each.name),
    ...fields().map((field) => field.name),
  ];
  const guess = nearest(name, known);
  throw new UserError(
    `Unexpected name "${name}", which is no rule, metric or field`,
    guess === undefined ? 'Run pir explain for the list.' : `Did you mean ${guess}?`,
  );
}

function listPage({ config }: Repository): Block[] {
  return [
    { block: 'heading', level: 2, text: 'Rules' },
    { block: 'facts', rows: rules.map(({ id, reason }) => [id, reason]) },
    { block: 'heading', level: 2, text: 'Metrics' },
    { block: 'facts', rows: metricsOf(config).map(({ name, definition }) => [name, definition]) },
    { block: 'heading', level: 2, text: 'Fields' },
    {
      block: 'text',
      text: 'pir explain FIELD takes any field of a record or of the config: actions.due, causes.gap, config.sla.review.',
    },
  ];
}

function rulesTable(): Table {
  return {
    name: 'rules',
    title: `${rules.length} rules`,
    columns: [
      { key: 'rule', title: 'Rule', unit: 'text' },
      ...profiles.map((profile) => ({ key: profile, title: profile, unit: 'text' as const })),
      { key: 'ripe', title: 'Ripe', unit: 'boolean' },
      { key: 'clock', title: 'Clock', unit: 'boolean' },
      { key: 'reason', title: 'Why', unit: 'text' },
    ],
    rows: rules.map((rule) => ({
      rule: rule.id,
      ...Object.fromEntries(profiles.map((profile, i) => [profile, rule.levels[i] ?? 'off'])),
      ripe: rule.isRipe === true,
      clock: rule.usesClock === true,
      reason: rule.reason,
    })),
    shown: ['rule', ...profiles, 'reason'],
  };
}

function metricsTable({ config }: Repository): Table {
  return {
    name: 'metrics',
    title: 'Metrics',
    columns: [
      { key: 'metric', title: 'Metric', unit: 'text' },
      { key: 'title', title: 'Title', unit: 'text' },
      { key: 'definition', title: 'What it is', unit: 'text' },
    ],
    rows: metricsOf(config).map((metric) => ({
      metric: metric.name,
      title: metric.title,
      definition: metric.definition,
    })),
  };
}
