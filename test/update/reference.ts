import { createHash } from 'node:crypto';
import type { CommandEntry } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/index.ts';
import { rules } from '../../src/core/check/index.ts';
import type { AnyRule } from '../../src/core/check/rule.ts';
import { profiles, resolveConfig } from '../../src/core/config.ts';
import { answerLists } from '../../src/core/explain/answers.ts';
import { tableWords } from '../../src/core/explain/columns/index.ts';
import { valuesOf } from '../../src/core/explain/explain-field.ts';
import { explainMetric } from '../../src/core/explain/explain-metric.ts';
import { explainRule } from '../../src/core/explain/explain-rule.ts';
import { terms } from '../../src/core/explain/terms.ts';
import { metrics } from '../../src/core/measure/index.ts';
import { type Field, fields } from '../../src/core/record/fields.ts';
import type { Block, Column, Report, Row, Table } from '../../src/core/report.ts';
import { chooseCommand } from '../../src/program.ts';
import { reporters } from '../../src/reporters/index.ts';
import { render } from '../../src/reporters/markdown.ts';
import { factsSchema } from './facts-schema.ts';
import { packagePage } from './package-page.ts';

/** The pages of docs/reference by file name, as the code describes itself. */
export async function reference(): Promise<{ [name: string]: string }> {
  const pages: { [name: string]: readonly Part[] } = {
    'commands.md': [await commandPage()],
    'rules.md': rulePage(),
    'metrics.md': [metricPage()],
    'fields.md': fieldPage(),
    'words.md': wordPage(),
    'formats.md': formatPage(),
    'facts.md': factPage(),
    'package.md': [packagePage()],
  };
  const written = (parts: readonly Part[]) => parts.map((part) => render(reportOf(part))).join('\n');
  return Object.fromEntries(Object.entries(pages).map(([name, parts]) => [name, written(parts)]));
}

/** Tables by themselves stand under headings of their own, one level higher than on a page. */
type Part = readonly Block[] | Table;

async function commandPage(): Promise<Block[]> {
  const each = await Promise.all(commands.map(aboutCommand));
  return [
    heading(1, 'Commands'),
    text(
      'Everything pir can be asked, as pir --help says it. Prompts appear on a terminal only; elsewhere what is ' +
        'missing is named, and nothing is written. Exit codes: 0 fine, 1 findings or a refused edit, 2 use, config or ' +
        'environment, 3 a bug in pir, 4 something could not be looked at, 130 interrupted.',
    ),
    { block: 'code', language: '', text: await helpOf([]) },
    ...each.flat(),
  ];
}

async function aboutCommand({ name, summary, load }: CommandEntry): Promise<Block[]> {
  const { command } = await load();
  const [usage = ''] = (await helpOf([...name.split(' '), '--help'])).split('\n\n');
  const taken: Row[] = [
    ...command.arguments.map((each) => ({ name: each.name, about: each.about })),
    ...command.options.map(({ name, value, about, choices, isRequired, isMany }) => ({
      name: value === undefined ? `--${name}` : `--${name} ${value}`,
      about: [
        about,
        choices?.join(' | '),
        isRequired && 'needed',
        isMany && !about.includes('repeated') && 'may be repeated',
      ]
        .filter((part) => typeof part === 'string')
        .join('; '),
    })),
  ];
  return [
    heading(2, `pir ${name}`),
    text(sentence(summary)),
    ...(command.about === undefined ? [] : [text(command.about)]),
    { block: 'code', language: 'sh', text: usage.replace(/^Usage: /, '').replace(/\s+/g, ' ') },
    ...(taken.length === 0 ? [] : [pairs(taken)]),
    { block: 'code', language: 'sh', text: command.examples.map(([line, does]) => `# ${does}\n${line}`).join('\n') },
  ];
}

async function helpOf(argv: readonly string[]): Promise<string> {
  const chosen = await chooseCommand(argv, '', 80);
  return chosen.chosen === 'text' ? chosen.text : '';
}

