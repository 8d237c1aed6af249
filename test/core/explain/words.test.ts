import { describe, expect, test } from 'vitest';
import { coverageColumns } from '../../../src/core/audit/coverage.ts';
import { checkColumns } from '../../../src/core/audit/verify/check.ts';
import { resolveConfig } from '../../../src/core/config.ts';
import { tableWords } from '../../../src/core/explain/columns/index.ts';
import { explainField, findFields } from '../../../src/core/explain/explain-field.ts';
import { explainList } from '../../../src/core/explain/explain-list.ts';
import { explainMetric } from '../../../src/core/explain/explain-metric.ts';
import { findWords, words } from '../../../src/core/explain/explain-word.ts';
import { terms } from '../../../src/core/explain/terms.ts';
import { eventColumns } from '../../../src/core/history/event-rows.ts';
import { actionColumns } from '../../../src/core/measure/action-rows.ts';
import { actionsByColumns } from '../../../src/core/measure/actions-by.ts';
import { incidentColumns } from '../../../src/core/measure/incident-rows.ts';
import { metricsOf } from '../../../src/core/measure/index.ts';
import { reasons } from '../../../src/core/measure/outcome.ts';
import { outstandingColumns } from '../../../src/core/policy/outstanding.ts';
import { policyColumns } from '../../../src/core/policy/register.ts';
import { fields } from '../../../src/core/record/fields.ts';
import type { Column } from '../../../src/core/report.ts';
import { riskColumns } from '../../../src/core/risk/register.ts';
import { render } from '../../../src/reporters/human.ts';

const registers: { [table: string]: readonly Column[] } = {
  incidents: incidentColumns,
  actions: actionColumns,
  actions_by: actionsByColumns,
  risks: riskColumns,
  policies: policyColumns,
  outstanding: outstandingColumns,
  events: eventColumns,
  coverage: coverageColumns,
  checks: checkColumns,
};

test.each(Object.entries(registers))('every column of %s is explained, and no other', (name, columns) => {
  const own = tableWords.find(({ table }) => table === name);
  expect(Object.keys(own?.columns ?? {})).toEqual(columns.map(({ key }) => key));
});

describe('every word', () => {
  test('has a sentence', () => {
    for (const { name, about } of words()) {
      expect(about, name).toMatch(/[.]$/);
      expect(about.length, name).toBeGreaterThan(7);
    }
  });

  test('is found by its name, however it is written', () => {
    for (const { name } of words()) expect(findWords(name).named.map((word) => word.name)).toContain(name);
    for (const asked of ['Main Line', 'main-line', ' main_line'])
      expect(findWords(asked).named).toEqual([expect.objectContaining({ name: 'main line', sort: 'term' })]);
  });

  test('a column is found by its key alone, beside others', () => {
    expect(findWords('days_overdue').columns.map(({ name }) => name)).toEqual([
      'actions.days_overdue',
      'outstanding.days_overdue',
      'preventable.days_overdue',
    ]);
    expect(findWords('nothing')).toEqual({ named: [], columns: [] });
  });

  test('every reason for which a duration is left out is one', () => {
    for (const reason of reasons) expect(findWords(reason).named, reason).not.toEqual([]);
  });
});

test('every field of every schema has a page of its own', () => {
  for (const { name } of fields()) {
    const [page, ...others] = findFields(name);
    expect(others, name).toEqual([]);
    expect(page && explainField(page)[1], name).toMatchObject({ block: 'text', text: expect.stringMatching(/\.$/) });
  }
});

test('every metric says what it is, in the order of its page', () => {
  for (const metric of metricsOf(resolveConfig({}))) {
    const [title, definition, facts] = explainMetric(metric);
    expect(title).toMatchObject({ block: 'heading', text: metric.name });
    expect(definition).toMatchObject({ text: metric.definition });
    const labels = facts?.block === 'facts' ? facts.rows.map(([label]) => label) : [];
    expect(labels).toEqual(expect.arrayContaining(['Title', 'Is', 'Unit']));
    if (metric.kind === 'duration') expect(labels).toEqual(expect.arrayContaining(['From', 'To', 'Example']));
    if (facts?.block === 'facts') for (const [label, value] of facts.rows) expect(value, label).not.toBe('');
  }
});

test('the list names every word and fits 80 columns', () => {
  const page = explainList(resolveConfig({}));
  const report = {
    command: 'explain',
    asOf: '',
    complete: true,
    repository: null,
    findings: [],
    tables: [],
    notes: [],
  };
  const out = render(
    { ...report, files: [], summary: { errors: 0, warnings: 0, records: 0 }, failed: false, page },
    { columns: 80, color: 0, isQuiet: false, version: '' },
  );
  for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  const flat = out.replace(/\s+/g, ' ');
  for (const name of Object.keys(terms)) expect(flat).toContain(name);
  expect(flat).toContain('missing_end');
});
