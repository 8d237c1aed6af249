import type { Finding } from '../../src/core/finding.ts';
import type { Block, Report, Table } from '../../src/core/report.ts';
import type { Style } from '../../src/reporters/reporter.ts';

export const plainStyle: Style = { columns: 80, color: 0, isQuiet: false, version: '1.2.3' };

/** A finding whose range is the first place of `marked` in its line. */
export function finding(changes: Partial<Finding> & { marked?: string } = {}): Finding {
  const { marked = 'tbd', ...rest } = changes;
  const source = rest.source === undefined ? '    owner: tbd' : rest.source;
  const line = rest.line ?? 14;
  const column = Math.max((source ?? '').indexOf(marked), 0) + 1;
  return {
    rule: 'action-owner',
    severity: 'error',
    message: 'Unexpected unowned action A2, expected one named owner',
    hint: 'Name one person: pir action assign 2026-11-20-checkout-down/A2 @person --reason WHY',
    path: 'incidents/2026/2026-11-20-checkout-down.md',
    line,
    column,
    endLine: line,
    endColumn: column + marked.length,
    record: '2026-11-20-checkout-down',
    pointer: '/actions/1/owner',
    anchor: '/actions/A2/owner',
    waived: false,
    baselined: false,
    source,
    ...rest,
  };
}

export function report(changes: Partial<Report> = {}): Report {
  const findings = changes.findings ?? [];
  const count = (severity: string) => findings.filter((each) => each.severity === severity).length;
  return {
    command: 'check',
    asOf: '2026-11-21T12:00:00Z',
    complete: true,
    repository: { commit: '4f2a7c1', branch: 'main', dirty: false, shallow: false },
    findings,
    tables: [],
    notes: [],
    files: [],
    summary: { errors: count('error'), warnings: count('warning'), records: 40 },
    failed: count('error') > 0,
    ...changes,
  };
}

const wide = '    title: 決済APIが42分間500を返した 🔥 と言われた件 owner: tbd';
const long = `summary: ${'the pool ran dry and nobody was paged, '.repeat(40)}TODO ${'then it filled again, '.repeat(40)}`;

/** A day like any other: what `check` finds in four files. */
export const checked: Report = report({
  findings: [
    finding(),
    finding({
      rule: 'time-suspicious',
      severity: 'warning',
      message:
        'Unexpected resolved 08:54 before detected 09:20, expected the incident to be detected before it was resolved',
      hint: 'Say in the timeline that it was found out afterwards, or mend the time.',
      line: 9,
      source: '  resolved: 2026-11-20T08:54:00+01:00',
      marked: '2026-11-20T08:54:00+01:00',
      pointer: '/times/resolved',
      anchor: '/times/resolved',
    }),
    finding({ line: 108, source: wide, rule: 'owner', message: 'Unexpected owner tbd, expected a person' }),
    finding({
      path: 'incidents/2026/2026-12-01-login-slow.md',
      rule: 'placeholder',
      message: 'Unexpected TODO, expected an answer',
      hint: 'Write it, or take the line out.',
      line: 3,
      source: long,
      marked: 'TODO',
      pointer: null,
      anchor: '/body/summary',
    }),
    finding({
      path: 'incidents/2026/2026-12-01-login-slow.md',
      rule: 'frontmatter',
      message: 'Unexpected tab in an indent, expected blanks',
      hint: 'Indent with blanks.',
      line: 7,
      source: '\tname:\ttbd',
      pointer: null,
      anchor: '',
    }),
    finding({
      path: 'incidents/2026/2026-12-03-cdn.md',
      rule: 'secret',
      message: 'Unexpected credential (AWS access key), expected none',
      hint: 'Revoke it first, then take it out of the file and its history.',
      source: null,
    }),
    finding({
      path: 'incidents/2026/2026-12-04-mail.md',
      rule: 'cause-depth',
      severity: 'note',
      message: 'Unexpected 2 whys under C1, expected three or the reason why the chain stops',
      hint: 'Ask on.',
      waived: true,
    }),
    finding({
      path: 'incidents/2026/2026-12-04-mail.md',
      rule: 'category',
      severity: 'note',
      message: 'Unexpected category process/other, expected one of the taxonomy',
      line: 22,
      baselined: true,
    }),
  ],
  notes: ['3 of 40 incidents have no detection time; metrics leave them out of time_to_detect and of everything else'],
});

