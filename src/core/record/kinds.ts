export type RecordKind = 'incident' | 'risk' | 'policy' | 'acknowledgement' | 'management-review';

export interface Kind {
  kind: RecordKind;
  /** Default folder; the config's `places` overrides it. */
  place: string;
  /** Markdown with frontmatter, or a YAML file that is nothing else. */
  format: 'markdown' | 'yaml';
  /** Whether files in folders below count. */
  isDeep: boolean;
  /** What an id looks like; acknowledgements have none of their own. */
  id: RegExp | undefined;
  idWords: string;
  /** Whether the file name may go on after the id with `-` and words. */
  hasLongNames: boolean;
  title: string;
}

const slug = /^[a-z0-9][a-z0-9-]{2,99}$/;
const slugWords = 'a lower-case letter or digit, then 2 to 99 lower-case letters, digits or hyphens';

/** One row a kind: its place, its schema (`schemas/<kind>.schema.json`) and what an id may be. */
export const kinds: readonly Kind[] = [
  {
    kind: 'incident',
    place: 'incidents',
    format: 'markdown',
    isDeep: true,
    id: slug,
    idWords: slugWords,
    hasLongNames: false,
    title: 'Incident',
  },
  {
    kind: 'risk',
    place: 'risks',
    format: 'markdown',
    isDeep: false,
    id: /^R-\d{1,9}$/,
    idWords: 'R- and digits, as in R-014',
    hasLongNames: true,
    title: 'Risk',
  },
  {
    kind: 'policy',
    place: 'policies',
    format: 'markdown',
    isDeep: false,
    id: slug,
    idWords: slugWords,
    hasLongNames: true,
    title: 'Policy',
  },
  {
    kind: 'acknowledgement',
    place: 'acknowledgements',
    format: 'yaml',
    isDeep: true,
    id: undefined,
    idWords: '',
    hasLongNames: false,
    title: 'Acknowledgement',
  },
  {
    kind: 'management-review',
    place: 'management-reviews',
    format: 'markdown',
    isDeep: false,
    id: slug,
    idWords: slugWords,
    hasLongNames: false,
    title: 'Management review',
  },
];

/** The row of a kind. */
export function kindOf(kind: RecordKind): Kind {
  const row = kinds.find((k) => k.kind === kind);
  if (row === undefined) throw new Error(`no such kind: ${kind}`);
  return row;
}
