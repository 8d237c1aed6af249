import type { Acknowledgement } from '../record/shapes.ts';
import { pairLines } from '../record/yaml-text.ts';

/**
 * Where a person's acceptance of a version stands below the folder of acknowledgements. A handle goes by its name; an
 * address keeps what every file system takes, and anything else becomes `%` and hexadecimal digits, also a first sign that
 * would make it no record, or a way out of the folder. People are in lower case: some file systems cannot tell case apart.
 */
export function acknowledgementPath(policy: string, version: string, person: string): string {
  return `${safe(policy)}/${safe(version)}/${safe(person.replace(/^@/, '').toLowerCase())}.yaml`;
}

function safe(name: string): string {
  const hex = (sign: string) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return name.replace(/[^A-Za-z0-9@._+-]/g, hex).replace(/^[^A-Za-z0-9%]/, hex);
}

/** The text of an acknowledgement. */
export function acknowledgementText(facts: Required<Omit<Acknowledgement, 'schema'>>): string {
  const { policy, version, by, on, fingerprint, method } = facts;
  const ordered = { schema: 'pir/acknowledgement@1', policy, version, by, on, fingerprint, method };
  const lines = Object.entries(ordered).flatMap(([key, value]) => pairLines(key, value, ''));
  return `${lines.join('\n')}\n`;
}
