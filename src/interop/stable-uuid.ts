import { v5 } from 'uuid';

/** What every UUID of pir's own is made under: drawn once by chance, and never changed. */
const NAMESPACE = '54cd482b-bc84-41af-bc43-aa5a09c3aaf7';

/** A UUIDv5 (RFC 9562) of those names: the same names give the same UUID on every machine and in every year. */
export function stableUuid(...names: readonly string[]): string {
  return v5(JSON.stringify(names), NAMESPACE);
}
