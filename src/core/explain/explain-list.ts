import { rules } from '../check/index.ts';
import { type Config, profiles } from '../config.ts';
import { metricsOf } from '../measure/index.ts';
import { fields, schemaNames } from '../record/fields.ts';
import type { Block, Row, Table } from '../report.ts';
import { capitalised } from '../words.ts';
import { answerLists } from './answers.ts';
import { tableWords } from './columns/index.ts';
import { valuesOf } from './explain-field.ts';
import { words } from './explain-word.ts';
import { terms } from './terms.ts';

/** What can be explained, for people: rules and metrics with a line each, the others by name. */
export function explainList(config: Config): Block[] {
  return [
    { block: 'text', text: 'pir explain NAME takes a rule, a metric, a field, a column of a table, or a word.' },
    { block: 'heading', level: 2, text: 'Rules' },
    { block: 'facts', rows: rules.map(({ id, reason }) => [id, reason]) },
    { block: 'heading', level: 2, text: 'Metrics' },
    {
      block: 'facts',
      rows: metricsOf(config).map(({ name, title, abbreviation }) => [
        name,
        abbreviation === undefined || title.toLowerCase().includes(abbreviation.toLowerCase())
          ? title
          : `${title} (${abbreviation})`,
      ]),
    },
    { block: 'heading', level: 2, text: 'Words' },
    { block: 'text', text: Object.keys(terms).sort().join(', ') },
    { block: 'heading', level: 2, text: 'Words in tables' },
    {
      block: 'facts',
      rows: answerLists.map(({ column, words: all }) => [column.split(',')[0] ?? '', Object.keys(all).join(', ')]),
    },
    { block: 'heading', level: 2, text: 'Columns' },
    {
      block: 'facts',
      rows: tableWords.map(({ table, columns }) => [table, Object.keys(columns).join(', ')]),
    },
    { block: 'heading', level: 2, text: 'Fields' },
    { block: 'text', text: 'With dots for what lies below: actions.due, causes.gap, config.sla.review.' },
    { block: 'facts', rows: schemaNames().map((name) => [name, topKeys(name).join(', ')]) },
  ];
}

function topKeys(schema: string): string[] {
  const prefix = schema === 'incident' ? '' : `${schema}.`;
  return fields().flatMap(({ name, schema: own }) => {
    const key = name.slice(prefix.length);
    return own === schema && !key.includes('.') ? [key] : [];
  });
}

/** What has a name, or ends so. */
export interface Named {
  rule: { id: string } | undefined;
  metric: { name: string } | undefined;
  /** A file, of which that is all its fields. */
  schema: string | undefined;
  fields: readonly { name: string }[];
  named: readonly { name: string; sort: string }[];
  columns: readonly { name: string; sort: string }[];
}

/** The same for programs: the tables `rules`, `metrics`, `words` and `fields`; with `about`, what they have of that. */
export function explainTables(config: Config, about?: Named): Table[] {
  if (about !== undefined) return tablesAbout(about, explainTables(config));
  return [
    table(
      'rules',
      `${rules.length} rules`,
      ['rule', ...profiles, 'ripe', 'clock', 'reason'],
      rules.map((rule) => ({
        rule: rule.id,
        ...Object.fromEntries(profiles.map((profile, i) => [profile, rule.levels[i] ?? 'off'])),
        ripe: rule.isRipe === true,
        clock: rule.usesClock === true,
        reason: rule.reason,
      })),
    ),
    table(
      'metrics',
      'Metrics',
      ['metric', 'title', 'definition'],
      metricsOf(config).map(({ name, title, definition }) => ({
        metric: name,
        title,
        definition,
      })),
    ),
    table(
      'words',
      'Words',
      ['name', 'sort', 'about', 'where'],
      words().map((word) => ({ ...word })),
    ),
    table(
      'fields',
      'Fields',
      ['name', 'schema', 'may_be', 'needed', 'about'],
      fields().map(({ name, schema, about, isRequired }) => ({
        name,
        schema,
        may_be: valuesOf(about),
        needed: isRequired,
        about: about.description ?? null,
      })),
    ),
  ];
}

function tablesAbout({ rule, metric, schema, fields: found, named, columns }: Named, all: readonly Table[]): Table[] {
  const fieldNames = new Set(found.map(({ name }) => name));
  const words = new Set([...named, ...columns].map(({ name, sort }) => `${sort} ${name}`));
  const isAbout: { readonly [table: string]: (row: Row) => boolean } = {
    rules: (row) => row.rule === rule?.id,
    metrics: (row) => row.metric === metric?.name,
    words: (row) => words.has(`${row.sort} ${row.name}`),
    fields: (row) => row.schema === schema || fieldNames.has(String(row.name)),
  };
  return all.flatMap((table) => {
    const rows = table.rows.filter((row) => isAbout[table.name]?.(row));
    return rows.length === 0 ? [] : [{ ...table, title: table.name === 'rules' ? 'Rules' : table.title, rows }];
  });
}

const heads: { readonly [key: string]: string } = {
  reason: 'Why',
  definition: 'What it is',
  about: 'What it is',
  may_be: 'May be',
};
const booleans = new Set(['ripe', 'clock', 'needed']);

function table(name: string, title: string, keys: readonly string[], rows: readonly Row[]): Table {
  const columns = keys.map((key) => ({
    key,
    title: heads[key] ?? capitalised(key),
    unit: booleans.has(key) ? ('boolean' as const) : ('text' as const),
  }));
  return { name, title, columns, rows };
}
