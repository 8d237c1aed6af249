import { type Accepted, type InForce, inForceOf } from '../../policy/acceptance.ts';
import { acknowledgementPath, type PathFact, toldOtherwise } from '../../policy/acknowledgement-file.ts';
import { placeOf } from '../../record/place.ts';
import { type AcknowledgementRecord, each, type PolicyRecord } from '../../record/record.ts';
import { unshared } from '../../unshared.ts';

/** A version in force with those who have to accept it, each with the place of its entry (1-based). */
export interface PolicyFacts extends InForce {
  audience: readonly Addressee[];
}

interface Addressee {
  who: string;
  /** Place in `audience`. */
  index: number;
  line: number;
  column: number;
  endColumn: number;
}

/** Undefined for a policy that nobody has to accept now. */
export function policyFacts({ data, root }: PolicyRecord, text: string): PolicyFacts | undefined {
  const version = inForceOf(data);
  if (version === undefined || data.audience === undefined) return undefined;
  const audience = [...each(data.audience)].map(([index, who]): Addressee => {
    const { line, column, endColumn } = placeOf(text, root, { message: '', hint: '', pointer: `/audience/${index}` });
    return { who: unshared(who), index, line, column, endColumn };
  });
  if (audience.length === 0) return undefined;
  const { fingerprint, effective } = version;
  return {
    version: unshared(version.version),
    fingerprint: fingerprint === null ? null : unshared(fingerprint),
    effective: effective === undefined ? undefined : unshared(effective),
    audience,
  };
}

/** What an acknowledgement says otherwise than its path, with the place of each value (1-based). */
export type MisplacedFacts = readonly { fact: PathFact; line: number; column: number; endColumn: number }[];

/** Undefined for an acknowledgement that stands where it says; whether one person goes by both names is up to the rule. */
export function misplacedFacts({ data, path, root }: AcknowledgementRecord, text: string): MisplacedFacts | undefined {
  const { policy, version, by } = data;
  if (policy === undefined || version === undefined || by === undefined) return undefined;
  if (path.endsWith(`/${acknowledgementPath(policy, version, by)}`)) return undefined;
  const told = toldOtherwise(path, { policy, version, by });
  if (told.length === 0) return undefined;
  return told.map(({ fact }) => {
    const { line, column, endColumn } = placeOf(text, root, { message: '', hint: '', pointer: `/${fact}` });
    return { fact, line, column, endColumn };
  });
}

/** What there is to know of an acceptance; undefined for one that names no policy, version or person. */
export function acknowledgementFacts({ data }: AcknowledgementRecord): Accepted | undefined {
  const { policy, version, by, on, fingerprint } = data;
  if (policy === undefined || version === undefined || by === undefined) return undefined;
  return {
    policy: unshared(policy),
    version: unshared(version),
    by: unshared(by),
    ...(on !== undefined && { on: unshared(on) }),
    ...(fingerprint !== undefined && { fingerprint: unshared(fingerprint) }),
  };
}