function rulePage(): Part[] {
  const overview = table('All rules', rules.map(levelsOf), [
    ['rule', 'Rule'],
    ...profiles.map((profile) => [profile, profile] as const),
    ['reason', 'Why'],
  ]);
  return [
    [
      heading(1, 'Rules'),
      text(
        'What pir check judges. A rule has a level in each profile, which the key rules in pir.config.yaml overrides. A rule ' +
          'that ripens is silent on a draft and warns in review, so that nobody is blocked while writing and nothing is ' +
          'signed off half done. The difference shows a record on which the rule is silent (−) and one on which it speaks (+).',
      ),
    ],
    overview,
    rules.flatMap((rule) => lowered(aboutRule(rule))),
  ];
}

function levelsOf(rule: AnyRule): Row {
  const levels = Object.fromEntries(profiles.map((profile, i) => [profile, rule.levels[i] ?? 'off']));
  return { rule: rule.id, ...levels, reason: rule.reason };
}

/** The page of `pir explain`, without what holds for one repository only. */
function aboutRule(rule: AnyRule): Block[] {
  const ids = rules.map(({ id }) => id);
  return explainRule(rule, resolveConfig({}), ids, sha256).map((block) =>
    block.block === 'facts' ? { ...block, rows: block.rows.filter(([label]) => label !== 'Here') } : block,
  );
}

function metricPage(): Block[] {
  return [
    heading(1, 'Metrics'),
    text(
      'What pir metrics computes. A duration is the time between two milestones of one incident; of many, mean, median, ' +
        '90th percentile (from five values on), smallest and largest are given with how many of how many were used, and ' +
        'every incident left out is listed with its reason.',
    ),
    ...metrics.flatMap((metric) => lowered(explainMetric(metric))),
  ];
}

function fieldPage(): Part[] {
  const all = fields();
  const names = [...new Set(['incident', 'config', ...all.map(({ schema }) => schema)])];
  return [
    [
      heading(1, 'Fields'),
      text(
        'Every field of every kind of file, from the schemas. Keys that start with x_ are yours and are kept untouched. ' +
          'pir explain FIELD says the same, pir schema NAME prints the schema for an editor.',
      ),
    ],
    ...names.map((name) =>
      fieldTable(
        name,
        all.filter(({ schema }) => schema === name),
      ),
    ),
  ];
}

function fieldTable(schema: string, all: readonly Field[]): Table {
  const rows = all.map(({ name, about, isRequired }) => ({
    field: name.replace(`${schema}.`, ''),
    values: valuesOf(about),
    needed: isRequired ? 'yes' : '',
    default: about.default === undefined ? '' : JSON.stringify(about.default),
    about: about.description ?? '',
  }));
  return table(schema, rows, [
    ['field', 'Field'],
    ['about', 'What it is'],
    ['values', 'May be'],
    ['needed', 'Needed'],
    ['default', 'Default'],
  ]);
}

function formatPage(): Part[] {
  const rows = reporters.map(({ name, about, onlyFindings }) => ({ name, about, for: onlyFindings ? 'check' : 'all' }));
  return [
    [
      heading(1, 'Formats'),
      text(
        'How a report is worded: --format NAME, which may be repeated, each followed by --output FILE. Without it the ' +
          'format is human. In a GitHub workflow, a check without --format annotates the change and writes the step summary.',
      ),
    ],
    table('All formats', rows, [
      ['name', 'Format'],
      ['about', 'What it is for'],
      ['for', 'Commands'],
    ]),
  ];
}

