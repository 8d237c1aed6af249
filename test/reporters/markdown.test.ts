import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { describe, expect, test } from 'vitest';
import { showText } from '../../src/core/show-text.ts';
import { render } from '../../src/reporters/markdown.ts';
import { attacks, checked, finding, hostile, hostilePage, measured, report, shown } from './fixture.ts';

interface Tree {
  type: string;
  value?: string;
  url?: string;
  align?: unknown[];
  children?: Tree[];
}

const read = (given: Parameters<typeof render>[0]): Tree => remark().use(remarkGfm).parse(render(given)) as Tree;
const all = (tree: Tree, type: string): Tree[] => [
  ...(tree.type === type ? [tree] : []),
  ...(tree.children ?? []).flatMap((child) => all(child, type)),
];
const words = (tree: Tree): string => tree.value ?? (tree.children ?? []).map(words).join('');
const cells = (table: Tree | undefined) => (table?.children ?? []).map((row) => (row.children ?? []).map(words));

describe('markdown', () => {
  test.each(Object.entries({ checked, measured, shown }))('%s', async (name, given) =>
    expect(render(given)).toMatchFileSnapshot(`../golden/reporters/markdown-${name}.md`),
  );

  test('a renderer reads the cells that were meant, whatever the texts', () => {
    const [findings, table] = all(read(hostile), 'table');
    const trimmed = (text: string) => showText(text).trim();
    expect(cells(findings).slice(1)).toEqual(
      hostile.findings.map(({ path, line, column, message, hint, rule, waived, severity }) => [
        ...[waived ? 'waived' : severity, trimmed(`${path}:${line}:${column}`)],
        ...[trimmed(message), trimmed(hint), rule],
      ]),
    );
    expect(cells(table).slice(1)).toEqual(
      attacks.map((attack) => [trimmed(attack), trimmed(attack), trimmed(`${attack}, b`), '−1.5']),
    );
  });

  test.each(Object.entries({ hostile, hostilePage }))('%s: texts are no markup', (_, given) => {
    const tree = read(given);
    for (const type of [
      'html',
      'image',
      'emphasis',
      'delete',
      'inlineCode',
      'blockquote',
      'thematicBreak',
      'definition',
    ])
      expect(all(tree, type)).toEqual([]);
    for (const { children, url } of all(tree, 'link'))
      expect(words({ type: '', children: children ?? [] })).toContain(url?.slice(8, 20));
    const blocks = given.page?.length ?? 0;
    expect(all(tree, 'heading').length).toBe(blocks > 0 ? attacks.length : 1);
    expect(all(tree, 'code').length).toBe(blocks > 0 ? attacks.length : 0);
  });

  test('on a page too each text reads as itself', () => {
    const tree = read(hostilePage);
    const squeezed = (text: string) => showText(text.trim().replace(/\s*\n\s*/g, ' ')).trim();
    expect(all(tree, 'heading').map(words)).toEqual(attacks.map((attack) => showText(attack).trim()));
    expect(all(tree, 'code').map(words)).toEqual(attacks.map((attack) => showText(attack, 'lines')));
    const items = all(tree, 'listItem').map(words);
    expect(items).toEqual(
      attacks.flatMap((attack) => [
        squeezed(attack),
        squeezed(`x ${attack}`),
        `${squeezed(attack)}: ${squeezed(attack)}`.trimEnd(),
      ]),
    );
  });

  test('nobody is called by name', () => {
    const text = render(report({ findings: [finding({ message: 'ask @everyone about #12' })] }));
    expect(text).toContain('ask &#64;everyone about &#35;12');
  });

  test('quantities stand at the right', () => {
    const [table] = all(read(measured), 'table');
    expect(table?.align?.slice(0, 4)).toEqual([null, 'right', 'right', 'right']);
  });

  test('nothing to say is nothing', () => {
    expect(render(report({ command: 'list' }))).toBe('');
    expect(render(report())).toBe('**40 records, no findings**\n');
  });
});
