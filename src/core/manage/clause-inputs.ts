import { canonicalText } from '../record/fingerprint.ts';
import type { Table } from '../report.ts';
import { column, tableOf } from './figures.ts';
import { type ClauseItem, clauseItems } from './section.ts';

/** One input of the review: what it is made of, or that people have to bring it. */
export interface ClauseInput {
  item: ClauseItem;
  /** What the clause asks for, in our own words. */
  about: string;
  /** Titles of the sections that are about it. */
  sections: readonly string[];
  /** What of it no repository knows; undefined where all of it may be here. */
  missing: string | undefined;
  tables: readonly Table[];
}

/** What stands as the source of an input that people have to bring, until they did. */
export const TO_BE_SUPPLIED = 'to be supplied';

const asked: { readonly [item in ClauseItem]: readonly [about: string, missing?: string] } = {
  '9.3.2a': ['what became of the decisions of earlier reviews'],
  '9.3.2b': ['what changed inside and outside that matters to information security', 'all of it'],
  '9.3.2c': ['what customers, authorities and others concerned need and expect, and what changed in it', 'all of it'],
  '9.3.2d': [
    'how information security performs: nonconformities and corrective actions, measurements, audits, objectives',
    'results of audits, and measurements of other systems',
  ],
  '9.3.2e': ['what customers, authorities and others concerned said', 'all of it'],
  '9.3.2f': ['risks as assessed, and where their treatment stands'],
  '9.3.2g': ['where to improve', 'improvements that did not come of incidents'],
};

/** The inputs that a management review needs, each with what of it is in those sections. */
export function clauseInputs(
  said: readonly { title: string; items: readonly ClauseItem[]; tables: readonly Table[] }[],
): ClauseInput[] {
  return clauseItems.map((item) => {
    const own = said.filter(({ items }) => items.includes(item));
    const [about, missing] = asked[item];
    return {
      item,
      about,
      missing,
      sections: own.map(({ title }) => title),
      tables: own.flatMap(({ tables }) => tables),
    };
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
    inputs.map(({ item, about, sections, missing }) => ({ item, about, sections, supply: missing ?? null })),
  );
}

/**
 * What a record of the review names as the source of an input, and the fingerprint of what was shown: SHA-256 over the
 * canonical JSON (RFC 8785) of `[[name, rows], …]`, the tables in the order in which the source names them.
 */
export function sourceOf(
  { tables, sections, missing }: ClauseInput,
  sha256: (text: string) => string,
): { source: string; fingerprint?: string } {
  if (sections.length === 0) return { source: TO_BE_SUPPLIED };
  const names = tables.map(({ name }) => name).join(', ');
  const open = missing === undefined ? '' : `; ${missing}: ${TO_BE_SUPPLIED}`;
  return { source: `pir report: ${names}${open}`, fingerprint: fingerprintOfTables(tables, sha256) };
}

/** See `sourceOf`. */
export function fingerprintOfTables(tables: readonly Table[], sha256: (text: string) => string): string {
  return `sha256:${sha256(canonicalText(tables.map(({ name, rows }) => [name, rows])))}`;
}
