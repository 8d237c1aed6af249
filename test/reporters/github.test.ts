import { expect, test } from 'vitest';
import { showText } from '../../src/core/show-text.ts';
import { render } from '../../src/reporters/github.ts';
import { finding, hostile, report } from './fixture.ts';
import { commandsIn } from './runner.ts';

test('the port of the parser obeys what the runner obeys', () => {
  const names = (text: string) => commandsIn(text).map(({ name }) => name);
  expect(names('::error::x\n  ::warning file=a::y\nz ::error::no\nz ##[error]yes\n##vso[a.b]c\n::unknown::x')).toEqual([
    'error',
    'warning',
    'error',
    'vso',
  ]);
  expect(commandsIn('::error file=a%2Cb,line=3::100%25%0Ax')).toEqual([
    { name: 'error', properties: { file: 'a,b', line: '3' }, data: '100%\nx' },
  ]);
});

test('a finding is an annotation at its place', () =>
  expect(render(report({ findings: [finding()] }))).toBe(
    '::error file=incidents/2026/2026-11-20-checkout-down.md,line=14,col=12,endLine=14,endColumn=15,title=action-owner' +
      '::Unexpected unowned action A2, expected one named owner' +
      '%0AName one person: pir action assign 2026-11-20-checkout-down/A2 @person --reason WHY\n',
  ));

test('a range over several lines has no columns, which the runner would refuse', () =>
  expect(commandsIn(render(report({ findings: [finding({ endLine: 16 })] })))[0]?.properties).toEqual({
    file: 'incidents/2026/2026-11-20-checkout-down.md',
    line: '14',
    endLine: '16',
    title: 'action-owner',
  }));

test('the runner reads back what was meant, whatever the texts', () => {
  const commands = commandsIn(render(hostile));
  expect(commands.map(({ data }) => data)).toEqual(
    hostile.findings.map(({ message, hint }) =>
      [message, hint]
        .filter((text) => text !== '')
        .map((text) => showText(text))
        .join('\n'),
    ),
  );
  // An empty value, or one with blanks at its end, is trimmed by the parser itself.
  expect(commands.map(({ properties }) => properties.file)).toEqual(hostile.findings.map(({ path }) => showText(path)));
  expect(
    commands.every(({ properties }) => Object.keys(properties).join() === 'file,line,col,endLine,endColumn,title'),
  ).toBe(true);
});
