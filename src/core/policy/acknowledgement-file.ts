import type { Acknowledgement } from '../record/shapes.ts';
import { pairLines } from '../record/yaml-text.ts';

/**
 * Where a person's acceptance of a version stands below the folder of acknowledgements. A handle goes by its name; an
 * address keeps what every file system takes, and anything else becomes `%` and two hexadecimal digits, also a first sign
 * that would make it no record. Lower case, since some file systems cannot tell case apart.
 */
export function acknowledgementPath(policy: string, version: string, person: string): string {
  return `${policy}/${version}/${fileName(person.replace(/^@/, ''))}.yaml`;
}

function fileName(name: string): string {
  const hex = (sign: string) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return name
    .toLowerCase()
    .replace(/[^a-z0-9@._+-]/g, hex)
    .replace(/^[^a-z0-9%]/, hex);
}

/** The text of an acknowledgement. */
export function acknowledgementText(facts: Required<Omit<Acknowledgement, 'schema'>>): string {
  const { policy, version, by, on, fingerprint, method } = facts;
  const ordered = { schema: 'pir/acknowledgement@1', policy, version, by, on, fingerprint, method };
  const lines = Object.entries(ordered).flatMap(([key, value]) => pairLines(key, value, ''));
  return `${lines.join('\n')}\n`;
}
