import type { Reporter } from './reporter.ts';

/** Every format, in the order of the reference. One more format: its file here and its line below. */
export const reporters: readonly Reporter[] = [
  { name: 'human', about: 'for people, on a terminal or in a log', load: () => import('./human.ts') },
  { name: 'json', about: 'one object with everything, for programs', load: () => import('./json.ts') },
  { name: 'jsonl', about: 'one row a line, with the name of its table', load: () => import('./jsonl.ts') },
  { name: 'markdown', about: 'for comments, pages and step summaries', load: () => import('./markdown.ts') },
  { name: 'csv', about: 'the findings of check, else the first table, raw values', load: () => import('./csv.ts') },
  { name: 'github', about: 'annotations in a GitHub workflow', onlyFindings: true, load: () => import('./github.ts') },
  { name: 'gitlab', about: 'GitLab code quality report', onlyFindings: true, load: () => import('./gitlab.ts') },
  { name: 'sarif', about: 'SARIF 2.1.0 for code scanning', onlyFindings: true, load: () => import('./sarif.ts') },
  { name: 'junit', about: 'JUnit XML for test reports', onlyFindings: true, load: () => import('./junit.ts') },
  { name: 'rdjson', about: 'Reviewdog diagnostic format', onlyFindings: true, load: () => import('./rdjson.ts') },
  {
    name: 'comment',
    about: 'a checklist for one comment on a pull request, to write over at each push',
    onlyFindings: true,
    load: () => import('./comment.ts'),
  },
  {
    name: 'html',
    about: 'one page for browsers, mail and paper: no script, nothing from elsewhere',
    load: () => import('./html.ts'),
  },
];

/** The format of that name. */
export function reporterOf(name: string): Reporter | undefined {
  return reporters.find((reporter) => reporter.name === name);
}
