import type { ParsedRecord, RiskRecord } from '../../core/record/record.ts';
import type { AroundRisks } from '../../core/risk/register.ts';
import { readRecords } from '../read-records.ts';
import type { Repository } from '../repository.ts';

export interface Register {
  /** In order of path. */
  risks: readonly RiskRecord[];
  around: AroundRisks;
  notes: readonly string[];
}

/** The risks, and everything that their plans and incidents are told from. */
export async function readRegister(repository: Repository): Promise<Register> {
  const { records, notes } = await readRecords(['incident', 'risk', 'management-review'], repository);
  const { config, clock, zone, asOf } = repository;
  return {
    risks: records.filter((record: ParsedRecord): record is RiskRecord => record.kind === 'risk'),
    around: { config, clock, today: zone.dayOf(asOf), records },
    notes,
  };
}