/** Words in a sense of their own, those that tables answer with, and what their columns mean. */
function wordPage(): Part[] {
  const pairsOf = (all: Readonly<{ [name: string]: string }>): Block =>
    pairs(Object.entries(all).map(([name, about]) => ({ name, about })));
  return [
    [
      heading(1, 'Words'),
      text(
        'What pir explain says of words and of the columns of tables. Other columns may follow those that are named here.',
      ),
      pairsOf(Object.fromEntries(Object.entries(terms).sort())),
      heading(2, 'Words in tables'),
      ...answerLists.flatMap(({ column, about, words }) => [heading(3, column), text(sentence(about)), pairsOf(words)]),
      heading(2, 'Columns'),
      ...tableWords.flatMap(({ table: name, command, columns }) => [
        heading(3, `${name}: pir ${command}`),
        pairsOf(columns),
      ]),
    ],
  ];
}

/** The tables of facts, from the schema that every line of them is held to. */
function factPage(): Part[] {
  const tables = Object.entries(factsSchema().$defs as { [name: string]: FactSchema });
  return [
    [
      heading(1, 'Facts'),
      text(
        'What pir export jsonl and pir export parquet write: the same tables, for programs. In a line of JSON the key table ' +
          'names the table, in Parquet the folder does, with a folder a year below it. The schema is schemas/facts.schema.json; ' +
          'docs/fleet.md shows what to ask of many repositories.',
      ),
      text(
        'Instants are UTC, days are of the zone of the config, durations are seconds. What is not known is null, never 0 and ' +
          'never an empty text; a list without items is an empty list. Figures over them are those of pir metrics where only ' +
          'rows with is_counted, or in_scope, are taken.',
      ),
    ],
    ...tables.map(([name, schema]): Block[] => [
      heading(2, name),
      text(schema.description),
      { block: 'table', table: factColumns(schema) },
    ]),
  ];
}

interface FactSchema {
  description: string;
  properties: { [column: string]: { type?: string | string[]; pattern?: string; description: string } };
}

function factColumns({ properties }: FactSchema): Table {
  const rows = Object.entries(properties).flatMap(([column, { type, pattern, description }]) => {
    if (type === undefined) return [];
    const [plain = ''] = [type].flat();
    const words = pattern === undefined ? (jsonTypes[plain] ?? plain) : pattern.includes('T') ? 'instant' : 'day';
    return [{ column, type: words, null: Array.isArray(type) ? 'may be' : '', about: description }];
  });
  return table('Columns', rows, [
    ['column', 'Column'],
    ['type', 'Type'],
    ['null', 'Null'],
    ['about', 'What it is'],
  ]);
}

const jsonTypes: { readonly [type: string]: string } = { string: 'text', array: 'list of texts' };

const sha256 = (given: string): string => createHash('sha256').update(given).digest('hex');
const heading = (level: 1 | 2 | 3, given: string): Block => ({ block: 'heading', level, text: given });
const text = (given: string): Block => ({ block: 'text', text: given });
const sentence = (given: string): string => `${given.charAt(0).toUpperCase()}${given.slice(1)}.`;

/** A page as a part of a longer one: its headings one level deeper. */
function lowered(page: readonly Block[]): Block[] {
  return page.map((block) =>
    block.block === 'heading' ? heading(Math.min(block.level + 1, 3) as 2 | 3, block.text) : block,
  );
}

function pairs(rows: readonly Row[]): Block {
  return { block: 'facts', rows: rows.map(({ name, about }) => [String(name), String(about)] as const) };
}

function table(title: string, rows: readonly Row[], heads: readonly (readonly [key: string, title: string])[]): Table {
  return {
    name: title,
    title,
    rows,
    columns: heads.map(([key, head]): Column => ({ key, title: head, unit: 'text' })),
  };
}

function reportOf(part: Part): Report {
  return {
    command: 'explain',
    asOf: '',
    complete: true,
    repository: null,
    findings: [],
    tables: 'rows' in part ? [part] : [],
    notes: [],
    files: [],
    summary: { errors: 0, warnings: 0, records: 0 },
    failed: false,
    ...('rows' in part ? {} : { page: part }),
  };
}
