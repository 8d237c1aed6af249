import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Rules of markdown style that sound records break: long lines, a title in the body too, HTML, underlined headings. */
const silenced = ['MD003', 'MD013', 'MD024', 'MD025', 'MD033', 'MD060'];

/** Other tools at versions that run on Node 20: what each needs, and how it is run on a corpus. */
const tools = [
  {
    name: 'rumdl',
    packages: ['rumdl@0.2.75'],
    sizes: [1_000, 10_000],
    // The program itself: the script that npm links to would add the start of Node.
    command: ({ bin, native }) => native ?? join(bin, 'rumdl'),
    args: () => ['check', '--no-config', '--no-cache', '--silent', '--disable', silenced.join(','), 'incidents'],
  },
  {
    name: 'ajv-cli',
    packages: ['ajv-cli@5.0.0'],
    sizes: [1_000, 10_000],
    command: ({ bin }) => join(bin, 'ajv'),
    args: ({ schema, yaml }) => ['validate', '-s', schema, '-d', join(yaml, '*.yaml'), '--strict=false'],
  },
  {
    name: 'markdownlint-cli2',
    packages: ['markdownlint-cli2@0.18.1'],
    sizes: [1_000],
    rounds: 2,
    command: ({ bin }) => join(bin, 'markdownlint-cli2'),
    args: ({ quiet }) => ['--config', quiet, 'incidents/**/*.md'],
  },
  {
    name: 'remark-cli',
    packages: ['remark-cli@12.0.1', 'remark-frontmatter@5.0.0', 'remark-lint-frontmatter-schema@3.15.4'],
    sizes: [1_000],
    rounds: 1,
    command: ({ bin }) => join(bin, 'remark'),
    args: ({ remark }) => ['--no-stdout', '--quiet', '--frail', '--rc-path', remark, 'incidents'],
  },
];

/** Installs the tools into a folder of its own; gives those that are there, and says why others are not. */
export function installPeers(folder, say) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const packages = tools.flatMap((tool) => tool.packages);
  say(`Installing ${packages.join(', ')} into ${folder}`);
  const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder];
  const npm = spawnSync('npm', ['install', ...flags, ...packages], { encoding: 'utf8', timeout: 180_000 });
  if (npm.status !== 0) {
    const reason =
      npm.error?.message ?? npm.stderr.split('\n').find((line) => line.includes('error')) ?? 'no reason given';
    say(`No peers: npm did not install them (${reason})`);
    return [];
  }
  const bin = join(folder, 'node_modules', '.bin');
  const places = { folder, bin, native: nativeOf(join(folder, 'node_modules', '@rumdl')) };
  return tools.map((tool) => ({ ...tool, places }));
}

function nativeOf(folder) {
  if (!existsSync(folder)) return undefined;
  const found = readdirSync(folder).map((name) => [join(folder, name, 'bin', 'rumdl'), join(folder, name, 'rumdl')]);
  return found.flat().find((file) => existsSync(file));
}

/** One job a tool and corpus. */
export function peerJobs(peers, corpora, folder, say) {
  if (peers.length === 0) return [];
  const files = writeSettings(folder, peers[0].places);
  const jobOf = (tool, size) => {
    const yaml = join(folder, `yaml-${size}`);
    if (tool.name === 'ajv-cli') writeYaml(corpora[size], yaml);
    const places = { ...tool.places, ...files, yaml };
    return {
      name: `${tool.name} of ${size}`,
      command: tool.command(places),
      args: tool.args(places),
      cwd: corpora[size],
      ...(tool.rounds && { rounds: tool.rounds }),
    };
  };
  return peers
    .filter((tool) => isContent(jobOf(tool, 100), say))
    .flatMap((tool) => tool.sizes.map((size) => jobOf(tool, size)));
}

/** Whether a tool runs here and agrees that the records are sound; else its figures would be of another job. */
function isContent({ name, command, args, cwd }, say) {
  const { status, error, stderr, stdout } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status === 0) return true;
  say(`Without ${name}: ${error?.message ?? `it ended with ${status}: ${`${stderr}${stdout}`.slice(0, 400)}`}`);
  return false;
}

/** A schema for validators of an older draft, and settings under which linters of markdown have nothing to say here. */
function writeSettings(folder, { folder: installed }) {
  const schemas = fileURLToPath(new URL('../../schemas', import.meta.url));
  const text = readFileSync(join(schemas, 'incident.schema.json'), 'utf8')
    .replaceAll('"unevaluatedProperties"', '"additionalProperties"')
    .replace('"https://json-schema.org/draft/2020-12/schema"', '"http://json-schema.org/draft-07/schema#"')
    .replace(/"format": "pir-[a-z]+",?/g, '')
    .replace(/,(\s*\})/g, '$1');
  const schema = join(folder, 'incident-draft-07.schema.json');
  writeFileSync(schema, JSON.stringify(JSON.parse(text)));
  const quiet = join(folder, '.markdownlint-cli2.jsonc');
  const off = Object.fromEntries(silenced.map((rule) => [rule, false]));
  writeFileSync(quiet, JSON.stringify({ config: off, noBanner: true, noProgress: true }));
  const remark = join(installed, '.remarkrc.mjs');
  writeFileSync(
    remark,
    `import { readFileSync } from 'node:fs';
import frontmatter from 'remark-frontmatter';
import schema from 'remark-lint-frontmatter-schema';
const embed = JSON.parse(readFileSync(${JSON.stringify(schema)}, 'utf8'));
export default { plugins: [frontmatter, [schema, { embed }]] };
`,
  );
  return { schema, quiet, remark };
}

/** The frontmatter of each record as a YAML file in which days and times are quoted, since YAML 1.1 makes dates of them. */
function writeYaml(corpus, out) {
  mkdirSync(out, { recursive: true });
  const incidents = join(corpus, 'incidents');
  for (const year of readdirSync(incidents)) {
    for (const name of readdirSync(join(incidents, year))) {
      const text = readFileSync(join(incidents, year, name), 'utf8');
      const front = text.slice(4, text.indexOf('\n---\n') + 1);
      const quoted = front.replace(/(: )(\d{4}-\d\d-\d\d(?:T[\d:]+(?:Z|[+-]\d\d:\d\d))?)(?=[\s,}])/g, '$1"$2"');
      writeFileSync(join(out, name.replace(/md$/, 'yaml')), quoted);
    }
  }
}