/** What a table of every unit looks like. */
export const measured: Report = report({
  command: 'metrics',
  tables: [
    {
      name: 'durations',
      title: 'Durations',
      columns: [
        { key: 'group', title: 'Group', unit: 'text' },
        { key: 'metric', title: 'Metric', unit: 'text' },
        { key: 'from', title: 'From', unit: 'text' },
        { key: 'used', title: 'Used', unit: 'count' },
        { key: 'mean', title: 'Mean', unit: 'seconds' },
        { key: 'median', title: 'Median', unit: 'seconds' },
        { key: 'p90', title: 'P90', unit: 'seconds' },
        { key: 'records', title: 'Records', unit: 'list' },
        { key: 'on', title: 'On', unit: 'date' },
        { key: 'at', title: 'At', unit: 'instant' },
        { key: 'late', title: 'Late', unit: 'boolean' },
        { key: 'change', title: 'Change', unit: 'ratio' },
        { key: 'share', title: 'Share', unit: 'percent' },
      ],
      shown: ['metric', 'used', 'median', 'p90', 'records', 'on', 'at', 'late', 'change', 'share'],
      rows: [
        {
          group: 'all',
          metric: 'time_to_detect',
          from: 'started',
          used: 40,
          mean: 6012.5,
          median: 480,
          p90: 90_061,
          records: ['2026-11-20-checkout-down', '2026-12-01-login-slow'],
          on: '2026-11-20',
          at: '2026-11-20T08:12:00Z',
          late: false,
          change: 0.42,
          share: 12.5,
        },
        {
          group: 'all',
          metric: 'time_to_first_record',
          from: 'resolved',
          used: 0,
          mean: null,
          median: null,
          p90: -61,
          records: [],
          on: null,
          at: null,
          late: true,
          change: null,
          share: 0,
        },
      ],
    },
    { name: 'excluded', title: 'Excluded', columns: [{ key: 'record', title: 'Record', unit: 'text' }], rows: [] },
  ],
});

/** What `new` and `show` say. */
export const shown: Report = report({
  command: 'show',
  summary: { errors: 0, warnings: 0, records: 1 },
  files: [
    { absolutePath: '/r/incidents/2026/a.md', path: 'incidents/2026/a.md', action: 'create', text: '' },
    { absolutePath: '/r/pir.config.yaml', path: 'pir.config.yaml', action: 'keep', text: '' },
  ],
  page: [
    { block: 'heading', level: 1, text: 'Checkout API returned 500s for 42 minutes' },
    {
      block: 'facts',
      rows: [
        ['Status', 'in_review'],
        ['Owner', '@alice'],
        ['Impact', '1,240 checkouts failed between 09:12 and 09:54, and no data was lost; 決済 in Japan too'],
      ],
    },
    { block: 'heading', level: 2, text: 'Summary' },
    {
      block: 'text',
      text: `A lowered connection limit exhausted the pool of the checkout API, ${'and so on, '.repeat(20)}\nthe end.`,
    },
    { block: 'list', items: ['Limits that live outside review drift until they hurt.', 'long '.repeat(30).trim()] },
    { block: 'code', language: 'yaml', text: 'owner: "@alice"\n\tkey: `x`\n```\n' },
    {
      block: 'table',
      table: { name: 't', title: 'Actions', columns: [{ key: 'a', title: 'Ref', unit: 'text' }], rows: [{ a: 'A1' }] },
    },
  ],
});

const rightToLeft = '\u202e';
const escapeSign = '\u001b';

/** What an attacker types wherever text can be typed. */
export const attacks: readonly string[] = [
  `${rightToLeft}txt.exe`,
  `${escapeSign}[31mred${escapeSign}]0;title\u0007`,
  '##[error]from a title',
  '##vso[task.setvariable variable=x]y',
  "##teamcity[buildStatus text='x']",
  '::set-output name=x::y',
  `${'word '.repeat(14)}::error::wrapped to the start of a line ::error::${'x'.repeat(300)} ::error::y`,
  'a\n::error file=x::two lines\r\n  ::warning::three\r##[error]four',
  'a%0A::error::b%0D%3A',
  ']]><script>alert(1)</script><!--',
  '</failure><failure message="x">&amp;&#x1b;',
  '=cmd|"/c calc"!A0',
  '  +1+1',
  '\t@SUM(A1)',
  '-1',
  '＝1+1',
  'a,b;"c"\nd',
  '決済が止まった 🔥 e\u0301 ไม่ได้',
  'z\u200be\u200dr\ufffeo\ufeff\u00ad\u034f\u3164w\u{e0041}',
  'half \ud800 and \udc00 halves \uffff \ufdd0',
  '\u0085\u009b31mC1\u2028\u2029\u007f\u0000',
  '| a | `b` **c** _d_ [e](javascript:f) <g> @everyone #1 $h$ ~~i~~ \\| ![j](k) &lt;k> https://l.example/?m=1&n=2 <n>',
  '# heading',
  '1. list',
  '---',
  '```',
  '__proto__',
  '',
];

/** Every text of a report, hostile. */
export const hostile: Report = report({
  findings: attacks.flatMap((attack, at) => [
    finding({
      message: `Unexpected ${attack}, expected peace`,
      hint: attack,
      path: `incidents/${attack}.md`,
      record: attack,
      pointer: `/actions/1/${attack}`,
      anchor: `/actions/A2/${attack}`,
      source: `  title: ${attack} tbd`.split(/[\r\n]/)[0] ?? '',
      line: at + 1,
    }),
    finding({ message: attack, hint: '', path: attack, severity: 'warning', source: `${attack}tbd${attack}` }),
    finding({
      message: attack,
      path: attack,
      severity: 'note',
      waived: true,
      source: `${attack}`,
      column: 9000,
      endColumn: 9001,
    }),
  ]),
  notes: attacks,
  tables: [
    {
      name: 'incidents',
      title: attacks[0] ?? '',
      columns: [
        { key: 'id', title: 'ID', unit: 'text' },
        { key: 'owner', title: attacks[2] ?? '', unit: 'text' },
        { key: 'services', title: 'Services', unit: 'list' },
        { key: 'value', title: 'Value', unit: 'count' },
      ],
      rows: attacks.map((attack) => ({ id: attack, owner: attack, services: [attack, 'b'], value: -1.5 })),
    },
  ],
  files: attacks.map((attack) => ({ absolutePath: `/${attack}`, path: attack, action: 'create' as const, text: '' })),
});

