import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Block, Report } from '../../src/core/report.ts';
import { style, styleFingerprint } from '../../src/reporters/html/style.ts';
import { render } from '../../src/reporters/html.ts';
import { cpuTime } from '../cpu-time.ts';
import { checked, drawn, hostile, hostileDrawn, hostilePage, measured, plainStyle, report, shown } from './fixture.ts';

const pageOf = (page: readonly Block[], changes: Partial<Report> = {}) =>
  render(report({ command: 'show', page, ...changes }), plainStyle);
const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([whole, group]) => group ?? whole);
const reports = { checked, measured, shown, drawn, hostile, hostilePage, hostileDrawn, nothing: report() };

test('the policy names the style that stands in the page, by its fingerprint, and allows nothing else', async () => {
  const html = await render(drawn, plainStyle);
  const [inline = ''] = all(html, /<style>([\s\S]*?)<\/style>/g);
  expect(inline).toBe(style);
  // `python3`, `openssl` and browsers agree on it; on a change of the style this says what to write.
  expect(styleFingerprint).toBe(createHash('sha256').update(inline).digest('base64'));
  expect(html).toContain(
    `content="default-src &#39;none&#39;; style-src &#39;sha256-${styleFingerprint}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
  );
});

describe.each(Object.entries(reports))('%s', (_, given) => {
  test('has no script, no style of its own, and leads nowhere but to the web', async () => {
    const html = await render(given, plainStyle);
    const tags = all(html.replace(/<style>[\s\S]*?<\/style>/, ''), /<([a-z][^>]*)>/g);
    expect(tags.length).toBeGreaterThan(10);
    for (const tag of tags) {
      expect(tag).not.toMatch(/^(?:script|img|iframe|object|embed|form|input|link|base|style)\b/);
      const bare = tag.replace(/"[^"]*"/g, '""');
      expect(bare).not.toMatch(/\s(?:on\w+|style|src|srcset|action)=/);
      for (const href of all(tag, /\shref="([^"]*)"/g)) expect(href).toMatch(/^(?:#|https?:|mailto:|[\w%.-]+(?:\/|$))/);
    }
  });

  test('has one h1 and headings in order, ids that are there once, and tables with captions and scopes', async () => {
    const html = await render(given, plainStyle);
    const levels = all(html, /<h([1-6])[ >]/g).map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    for (const [at, level] of levels.entries()) if (at > 0) expect(level - (levels[at - 1] ?? 1)).toBeLessThan(2);
    const ids = all(html, /\sid="([^"]*)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    for (const target of all(html, /\shref="#([^"]*)"/g)) expect(ids).toContain(target);
    for (const table of all(html, /<table(?! class="prose)[^>]*>([\s\S]*?)<\/table>/g)) {
      expect(table).toMatch(/^\s*<caption>/);
      for (const head of all(table, /<th(\s[^>]*)?>/g)) expect(head).toMatch(/ scope="(?:col|row)"/);
    }
  });
});

test('text is text', async () => {
  const html = await pageOf([
    { block: 'heading', level: 1, text: 'A <b> & "c"' },
    { block: 'text', text: 'one\ntwo </p><script>' },
    { block: 'facts', rows: [['<i>', 'a\nb']] },
  ]);
  expect(html).toContain('<title>A &lt;b&gt; &amp; &quot;c&quot;</title>');
  expect(html).toContain('<p>one<br>two &lt;/p&gt;&lt;script&gt;</p>');
  expect(html).toContain('<dt>&lt;i&gt;</dt>\n<dd>a\nb</dd>');
});

test('a chart has its words, its figures and the colours of the page', async () => {
  const html = await render(drawn, plainStyle);
  const svgs = all(html, /<svg[\s\S]*?<\/svg>/g);
  expect(svgs).toHaveLength(3);
  for (const svg of svgs) {
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" role="img" width="\d+" height="\d+" viewBox="[\d .]+" aria-label="Three services, 9 incidents" font-family="system-ui, /,
    );
    expect(svg).toContain('<title>Three services, 9 incidents</title>');
    for (const color of all(svg, /\s(?:fill|stroke)="([^"]*)"/g))
      expect(color).toMatch(/^(?:none|transparent|currentColor|var\(--[a-z0-9-]+\))$/);
    for (const number of all(svg, /\d+\.(\d+)/g)) expect(number.length).toBeLessThan(3);
    expect(all(svg, /font-family/g)).toHaveLength(1);
  }
  expect(svgs[0]).toMatch(/>payments &amp; invoices</);
  expect(svgs[0]).toMatch(/>1 of 3</);
  expect(svgs[2]).toMatch(/>target 30m</);
  expect(html.match(/<figcaption>Incidents by service<\/figcaption>/g)).toHaveLength(3);
  expect(html.match(/<p>Three services, 9 incidents<\/p>/g)).toHaveLength(3);
  expect(html.match(/<summary>The figures<\/summary>/g)).toHaveLength(3);
});

test('the months of a year are named, each January above its year', async () => {
  const periods = ['2025-11', '2025-12', '2026-01', '2026-02'];
  const chart = {
    chart: 'columns' as const,
    unit: 'count' as const,
    periods,
    series: [{ name: 'all', values: [1, 0, 2, 1] }],
  };
  const table = { name: 't', title: 'T', columns: [], rows: [] };
  const html = await pageOf([{ block: 'chart', chart, alt: 'four', table }]);
  expect(all(html, />((?:Nov|Dec|Jan|Feb|20\d\d))</g).sort()).toEqual(['2025', '2026', 'Dec', 'Feb', 'Jan', 'Nov']);
});

test('a chart of nothing is a chart', async () => {
  const table = { name: 't', title: 'T', columns: [], rows: [] };
  const empty = { unit: 'seconds' as const, periods: ['2026-Q1'], dotWords: '', middleWords: '' };
  const html = await pageOf([
    { block: 'chart', alt: 'a', table, chart: { ...empty, chart: 'trend', dots: [], middles: [null], target: null } },
    { block: 'chart', alt: 'b', table, chart: { ...empty, unit: 'count', chart: 'columns', series: [] } },
    {
      block: 'chart',
      alt: 'c',
      table,
      chart: {
        chart: 'bars',
        unit: 'count',
        labels: [],
        part: { name: 'p', values: [] },
        whole: { name: 'w', values: [] },
      },
    },
  ]);
  expect(html.match(/<svg /g)).toHaveLength(3);
  expect(html).not.toMatch(/NaN|Infinity|undefined/);
});

test('a heat map names levels, what stands where, and what has left', async () => {
  const [table = ''] = all(await render(drawn, plainStyle), /<table class="heat">([\s\S]*?)<\/table>/g);
  expect(all(table, /<td class="(\w+)">/g)).toEqual([
    'low',
    'low',
    'critical',
    'low',
    'low',
    'low',
    'low',
    'low',
    'low',
  ]);
  expect(table).toContain('<td class="low"><strong>R-003</strong>\n<s>R-001</s>\n<span class="level">low</span></td>');
});

test('prose is laid out, its headings are none of the page, and what is too much for markdown stands as it is', async () => {
  const html = await render(drawn, plainStyle);
  expect(html).toContain('<p class="heading">Summary</p>');
  expect(html).toContain('A <strong>lowered</strong> limit');
  expect(html).toContain('<a href="https://forge.example/1" rel="noreferrer">the pull request</a>');
  expect(html).toContain('<code>raw &lt;b>text&lt;/b>');
  const { result: hostileHtml, milliseconds } = await cpuTime(() => render(hostileDrawn, plainStyle));
  expect(milliseconds).toBeLessThan(2000);
  expect(hostileHtml).toMatch(/<div class="prose"><pre>(?:&gt; ){50}/);
});

test('chapters are listed where there are many', async () => {
  const chapter = (text: string): Block => ({ block: 'heading', level: 2, text });
  expect(await pageOf(['a', 'b', 'c', 'd'].map(chapter))).not.toContain('<nav');
  const html = await pageOf(['a', 'b', 'c', 'd', '<e>'].map(chapter));
  expect(html).toContain('<nav aria-label="Chapters">');
  expect(html).toContain('<a href="#chapter-5">&lt;e&gt;</a>');
  expect(html).toContain('<h2 id="chapter-5">&lt;e&gt;</h2>');
});

test('findings, notes and files are chapters', async () => {
  const html = await render(checked, plainStyle);
  expect(html).toContain('<h1>pir check</h1>');
  expect(html).toMatch(/<caption><span>Findings<\/span><\/caption>[\s\S]*Unexpected unowned action A2/);
  expect(html).toMatch(/<h2[^>]*>Notes<\/h2>/);
  expect(await render(shown, plainStyle)).toMatch(/<h2[^>]*>Files<\/h2>\n<ul><li>create incidents\/2026\/a\.md<\/li>/);
});

test('the foot of the page says from what it was made', async () => {
  const repository = { commit: '4f2a7c1d9e8b7a6', branch: 'main', dirty: true, shallow: false };
  expect(await render(report({ repository }), plainStyle)).toContain(
    'Made by pir 1.2.3 (pir check) as of 2026-11-21T12:00:00Z, from commit 4f2a7c1d9e8b and changes that are not committed.',
  );
  expect(await render(report({ repository: null }), plainStyle)).toContain('as of 2026-11-21T12:00:00Z.</footer>');
});
