import { showText } from '../../core/show-text.ts';

declare const isMarkup: unique symbol;

/** HTML that was made here: text from anywhere gets in through `text` and `element` only, so that it stays text. */
export type Html = string & { readonly [isMarkup]: true };

const html = (given: string): Html => given as Html;

const escapes: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (given: string): string => given.replace(/[&<>"']/g, (character) => escapes[character] as string);

/** Any text as text; with `'lines'`, its line ends and tabs stay. */
export function text(given: string, keep?: 'lines'): Html {
  return html(escaped(showText(given, keep)));
}

/** What has no end tag. */
const empty = new Set(['br', 'hr', 'meta', 'wbr']);

/** Names and attribute names are ours, attribute values are text; an undefined one is left out, `true` stands alone. */
export function element(
  name: string,
  attributes: Readonly<{ [name: string]: string | number | true | undefined }>,
  ...children: readonly Html[]
): Html {
  const said = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return value === true ? [` ${key}`] : [` ${key}="${escaped(showText(String(value)))}"`];
  });
  const start = `<${name}${said.join('')}>`;
  return html(empty.has(name) ? start : `${start}${children.join('')}</${name}>`);
}

/** One after the other, on lines of their own. */
export function lines(...parts: readonly Html[]): Html {
  return html(parts.filter((part) => part !== '').join('\n'));
}

/** One after the other, with nothing between them. */
export function inline(...parts: readonly Html[]): Html {
  return html(parts.join(''));
}

export const nothing: Html = html('');

/** Markup that a library made of what it was told is text, or that stands in pir itself. */
export function trusted(made: string): Html {
  return html(made);
}
