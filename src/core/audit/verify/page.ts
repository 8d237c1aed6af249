import type { Block } from '../../report.ts';
import { countOf } from '../../words.ts';
import type { Check } from './check.ts';
import type { ReadManifest } from './read-manifest.ts';

const words = { verified: 'verified', failed: 'FAILED', not_verifiable: 'not verifiable' } as const;

/** The checks as a person reads them. */
export function verifyPage(checks: readonly Check[], manifest: ReadManifest | undefined): Block[] {
  const wrong = checks.filter(({ result }) => result === 'failed').length;
  const about =
    manifest === undefined
      ? []
      : [
          {
            block: 'text' as const,
            text: `Evidence for ${manifest.control}, ${manifest.period.from} to ${manifest.period.to}, of commit ${manifest.repository.commit.slice(0, 12)}, made by pir ${manifest.tool.version}.`,
          },
        ];
  const passed = checks.filter(({ result }) => result === 'verified').length;
  const sum =
    wrong > 0
      ? `${countOf(wrong, 'check')} failed: this is not the package that was made.`
      : `${countOf(passed, 'check')} verified, none failed.`;
  return [
    ...about,
    { block: 'facts', rows: checks.map(({ name, result, detail }) => [name, `${words[result]}: ${detail}`]) },
    { block: 'text', text: sum },
  ];
}
