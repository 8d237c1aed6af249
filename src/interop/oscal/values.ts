import { showText } from '../../core/show-text.ts';
import { formatInstant, parseInstant } from '../../core/time.ts';

/** What names of pir's own in OSCAL documents belong to. */
export const NS = 'urn:pir:oscal';

/** A property of pir's own. */
export interface Prop {
  name: string;
  ns: string;
  value: string;
}

/** One line without blanks around it, as OSCAL's strings must be; undefined where nothing is left. */
export function line(text: string | null | undefined): string | undefined {
  const shown = showText(text ?? '').trim();
  return shown === '' ? undefined : shown;
}

/** Text of several lines, harmless to show; undefined where nothing is left. */
export function lines(text: string | null | undefined): string | undefined {
  const shown = showText(text ?? '', 'lines').trim();
  return shown === '' ? undefined : shown;
}

/** The properties that have a value, a list as one property an item; undefined where there is none at all. */
export function props(
  values: Readonly<{ [name: string]: string | readonly string[] | null | undefined }>,
): Prop[] | undefined {
  const all = Object.entries(values).flatMap(([name, value]) =>
    (typeof value === 'object' && value !== null ? value : [value]).flatMap((each): Prop[] => {
      const text = line(each);
      return text === undefined ? [] : [{ name, ns: NS, value: text }];
    }),
  );
  return all.length === 0 ? undefined : all;
}

/**
 * UTC epoch seconds as OSCAL writes a moment. Undefined for years its pattern has no words for: before 1900, from 3000
 * on, and the leap days of the twentieth century.
 */
export function moment(at: number | undefined): string | undefined {
  if (at === undefined) return undefined;
  const text = formatInstant(at);
  return /^(?:19|2\d)/.test(text) && !/^19\d\d-02-29/.test(text) ? text : undefined;
}

/** An instant of a record, as OSCAL writes it. */
export function momentOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : moment(parseInstant(text));
}

/**
 * Where evidence is, as a reference that every reader of URIs takes: web addresses, `file:`, `commit:` and `mailto:`.
 * Undefined for words, tickets' numbers and what is no address.
 */
export function href(text: string): string | undefined {
  const encoded = showText(text.trim()).replace(
    /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9_\-.~:/?#@!$&'()*+,;=%]/gu,
    encodeURIComponent,
  );
  const web = /^https?:\/\/[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?(?:[/?][^#]*)?(?:#[^#]*)?$/i;
  const own = /^(?:file|commit|mailto):(?!\/\/)[^#]+(?:#[^#]*)?$/i;
  return web.test(encoded) || own.test(encoded) ? encoded : undefined;
}

/** An object without the keys that have no value, in the order given. */
export function whole<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}
