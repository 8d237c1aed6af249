import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { realWorld } from '../../src/world/index.ts';
import type { World } from '../../src/world/world.ts';
import { type CommitOptions, gitEnv, makeRepository, type Repository } from '../repository.ts';
import { type Outcome, runPir } from '../run-pir.ts';

export const peopleFile = `- { handle: "@carol", name: Carol Ng, emails: [carol@shop.example], team: security }
- { handle: "@cto", name: Chris Cole, emails: [cto@shop.example] }
- { handle: "@alice", name: Alice Doe, emails: [alice@shop.example], team: payments }
- { handle: "@bob", name: Bob Ray, emails: [bob@shop.example, bob@home.example], team: payments }
- { handle: "@dan", name: Dan Poe, emails: [dan@shop.example], team: payments, from: 2026-07-01 }
- { handle: "@eve", name: Eve Fox, emails: [eve@shop.example], team: payments, until: 2026-05-01 }
`;

/** A policy's text; `more` are lines of its frontmatter. */
export const policyText = (more = '', body = 'Whoever is on call decides.'): string => `---
schema: pir/policy@1
id: plan
title: Incident response plan
version: "1"
owner: "@carol"
status: draft
review_by: 2027-03-01
${more}---

# Incident response plan

${body}
`;

export const incidentText = `---
schema: pir/incident@1
id: 2026-05-20-checkout-down
title: Checkout down
type: availability
severity: sev3
status: draft
owner: "@alice"
times:
  started: 2026-05-20T09:12+02:00
  detected: 2026-05-20T09:20+02:00
---

# Checkout down
`;

export const incidentPath = 'incidents/2026/2026-05-20-checkout-down.md';

/** A repository with a policy, in which several people work. */
export interface Team {
  repository: Repository;
  path: string;
  /** Runs `pir …` as somebody: the one whom git commits as, default carol@shop.example; none for nobody. */
  pir(
    line: string,
    at?: { as?: string | null; now?: string; world?: Partial<World>; env?: { [name: string]: string } },
  ): Promise<Outcome>;
  /** The same with --format json, parsed. */
  json(line: string, at?: Parameters<Team['pir']>[1]): Promise<{ [key: string]: unknown }>;
  read(name: string): string;
  /** The frontmatter as data. */
  facts(name: string): { [key: string]: unknown };
  commit(message: string, options: CommitOptions): string;
}

const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

export function makeTeam(files: Readonly<{ [name: string]: string }> = {}, now = '2026-06-01T12:00:00Z'): Team {
  const repository = makeRepository({
    'people.yaml': peopleFile,
    'policies/plan.md': policyText(),
    [incidentPath]: incidentText,
    ...files,
  });
  const { path } = repository;
  const read = (name: string) => readFileSync(join(path, name), 'utf8');
  const pir: Team['pir'] = (line, { as = 'carol@shop.example', now: moment = now, world = {}, env = {} } = {}) => {
    const { git } = realWorld({ ...gitEnv, ...env });
    const identity = () => (as === null ? undefined : { name: 'A', email: as });
    return runPir(words(line), { cwd: path, now: moment, world: { git: { ...git, identity }, ...world } });
  };
  return {
    repository,
    path,
    pir,
    json: async (line, at) => JSON.parse((await pir(`${line} --format json`, at)).out),
    read,
    facts: (name) => parse(read(name).split(/^---$/m)[1] ?? read(name), { version: '1.2', schema: 'core' }),
    commit: repository.commit,
  };
}

/** The rows of a table in a report. */
export function rowsOf(report: { [key: string]: unknown }, name: string): { [key: string]: unknown }[] {
  const tables = report.tables as { name: string; rows: { [key: string]: unknown }[] }[];
  return tables.find((table) => table.name === name)?.rows ?? [];
}
