import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { showText } from '../../src/core/show-text.ts';
import { render } from '../../src/reporters/junit.ts';
import { checked, finding, hostile, report } from './fixture.ts';

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** The document as a strict parser reads it; throws where it is not well-formed. */
function readXml(xml: string): Element {
  const root: Element = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return root.children[0] ?? root;
}

const casesOf = (root: Element) => root.children.flatMap((suite) => suite.children);
const totalsOf = ({ attributes }: Element) =>
  [attributes.tests, attributes.failures, attributes.errors, attributes.skipped].join();

test('the parser is strict', () => {
  expect(() => readXml('<a>\u0001</a>')).toThrow();
  expect(() => readXml('<a b="<"/>')).toThrow();
  expect(() => readXml('<a>]]></a>')).toThrow();
});

test('a suite is a file, a case is a finding, with the words of both', () => {
  const root = readXml(render(checked));
  expect([root.name, totalsOf(root)]).toEqual(['testsuites', '8,5,0,2']);
  expect(
    root.children.map(({ attributes, ...suite }) => [attributes.name, totalsOf({ attributes, ...suite })]),
  ).toEqual([
    ['incidents/2026/2026-11-20-checkout-down.md', '3,2,0,0'],
    ['incidents/2026/2026-12-01-login-slow.md', '2,2,0,0'],
    ['incidents/2026/2026-12-03-cdn.md', '1,1,0,0'],
    ['incidents/2026/2026-12-04-mail.md', '2,0,0,2'],
  ]);
  const [first, second] = casesOf(root);
  expect(first?.attributes).toEqual({
    name: 'action-owner at 14:12',
    classname: 'incidents/2026/2026-11-20-checkout-down.md',
    file: 'incidents/2026/2026-11-20-checkout-down.md',
    line: '14',
  });
  expect(first?.children[0]?.attributes.message).toBe('Unexpected unowned action A2, expected one named owner');
  expect(first?.children[0]?.text).toContain('\nName one person');
  expect(second?.children[0]?.name).toBe('system-out');
});

test('warnings fail where it is they that failed the run', () => {
  const findings = [finding({ severity: 'warning' })];
  expect(totalsOf(readXml(render(report({ findings }))))).toBe('1,0,0,0');
  expect(totalsOf(readXml(render(report({ findings, failed: true }))))).toBe('1,1,0,0');
});

test('a clean run is a test that passed, an incomplete one an error', () => {
  expect(totalsOf(readXml(render(report())))).toBe('1,0,0,0');
  expect(totalsOf(readXml(render(report({ complete: false }))))).toBe('1,0,1,0');
});

test('hostile texts are text', () => {
  const root = readXml(render(hostile));
  const cases = casesOf(root);
  expect(cases.length).toBe(hostile.findings.length);
  const messages = cases.flatMap(({ children }) => children[0]?.attributes.message ?? []);
  const expected = hostile.findings.filter(({ severity }) => severity !== 'warning');
  expect(new Set(messages)).toEqual(
    new Set(expected.map(({ message, waived }) => (waived ? 'waived: ' : '') + showText(message))),
  );
});
