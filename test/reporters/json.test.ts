import { expect, test } from 'vitest';
import { render } from '../../src/reporters/json.ts';
import { render as renderLines } from '../../src/reporters/jsonl.ts';
import { checked, finding, hostile, measured, plainStyle, report } from './fixture.ts';

test('keys, their order and layout are those of the interface', () =>
  expect(
    render(
      report({
        complete: false,
        findings: [finding({ waived: true, severity: 'note' })],
        tables: [
          {
            name: 'durations',
            title: 'Durations',
            columns: [
              { key: 'metric', title: 'Metric', unit: 'text' },
              { key: 'mean', title: 'Mean', unit: 'seconds' },
            ],
            shown: ['mean'],
            rows: [{ mean: 1.5, metric: 'time_to_detect' }, { metric: 'time_to_respond' }],
          },
        ],
        notes: ['a note'],
        files: [{ path: 'incidents/a.md', absolutePath: '/r/incidents/a.md', action: 'create', text: 'secret' }],
        summary: { waived: 1, records: 40, warnings: 0, errors: 0 },
        next: ['pir new'],
      }),
      plainStyle,
    ),
  ).toBe(`{
  "version": 1,
  "tool": {
    "name": "pir",
    "version": "1.2.3"
  },
  "command": "check",
  "as_of": "2026-11-21T12:00:00Z",
  "complete": false,
  "repository": {
    "commit": "4f2a7c1",
    "branch": "main",
    "dirty": false,
    "shallow": false
  },
  "findings": [
    {
      "rule": "action-owner",
      "severity": "note",
      "message": "Unexpected unowned action A2, expected one named owner",
      "hint": "Name one person: pir action assign 2026-11-20-checkout-down/A2 @person --reason WHY",
      "path": "incidents/2026/2026-11-20-checkout-down.md",
      "line": 14,
      "column": 12,
      "end_line": 14,
      "end_column": 15,
      "record": "2026-11-20-checkout-down",
      "pointer": "/actions/1/owner",
      "waived": true,
      "baselined": false
    }
  ],
  "tables": [
    {
      "name": "durations",
      "title": "Durations",
      "columns": [
        {
          "key": "metric",
          "title": "Metric",
          "unit": "text"
        },
        {
          "key": "mean",
          "title": "Mean",
          "unit": "seconds"
        }
      ],
      "rows": [
        {
          "metric": "time_to_detect",
          "mean": 1.5
        },
        {
          "metric": "time_to_respond",
          "mean": null
        }
      ]
    }
  ],
  "notes": [
    "a note"
  ],
  "files": [
    {
      "path": "incidents/a.md",
      "action": "create"
    }
  ],
  "summary": {
    "errors": 0,
    "warnings": 0,
    "records": 40,
    "waived": 1
  }
}
`));

test('outside git the repository is null', () =>
  expect(JSON.parse(render(report({ repository: null }), plainStyle)).repository).toBeNull());

test('hostile texts read back unchanged', () => {
  const whole = JSON.parse(render(hostile, plainStyle));
  expect(whole.findings.map((each: { message: string }) => each.message)).toEqual(
    hostile.findings.map(({ message }) => message),
  );
  expect(whole.tables[0].rows).toEqual(hostile.tables[0]?.rows);
  expect(whole.notes).toEqual(hostile.notes);
});

test('jsonl is one row a line with the name of its table', () => {
  const rows = renderLines({ ...measured, findings: checked.findings })
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows.map(({ table }) => table)).toEqual([...checked.findings.map(() => 'findings'), 'durations', 'durations']);
  expect(Object.keys(rows[0]).slice(0, 3)).toEqual(['table', 'rule', 'severity']);
  expect(rows.at(-1)).toEqual({ table: 'durations', ...measured.tables[0]?.rows[1] });
  expect(renderLines(hostile).trimEnd().split('\n').length).toBe(
    hostile.findings.length + (hostile.tables[0]?.rows.length ?? 0),
  );
});
