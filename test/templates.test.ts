// Long because it holds every shipped file, of five sorts, to its own promises; each sort has one block.
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { resolveConfig } from '../src/core/config.ts';
import { formats } from '../src/core/record/formats.ts';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const schemaOf = (name: string) => JSON.parse(read(`schemas/${name}.schema.json`)) as { [key: string]: unknown };
const placeholder = /\{\{(\w+)\}\}/g;
const placeholdersIn = (text: string): string[] => [...new Set([...text.matchAll(placeholder)].map((m) => m[1] ?? ''))];
const fill = (text: string, values: { [name: string]: string }): string =>
  text.replace(placeholder, (whole, name: string) => values[name] ?? whole);

/** Every `# key: …` line as if somebody had taken the comment sign away; `##` lines stay comments. */
const uncomment = (text: string): string => text.replace(/^# /gm, '');

/** YAML as data; a duplicate key or any other complaint is a failure. */
function data(text: string): unknown {
  const document = parseDocument(text, { version: '1.2', schema: 'core' });
  expect([...document.errors, ...document.warnings].map((e) => e.message)).toEqual([]);
  return document.toJS();
}

function schemaErrors(schema: string, value: unknown): string[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false, formats });
  const validate = ajv.compile(schemaOf(schema));
  validate(value);
  return (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
}

function* walk(value: unknown, path = ''): Generator<[string, unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* walk(inner, `${path}/${key}`);
}

const usual = [
  'Summary',
  'Timeline',
  'Impact',
  'Root cause analysis',
  'What went well',
  'What made detection slow',
  'What made response harder',
  'Lessons learned',
  'Corrective actions',
];
const headings: { [file: string]: string[] } = {
  'incident.md': usual,
  'security.md': usual.toSpliced(3, 0, 'Containment and eradication', 'Evidence preserved', 'Notification duties'),
  'near-miss.md': usual.toSpliced(3, 0, 'What stopped it'),
  'lite.md': ['Summary', 'Timeline', 'Root cause analysis', 'Lessons learned', 'Corrective actions'],
};

