import { canonicalText } from '../record/fingerprint.ts';
import { column, type Table } from '../report.ts';
import { tableOf } from './figures.ts';
import { type ClauseItem, clauseItems } from './section.ts';

/** A part of the page that is an input: its title, and the tables that it rests on. */
export interface Part {
  title: string;
  items: readonly ClauseItem[];
  tables: readonly Table[];
}

/** One input of the review: what of it is on the page, and what people have to bring. */
export interface ClauseInput {
  item: ClauseItem;
  /** What the clause asks for, in our own words. */
  about: string;
  parts: readonly Part[];
  /** What of it no repository knows; undefined where all of it may be here. */
  missing: string | undefined;
}

/** What stands at the source of an input that people have to bring, until they did. */
export const TO_BE_SUPPLIED = 'to be supplied';

const ALL = 'all of it';

const asked: { readonly [item in ClauseItem]: readonly [about: string, missing?: string] } = {
  '9.3.2a': ['what became of the decisions of earlier reviews'],
  '9.3.2b': ['what changed inside and outside that matters to information security', ALL],
  '9.3.2c': ['what customers, authorities and others concerned need and expect, and what changed in it', ALL],
  '9.3.2d': [
    'how information security performs: nonconformities and corrective actions, measurements, audits, objectives',
    'results of audits, and measurements of other systems',
  ],
  '9.3.2e': ['what customers, authorities and others concerned said', ALL],
  '9.3.2f': ['risks as assessed, and where their treatment stands'],
  '9.3.2g': ['where to improve', 'improvements that did not come of incidents'],
};

/** The inputs that a management review needs, each with the parts of the page that are about it. */
export function clauseInputs(parts: readonly Part[]): ClauseInput[] {
  return clauseItems.map((item) => {
    const [about, missing] = asked[item];
    return { item, about, missing, parts: parts.filter(({ items }) => items.includes(item)) };
  });
}

/** The table `inputs`: where on the page each input is, and what people have to bring. */
export function inputsTable(inputs: readonly ClauseInput[]): Table {
  return tableOf(
    'inputs',
    'What ISO/IEC 27001, clause 9.3.2 asks for, and where it is',
    [
      column('item', 'Input'),
      column('about', 'What it is'),
      column('sections', 'On this page', 'list'),
      column('supply', 'To be supplied'),
    ],
    inputs.map(({ item, about, parts, missing }) => ({
      item,
      about,
      sections: parts.map(({ title }) => title),
      supply: missing ?? null,
    })),
  );
}

/** As a record of the review names an input. */
export interface NamedInput {
  item: ClauseItem;
  source: string;
  fingerprint?: string;
}

/**
 * What a record of the review says was looked at: each part of the page with the names of its tables and the fingerprint
 * of what they held, and a line for what people have to bring.
 */
export function namedInputs({ item, parts, missing }: ClauseInput, sha256: (text: string) => string): NamedInput[] {
  const known = parts.map(({ title, tables }) => ({
    item,
    source: [`pir report (${title})`, tables.map(({ name }) => name).join(', ')].filter(Boolean).join(': '),
    fingerprint: fingerprintOfTables(tables, sha256),
  }));
  if (missing === undefined) return known;
  return [...known, { item, source: missing === ALL ? TO_BE_SUPPLIED : `${missing}: ${TO_BE_SUPPLIED}` }];
}

/**
 * `sha256:` and 64 hexadecimal digits: SHA-256 over the canonical JSON (RFC 8785) of `[[name, rows], …]`, the tables in
 * the order in which a source names them, rows as `--format json` prints them.
 */
export function fingerprintOfTables(tables: readonly Table[], sha256: (text: string) => string): string {
  return `sha256:${sha256(canonicalText(tables.map(({ name, rows }) => [name, rows])))}`;
}
