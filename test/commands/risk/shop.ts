import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { makeRepository, type Repository } from '../../repository.ts';
import { type Outcome, runPir, type Surroundings } from '../../run-pir.ts';

export const id = '2026-11-20-checkout-down';
export const incidentFile = `incidents/2026/${id}.md`;
export const riskFile = 'risks/R-014-changes-by-hand.md';

export const incidentText = `---
schema: pir/incident@1
id: ${id}
title: Checkout down
type: availability
severity: sev2
status: in_review
owner: "@alice"
times:
  started: 2026-11-20T09:12:00+01:00
  resolved: 2026-11-20T09:54:00+01:00
actions:
  - { id: A1, title: Limits in code, owner: "@bob", due: 2026-12-15, status: open, kind: prevent }
  - { id: A2, title: A form, owner: "@bob", due: 2026-12-15, status: cancelled, kind: prevent, cancelled: { on: 2026-11-21, by: "@alice" } }
---

# Checkout down
`;

export const riskText = `---
schema: pir/risk@1
id: R-014
title: Changes made by hand bypass review
category: process/change-management
owner: "@carol"   # answers for it
status: open
treatment: mitigate
assessments:
  - { on: 2026-01-10, by: "@carol", likelihood: 2, impact: 4, reason: yearly review }
target: { likelihood: 1, impact: 4 }
review_by: 2027-01-10
---

# Changes made by hand bypass review

What is changed by hand leaves no trace.

<!-- Who would notice? -->
`;

export interface Shop extends Repository {
  pir(args: readonly string[], more?: Partial<Surroundings>): Promise<Outcome>;
  /** The first table's rows of a command. */
  rows(args: readonly string[], more?: Partial<Surroundings>): Promise<readonly { [key: string]: unknown }[]>;
  text(name: string): string;
  data(name: string): { [key: string]: unknown };
}

/** A repository with an incident, a risk and no profile but the usual one, committed; on 24 November 2026. */
export function makeShop(files: { [name: string]: string } = {}): Shop {
  const repository = makeRepository({ [incidentFile]: incidentText, [riskFile]: riskText, ...files });
  const pir = (args: readonly string[], more: Partial<Surroundings> = {}) =>
    runPir(args, { cwd: repository.path, now: '2026-11-24T12:00:00Z', ...more });
  const text = (name: string) => readFileSync(join(repository.path, name), 'utf8');
  return {
    ...repository,
    pir,
    rows: async (args, more) => JSON.parse((await pir([...args, '--format', 'json'], more)).out).tables[0].rows,
    text,
    data: (name) => parse(/^---\n([\s\S]*?)\n---\n/.exec(text(name))?.[1] ?? ''),
  };
}