/** The same texts on a page. */
export const hostilePage: Report = report({
  command: 'show',
  page: attacks.flatMap((attack) => [
    { block: 'heading' as const, level: 2 as const, text: attack },
    { block: 'text' as const, text: `${attack}\n${attack}` },
    { block: 'list' as const, items: [attack, `x ${attack}`] },
    { block: 'facts' as const, rows: [[attack, attack]] as const },
    { block: 'code' as const, text: attack, language: attack },
  ]),
});

const figures = (rows: readonly string[]): Table => ({
  name: 'figures',
  title: rows.length > 5 ? (rows[0] ?? '') : 'Incidents by service',
  columns: [
    { key: 'value', title: rows.length > 5 ? (rows[2] ?? '') : 'Service', unit: 'text' },
    { key: 'part', title: 'In the period', unit: 'count' },
    { key: 'whole', title: 'In the year', unit: 'count' },
  ],
  rows: rows.map((value, at) => ({ value, part: at, whole: at + 2 })),
});

/** A page with what is drawn, whatever its texts are. */
function drawnPage(texts: readonly string[], alt: string): Block[] {
  const table = figures(texts);
  const values = texts.map((_, at) => at);
  return [
    { block: 'heading', level: 1, text: alt },
    {
      block: 'highlights',
      items: texts.map((label, at) => ({
        label,
        value: label || '3',
        note: label,
        ...(at % 2 ? { tone: 'bad' } : {}),
      })),
    },
    { block: 'heading', level: 2, text: 'Pictures' },
    {
      block: 'chart',
      alt,
      table,
      chart: {
        chart: 'bars',
        unit: 'count',
        labels: texts,
        part: { name: alt, values },
        whole: { name: 'in the year', values: values.map((value) => value + 2) },
      },
    },
    {
      block: 'chart',
      alt,
      table,
      chart: {
        chart: 'columns',
        unit: 'count',
        periods: texts,
        series: texts.slice(0, 3).map((name) => ({ name, values })),
      },
    },
    {
      block: 'chart',
      alt,
      table,
      chart: {
        chart: 'trend',
        unit: 'seconds',
        periods: texts,
        dots: texts.map((period, at) => ({ period, value: at * 700 })),
        middles: values.map((value) => (value === 1 ? null : value * 900)),
        dotWords: 'one incident',
        middleWords: 'the median',
        target: 1800,
      },
    },
    {
      block: 'heat-map',
      map: {
        title: alt,
        scale: 3,
        cells: [
          { likelihood: 3, impact: 3, level: 'critical', now: texts, before: [] },
          { likelihood: 1, impact: 2, level: 'low', now: ['R-003'], before: ['R-001', 'R-003'] },
        ],
      },
    },
    ...texts.map((markdown): Block => ({ block: 'prose', markdown })),
  ];
}

/** What a report for management draws. */
export const drawn: Report = report({
  command: 'report',
  page: [
    ...drawnPage(['checkout', 'payments & invoices', 'search'], 'Three services, 9 incidents'),
    {
      block: 'prose',
      markdown:
        '# Summary\n\nA **lowered** limit; see [the pull request](https://forge.example/1).\n\n| Time | What |\n| --- | --- |\n| 08:12 | The limit is lowered |\n\n- [x] done\n\n```\nraw <b>text</b>\n```\n',
    },
  ],
});

const markup = [
  '</style><script>alert(1)</script>',
  '</title></svg><img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">a</a> [b](javascript:alert(2)) [c](JaVaScRiPt:alert(3)) [d](data:text/html,x) [e](//x.example)',
  '"><svg onload=alert(1)> \' onmouseover=alert(1) x=',
  '<iframe src="https://x.example"></iframe><form action="https://x.example"><input></form>',
  '![pixel](https://x.example/p.png) <http://x.example/autolink>',
  '<style>*{display:none}</style><meta http-equiv="refresh" content="0;url=https://x.example">',
  '<base href="https://x.example/"><link rel=stylesheet href=https://x.example/s.css>',
  '{{constructor.constructor("alert(1)")()}} $' + '{alert(1)} %3Cscript%3E',
  `${'> '.repeat(20_000)}deep`,
  `${'['.repeat(5_000)}x`,
  `${'*a '.repeat(20_000)}`,
];

/** The same with what an attacker types, and with what browsers obey. */
export const hostileDrawn: Report = report({
  command: 'report',
  page: drawnPage([...attacks, ...markup], markup.slice(0, 9).join(' ')),
});