const shipped = readdirSync(new URL('templates/', root), { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.\w+$/.test(path));

/** What `pir new` writes from facts. */
const facts = `schema: pir/incident@1
id: 2026-11-20-checkout-down
title: Checkout down
type: availability
severity: sev2
status: draft
owner: "@sre-lead"
services: [checkout]
times:
  started: 2026-11-20T09:12:00+01:00
  detected: 2026-11-20T09:20:00+01:00
impact:
  summary: 1,240 checkouts failed`;

/** What an engineer puts in place of the shapes in an example. */
const answered = (text: string): string =>
  text
    .replaceAll('YYYY-MM-DDThh:mm:ssZ', '2026-11-21T08:00:00Z')
    .replaceAll('YYYY-MM-DD', '2026-11-25')
    .replaceAll(': SHA256', `: ${'0123456789abcdef'.repeat(4)}`);

describe('all shipped text', () => {
  it.each(shipped)('%s has short lines, no trailing blanks, one line end at its end', (file) => {
    const text = read(`templates/${file}`);
    expect(text.split('\n').filter((line) => line.length > 120 || /[\s]$/.test(line))).toEqual([]);
    expect(text).toMatch(/[^\n]\n$/);
  });

  it('is all looked at here', () => {
    const others = [
      'incident-response-plan.md',
      'management-review.md',
      'policy.md',
      'risk.md',
      'restricted.md',
      'pir.config.yaml',
      'ci/github.yml',
      'ci/gitlab.yml',
      'pir-folder/README.md',
      'maps/cstate.yaml',
      ...['incident', 'risk', 'policy', 'acknowledgement', 'management-review'].map((kind) => `places/${kind}.md`),
    ];
    expect(shipped.toSorted()).toEqual([...Object.keys(headings), ...others].toSorted());
  });
});

describe.each(Object.entries(headings))('%s', (file, expected) => {
  const text = read(`templates/${file}`);
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const sections = body.split(/^## /m).slice(1);

  it('is facts, a title, and the headings in order', () => {
    expect(front.split('\n').filter((line) => !/^##? \S/.test(line) && !/^# {3,}\S/.test(line))).toEqual([
      '{{frontmatter}}',
    ]);
    expect(body).toMatch(/^\n# \{\{title\}\}\n\n## /);
    expect(sections.map((section) => section.split('\n')[0])).toEqual(expected);
    expect(placeholdersIn(text).toSorted()).toEqual(['frontmatter', 'id', 'title']);
  });

  it('holds nothing under a heading but one prompt', () => {
    for (const section of sections) {
      const [heading, ...rest] = section.split('\n');
      const prompts = rest.join('\n').match(/<!--[\s\S]*?-->/g) ?? [];
      expect(prompts, heading).toHaveLength(1);
      expect(prompts[0]?.length, heading).toBeGreaterThan(100);
      expect(
        rest
          .join('\n')
          .replace(/<!--[\s\S]*?-->/g, '')
          .trim(),
        heading,
      ).toBe('');
      // A line that a reader without a markdown parser would take for a heading, a fence or a conflict.
      expect(prompts[0], heading).not.toMatch(/^(#|```|~~~|---|<<<<<<<|=======|>>>>>>>)/m);
    }
  });

  it('leaves no placeholder word and no blaming word, not even in comments', () => {
    expect(text).not.toMatch(/\b(TODO|TBD|FIXME|lorem)\b|\?\?\?|^\s*[-*+]\s*$/im);
    expect(text).not.toMatch(/careless|negligen|should have known|fault of|to blame|incompeten/i);
  });

  it('asks about systems', () => {
    expect(body).toMatch(/control failed|control that worked/i);
    expect(body).toMatch(/luck/i);
    expect(body).toMatch(/another careful person/i);
    expect(body).toMatch(/detection slow/i);
    expect(body).toMatch(/response harder/i);
  });

  it('names no command that does not exist', () => {
    const named = [...text.matchAll(/\bpir ((?:cause|action) add|[a-z]+)(?: (\{\{id\}\}|--\w+)| |`|\n)/g)].map(
      (m) => m[1],
    );
    const known = ['cause add', 'action add', 'time', 'show', 'review', 'submit', 'check'];
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(['cause add', 'action add', 'time']));
  });

  it('has examples that fit the schema once they are uncommented and answered, beside the facts', () => {
    const record = data(answered(uncomment(fill(front, { frontmatter: facts })))) as { [key: string]: unknown };
    expect(Object.keys(record)).toEqual(expect.arrayContaining(['causes', 'actions']));
    expect(schemaErrors('incident', record)).toEqual([]);
  });

  it('has examples that are refused as long as nobody has answered them', () => {
    const record = data(uncomment(fill(front, { frontmatter: facts })));
    expect(schemaErrors('incident', record)).toContainEqual(expect.stringContaining('/actions/0/due'));
    expect(front).toContain('owner: unassigned');
    expect(front).toContain('category: area/detail');
  });

  it('lists, beside a value, exactly the values that the schema allows', () => {
    const allowed = [...walk(schemaOf('incident'))]
      .filter(([path]) => path.endsWith('/enum'))
      .map(([, values]) => (values as string[]).toSorted().join(' '));
    const lists = [...front.matchAll(/# ([a-z_]+(?: \([a-z]+\))? \|.*)$/gm)].map((m) => m[1] ?? '');
    expect(lists.length).toBeGreaterThan(1);
    for (const list of lists) {
      const words = list.split(' | ').map((word) => word.split(' ')[0] ?? '');
      expect(allowed, list).toContain(words.toSorted().join(' '));
    }
  });
});

it('a near miss says which times cannot exist, and a security record keeps evidence and notices', () => {
  expect(read('templates/near-miss.md')).toMatch(/^# not_applicable: \{ mitigated: .+, resolved: .+ \}$/m);
  expect(read('templates/security.md')).toMatch(/^# evidence:$/m);
  expect(read('templates/security.md')).toMatch(/^# notifications:/m);
});

it('a stub has no prompts, and examples that fit the schema without a word of what happened', () => {
  const text = read('templates/restricted.md');
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  expect(body).not.toMatch(/^## |<!--/m);
  const stub = `${facts}\nconfidentiality: restricted\nrestricted: { held_by: "@sre-lead", where: the vault }`;
  const record = data(answered(uncomment(fill(front, { frontmatter: stub })))) as { causes: object[] };
  expect(schemaErrors('incident', record)).toEqual([]);
  expect(record.causes).toEqual([{ id: 'C1', role: 'root', category: 'area/detail' }]);
});

describe('risk.md', () => {
  const text = read('templates/risk.md');
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const known = 'schema: pir/risk@1\nid: R-001\ntitle: T\ncategory: process/supplier\nowner: "@a"\nstatus: open';

  it('is facts, a title and one prompt', () => {
    expect(placeholdersIn(text).toSorted()).toEqual(['frontmatter', 'id', 'title']);
    expect(body).toMatch(/^\n# \{\{title\}\}\n\n<!--\n[\s\S]{100,}-->\n$/);
    expect(text).not.toMatch(/\b(TODO|TBD|lorem)\b|\?\?\?/i);
  });

  it('has examples that fit the schema once they are uncommented and answered, and not before', () => {
    const record = data(answered(uncomment(fill(front, { frontmatter: known }))));
    expect(Object.keys(record as object)).toEqual(expect.arrayContaining(['controls', 'plan', 'target', 'acceptance']));
    expect(schemaErrors('risk', record)).toEqual([]);
    expect(schemaErrors('risk', data(uncomment(fill(front, { frontmatter: known }))))).not.toEqual([]);
  });
});

describe('incident-response-plan.md', () => {
  const text = read('templates/incident-response-plan.md');
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];

  it('is a sound policy once its five placeholders are replaced', () => {
    expect(placeholdersIn(text)).toEqual(['owner', 'effective', 'review_by', 'review_sla', 'action_sla']);
    const policy = data(fill(front, { owner: '"@sre-lead"', effective: '2026-12-01', review_by: '2027-12-01' }));
    expect(schemaErrors('policy', policy)).toEqual([]);
    expect(policy).toMatchObject({ id: 'incident-response-plan', status: 'draft', version: '1' });
    const controls = ['A.5.24', 'A.5.25', 'A.5.26', 'A.5.27', 'A.5.28', 'A.6.8'].map(
      (control) => `iso27001:${control}`,
    );
    expect(policy).toMatchObject({ controls });
  });

  it('has its lists of terms as blocks of their own', () => {
    for (const name of ['review_sla', 'action_sla']) expect(body).toContain(`:\n\n{{${name}}}\n\n`);
  });

  it('mandates reviews and says what becomes of them, on few pages', () => {
    expect(body).toMatch(/review is \*\*mandatory\*\*/);
    for (const word of ['sev1', 'hot-wash', 'evidence', 'overdue', 'repeat', 'risk register', 'training', 'management'])
      expect(body.toLowerCase()).toContain(word);
    expect(body.split(/\s+/).length).toBeLessThan(2000);
    expect(body).not.toMatch(/\b(TODO|TBD|lorem)\b|\?\?\?/i);
  });
});

describe('policy.md', () => {
  const text = read('templates/policy.md');

  it('is facts, a title, and headings whose prompts are comments', () => {
    expect(placeholdersIn(text)).toEqual(['frontmatter', 'title']);
    const [, body = ''] = text.split('# {{title}}\n');
    const sections = body.split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual([
      'Purpose',
      'Whom it concerns',
      'What holds',
      'Who does what',
      'Exceptions',
      'Upkeep',
    ]);
    for (const section of sections.slice(0, -1)) expect(section).toMatch(/^.+\n\n<!--\s[^>]+\s-->\n\n$/);
  });
});

describe.each(['github', 'gitlab'])('ci/%s.yml', (forge) => {
  const text = read(`templates/ci/${forge}.yml`);
  const workflow = data(fill(text, { branch: '"main"', folder: '' })) as { [key: string]: unknown };
  const nodes = [...walk(workflow)];
  const scripts = nodes
    .filter(([path, value]) => /\/(run|script\/\d+)$/.test(path) && typeof value === 'string')
    .map(([, value]) => value as string);

  it('has two placeholders: the branch, standing alone as a value, and the folder of the settings', () => {
    expect(placeholdersIn(text)).toEqual(['branch', 'folder']);
    expect(text).toMatch(/--cwd "\$\w+\{\{folder\}\}"/);
    expect(text).toMatch(/(-|:) \{\{branch\}\}$/m);
  });

  it('looks at every change: no filter by path', () => {
    const keys = nodes.map(([path]) => path.split('/').pop());
    expect(keys.filter((key) => /^(paths|paths-ignore|changes|exists)$/.test(key ?? ''))).toEqual([]);
  });

  it('installs what one variable names, outside the checkout, and runs the check with it', () => {
    expect(nodes.filter(([, value]) => value === 'pir-cli@0.1.0').map(([path]) => path.split('/').pop())).toEqual([
      'PIR_PACKAGE',
    ]);
    expect(scripts.filter((line) => line.includes('npm install'))).toEqual([expect.stringContaining('"$PIR_PACKAGE"')]);
    expect(scripts.join('\n')).toMatch(/npm install --prefix "\$[A-Z_/a-z]+" --ignore-scripts/);
    expect(scripts.join('\n')).toContain('npx --no-install pir check --cwd "$');
    expect(scripts.join('\n')).toMatch(/ \$\{PIR_BASE:\+--base "\$PIR_BASE"\}/);
  });

  it('puts no text of an event into a shell', () => {
    expect(scripts.filter((line) => line.includes('${{') || /CI_(COMMIT|MERGE_REQUEST)_/.test(line))).toEqual([]);
  });

  it('has no secret', () => {
    expect(JSON.stringify(workflow)).not.toMatch(/secrets|id_tokens|_TOKEN|pull_request_target/);
  });
});

describe('ci/github.yml', () => {
  const text = read('templates/ci/github.yml');
  const workflow = parse(fill(text, { branch: '"main"', folder: '' }));

  it('may read the repository and nothing else', () => {
    expect([...walk(workflow)].filter(([path]) => path.endsWith('/permissions'))).toEqual([
      ['/permissions', { contents: 'read' }],
    ]);
    expect(workflow.jobs.records.steps[0].with['persist-credentials']).toBe(false);
  });

  it('runs on pull requests, in the merge queue, on the main line and every week', () => {
    expect(Object.keys(workflow.on)).toEqual(['pull_request', 'merge_group', 'push', 'schedule', 'workflow_dispatch']);
    expect(workflow.on.push).toEqual({ branches: ['main'] });
    expect(workflow.on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \d$/) }]);
    expect(workflow.concurrency.group).toContain('github.ref');
  });

  it('compares a pull request with the commit it merges into, a queue with its base, and everything else with nothing', () => {
    const expression = (text: string) => ['$', `{{ ${text} }}`].join('');
    const { steps } = workflow.jobs.records;
    expect(steps[0].with['fetch-depth']).toBe(expression("github.event_name == 'pull_request' && 2 || 0"));
    expect(steps.at(-1).env).toEqual({
      PIR_BASE: expression("github.event_name == 'pull_request' && 'HEAD^1' || github.event.merge_group.base_sha"),
    });
  });

  it('uses actions by major tag, and Node 22', () => {
    const steps: { uses?: string; with?: unknown }[] = workflow.jobs.records.steps;
    const uses = steps.flatMap((step) => step.uses ?? []);
    expect(uses).toEqual([
      expect.stringMatching(/^actions\/checkout@v\d+$/),
      expect.stringMatching(/^actions\/setup-node@v\d+$/),
    ]);
    expect(steps[1]?.with).toMatchObject({ 'node-version': 22 });
  });
});

describe('ci/gitlab.yml', () => {
  const pipeline = parse(fill(read('templates/ci/gitlab.yml'), { branch: '"main"', folder: '' }));

  it('runs on merge requests, schedules and the main line', () => {
    const when = pipeline.records.rules.map((rule: { if: string }) => rule.if).join('\n');
    for (const source of ['merge_request_event', 'schedule', 'push']) expect(when).toContain(`"${source}"`);
    expect(when).toContain('$CI_COMMIT_BRANCH == $PIR_BRANCH');
    expect(pipeline.variables.PIR_BRANCH).toBe('main');
    expect(pipeline.records.variables.GIT_DEPTH).toBe('0');
    expect(pipeline.records.image).toMatch(/^node:22/);
  });

  it('compares a merge request with where it began, and everything else with nothing', () => {
    const { rules, variables } = pipeline.records;
    expect(variables.PIR_BASE).toBe('');
    const compared = rules.filter((rule: { variables?: object }) => rule.variables !== undefined);
    expect(compared.map(({ variables }: { variables: object }) => variables)).toEqual([
      { PIR_BASE: '$CI_MERGE_REQUEST_TARGET_BRANCH_SHA' },
      { PIR_BASE: '$CI_MERGE_REQUEST_DIFF_BASE_SHA' },
    ]);
    for (const rule of compared) expect(rule.if).toContain('"merge_request_event"');
  });

  it('publishes the two reports that the check writes', () => {
    const check: string = pipeline.records.script.at(-1);
    const written = Object.fromEntries(
      [...check.matchAll(/--format (\w+) --output "\$CI_PROJECT_DIR\/([\w.-]+)"/g)].map((m) => [m[1], m[2]]),
    );
    expect(check).toContain('--format human --format gitlab');
    expect(pipeline.records.artifacts.reports).toEqual({ codequality: written.gitlab, junit: written.junit });
    expect(pipeline.records.artifacts.when).toBe('always');
  });
});

describe('pir.config.yaml', () => {
  const text = read('templates/pir.config.yaml');
  const values = { schema: './pir.schema.json', profile: 'scaleup', timezone: '"Europe/Berlin"', branch: '"main"' };

  it('begins with the modeline for editors, and sets only what was decided', () => {
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema={{schema}}');
    expect(placeholdersIn(text)).toEqual(['schema', 'profile', 'timezone', 'branch']);
    const config = data(fill(text, values));
    expect(config).toEqual({ profile: 'scaleup', timezone: 'Europe/Berlin', branch: 'main' });
    expect(schemaErrors('config', config)).toEqual([]);
  });

  it('shows every key of the schema, explained, in its order, with the value that holds anyway', () => {
    const whole = uncomment(fill(text, values).replace(/^.*\n/, ''));
    const config = data(whole) as { [key: string]: unknown };
    expect(schemaErrors('config', config)).toEqual([]);
    expect(Object.keys(config)).toEqual(Object.keys(schemaOf('config').properties as object));
    const { hasTimezone: _, ...defaults } = resolveConfig({ timezone: 'Europe/Berlin' });
    expect(config).toEqual(defaults);
    for (const key of Object.keys(config)) expect(whole).toMatch(new RegExp(`^##.*\\n${key}:`, 'm'));
  });
});

describe('pir-folder/README.md', () => {
  const text = read('templates/pir-folder/README.md');

  it('shows a waiver that is one', () => {
    const [, sample = ''] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
    const waivers = data(sample) as { [key: string]: unknown }[];
    expect(schemaErrors('waivers', waivers)).toEqual([]);
    expect(Object.keys(waivers[0] ?? {})).toEqual(expect.arrayContaining(['rule', 'record', 'by', 'until', 'reason']));
  });

  it('explains each thing that may stand in the folder', () => {
    const parts = [...text.matchAll(/^## (\S+)$/gm)].map((m) => m[1]);
    expect(parts).toEqual(['templates/', 'waivers.yaml', 'baseline.json', 'schemas/']);
    for (const file of Object.keys(headings)) expect(text).toContain(`\`${file}\``);
  });
});

describe('management-review.md', () => {
  const text = read('templates/management-review.md');

  it('has a place for everything that pir report tells, and room for what people add', () => {
    expect(new Set(placeholdersIn(text))).toEqual(
      new Set(['frontmatter', 'id', 'title', 'prepared', 'summary', 'questions', 'recurring', 'supply']),
    );
    const body = text.slice(text.indexOf('\n---\n', 4));
    const sections = body.split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual([
      'Summary',
      'Questions',
      'Recurring incidents',
      'To be supplied',
      'Attendance and discussion',
      'Decisions',
    ]);
  });
});
