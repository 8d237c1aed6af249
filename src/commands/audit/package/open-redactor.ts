import { RECONCILIATION } from '../../../core/audit/reconciliation-file.ts';
import { PEOPLE, redactedField } from '../../../core/audit/redact/read-fields.ts';
import type { RedactedField } from '../../../core/audit/redact/redact-facts.ts';
import { type RedactionAsked, type Redactor, redactorOf } from '../../../core/audit/redact/redactor.ts';
import { eventsOf } from '../../../core/history/ledger.ts';
import { UserError, type World } from '../../../world/world.ts';
import type { Request } from '../../command.ts';
import { readHistory } from '../../history.ts';
import { recordPlaces } from '../../record-rows.ts';
import { CONFIG, type Repository } from '../../repository.ts';
import { signersIn } from './pack-excerpt.ts';
import { redactedWorld } from './redacted-world.ts';

const FEWEST_KEY_BYTES = 16;
const LARGEST_KEY = 64 * 1024;

/** What --redact asks for, with its key: of --redact-key, else a new one. Undefined without --redact. */
export function readRedaction(request: Request, world: World): (RedactionAsked & { newKey?: string }) | undefined {
  const asked = [...new Set(request.many('redact'))];
  const keyFile = request.text('redact-key');
  if (asked.length === 0) {
    if (keyFile === undefined) return undefined;
    throw new UserError('Unexpected --redact-key without --redact', 'Say what to redact: --redact impact.cost');
  }
  if (request.isOn('with-bundle'))
    throw new UserError(
      'Unexpected --redact together with --with-bundle, which hands over everything',
      'Leave one of them out.',
    );
  const fields = asked
    .filter((name) => name !== PEOPLE)
    .map((name): RedactedField => {
      const field = redactedField(name);
      if ('why' in field) throw new UserError(field.why, field.hint);
      return field;
    });
  const people = asked.includes(PEOPLE);
  if (keyFile === undefined && request.isQuiet)
    throw new UserError(
      'Unexpected --quiet without --redact-key: a new key would be said to nobody',
      'Leave one out, or name a file that holds a key.',
    );
  if (keyFile === undefined) {
    const newKey = world.randomHex(32);
    return { fields, people, key: new TextEncoder().encode(newKey), newKey };
  }
  const key = world.files.readBytes(world.files.real(world.files.resolve(request.cwd, keyFile)), LARGEST_KEY);
  // A line end at its end is the editor's.
  const bytes = key?.at(-1) === 10 ? key.subarray(0, -1) : key;
  if (bytes !== undefined && bytes.length >= FEWEST_KEY_BYTES) return { fields, people, key: Uint8Array.from(bytes) };
  throw new UserError(
    `Unexpected --redact-key ${keyFile}, ${bytes === undefined ? 'which does not exist' : `of ${bytes.length} bytes`}, expected a file of ${FEWEST_KEY_BYTES} bytes or more`,
    'Make one with: openssl rand -hex 32 > redact.key, and keep it out of every repository.',
  );
}

/** A world without what is redacted, and what redacts. UserError where a record cannot be changed just so. */
export async function openRedactor(
  asked: RedactionAsked,
  commit: string,
  request: Request,
  repository: Repository,
  still: World,
): Promise<{ redactor: Redactor; world: World }> {
  const { root, places, people } = repository;
  const { git, files } = still;
  const { folders, rowOf } = recordPlaces(places, root, still);
  const rows = git.treeAt(root.top, commit, folders).flatMap((file) => rowOf(file) ?? []);
  const regular = rows.filter(({ mode }) => mode.startsWith('100'));
  const blobs = git.requireBlobs(
    root.top,
    regular.map(({ blob }) => blob),
  );
  const texts = regular.map(({ path, blob }) => textOf(path, blobs.get(blob)));
  const names = asked.people ? await namesOf(people, request, repository, still) : [];
  const redactor = redactorOf(asked, texts, names, still.sha256);
  for (const [i, text] of texts.entries())
    if (redactor.record(text) === undefined)
      throw cannotRedact(regular[i]?.path ?? '', 'its frontmatter cannot be read');
  const below = (name: string) => files.relative(root.top, files.join(root.folder, name));
  const config =
    request.config === undefined
      ? below(CONFIG)
      : files.relative(root.top, files.real(files.resolve(still.cwd, request.config)));
  const settingNames = [
    config,
    ...['people.yaml', '.pir/waivers.yaml', '.pir/baseline.json', RECONCILIATION].map(below),
  ];
  const settings = new Set(
    git
      .treeAt(
        root.top,
        commit,
        settingNames.filter((name) => !name.startsWith('../')),
      )
      .map(({ blob }) => blob),
  );
  const signers = signersIn(root.top, commit, still)?.source?.blob;
  if (signers !== undefined) settings.add(signers);
  const carried = new Set([...settings, ...regular.map(({ blob }) => blob)]);
  return { redactor, world: redactedWorld(still, redactor, { settings, carried }) };
}

/** What people are called: by people.yaml, and by the commits. */
async function namesOf(
  people: Repository['people'],
  request: Request,
  repository: Repository,
  still: World,
): Promise<string[]> {
  const { ledger } = await readHistory(request, repository, still);
  const committed = eventsOf(ledger).flatMap(({ mark }) => [mark.author, mark.mergedBy ?? '']);
  return [...new Set([...(people?.all ?? []).map(({ name = '' }) => name), ...committed])].filter(
    (name) => name !== '',
  );
}

function textOf(path: string, bytes: Uint8Array | undefined): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes ?? new Uint8Array());
  } catch {
    throw cannotRedact(path, 'it is not UTF-8');
  }
}

function cannotRedact(path: string, why: string): UserError {
  return new UserError(`Cannot redact ${path}: ${why}`, 'Mend it: pir check says how.');
}
