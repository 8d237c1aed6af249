import { policyFingerprint, releaseOf } from '../../policy/text.ts';
import { policyExample } from '../policy-example.ts';
import { isRefusedAt } from '../refused.ts';
import type { RecordRule } from '../rule.ts';

/** The text in force is the one that was released under its version, which its fingerprint shows. */
export const rule: RecordRule = {
  id: 'policy-version',
  reason: 'People accepted and approved one exact text; another one under its number is nobody’s.',
  levels: ['warn', 'error', 'error'],
  kinds: ['policy'],
  scope: 'record',
  good: policyExample(),
  bad: policyExample([
    [
      '    summary: who is called at night\n    fingerprint: "{{fingerprint}}"',
      `    summary: who is called at night\n    fingerprint: "sha256:${'0'.repeat(64)}"`,
    ],
    [
      '2026-03-28, version: "3", fingerprint: "{{fingerprint}}"',
      `2026-03-28, version: "3", fingerprint: "sha256:${'0'.repeat(64)}"`,
    ],
  ]),
  judge(record, { sha256 }) {
    if (record.kind !== 'policy') return [];
    const { data } = record;
    const { id = 'ID', status, version } = data;
    if (status !== 'in_force' || version === undefined) return [];
    const release = releaseOf(data, version);
    const pointer = release === undefined ? '/changes' : `/changes/${release.index}/fingerprint`;
    const released = release?.change.fingerprint;
    if (released === undefined) {
      if (isRefusedAt(record, pointer)) return [];
      return [
        {
          message: `Unexpected version ${version} in force without the fingerprint of its text, expected the one of its release`,
          hint: `Release what stands there: \`pir policy release ${id} --version ${version} --summary "…"\`.`,
          pointer: release === undefined ? '/version' : pointer,
        },
      ];
    }
    if (released === policyFingerprint(record, sha256)) return [];
    return [
      {
        message: `Unexpected text that is not the one released as version ${version}, expected what its fingerprint is of`,
        hint: `Undo the change if it was not meant; else make it a version: \`pir policy release ${id} --summary "…"\`.`,
        pointer,
      },
    ];
  },
};
