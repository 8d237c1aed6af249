import type { Block } from '../../report.ts';
import { countOf } from '../../words.ts';
import type { Check } from './check.ts';
import type { ReadManifest } from './read-manifest.ts';

/** The checks as a person reads them: first what failed, in full. */
export function verifyPage(checks: readonly Check[], manifest: ReadManifest | undefined): Block[] {
  const of = (result: Check['result']) => checks.filter((check) => check.result === result);
  const [wrong, right, untold] = [of('failed'), of('verified'), of('not_verifiable')];
  const rows = (some: readonly Check[]) => some.map(({ name, detail }) => [name, detail] as const);
  const part = (title: string, block: Block): Block[] => [{ block: 'heading', level: 2, text: title }, block];
  return [
    ...(manifest === undefined ? [] : [{ block: 'text' as const, text: aboutOf(manifest) }]),
    // Names of files are long.
    ...(wrong.length === 0
      ? []
      : part('Failed', { block: 'list', items: wrong.map(({ name, detail }) => `${name}: ${detail}`) })),
    ...(right.length === 0 ? [] : part('Verified', { block: 'facts', rows: rows(right) })),
    ...(untold.length === 0 ? [] : part('Not verifiable', { block: 'facts', rows: rows(untold) })),
    {
      block: 'text',
      text:
        wrong.length > 0
          ? `${countOf(wrong.length, 'check')} failed: this is not the package that was made.`
          : `${countOf(right.length, 'check')} verified, none failed.`,
    },
  ];
}

function aboutOf({ control, period, repository, tool }: ReadManifest): string {
  return `Evidence for ${control}, ${period.from} to ${period.to}, of commit ${repository.commit.slice(0, 12)}, made by pir ${tool.version}.`;
}
