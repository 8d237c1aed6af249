import type { Redactor } from '../../../core/audit/redact/redactor.ts';
import type { Commit, MainCommit } from '../../../core/history/commit.ts';
import type { World } from '../../../world/world.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * A world in which what is redacted never stood: records, their history and who committed them. Whatever is computed there
 * can tell nothing of it. `settings` are blobs that are no records and in which only words are replaced; `carried` are
 * those whose bytes may be packaged.
 */
export function redactedWorld(
  world: World,
  redactor: Redactor,
  { settings, carried }: { settings: ReadonlySet<string>; carried: ReadonlySet<string> },
): World {
  const { git } = world;
  const known = new Map<string, Uint8Array>();
  const seen = (blob: string, bytes: Uint8Array): Uint8Array => {
    const before = known.get(blob);
    if (before !== undefined) return before;
    const text = textOf(bytes);
    // An old version that cannot be changed just so is passed over.
    const other = text === undefined ? '' : settings.has(blob) ? redactor.words(text) : (redactor.signed(text) ?? '');
    const made = encoder.encode(other);
    known.set(blob, made);
    return made;
  };
  const all = (blobs: ReadonlyMap<string, Uint8Array>) =>
    new Map([...blobs].map(([blob, bytes]) => [blob, seen(blob, bytes)]));
  return {
    ...world,
    // What is kept there is told of the versions as they are.
    cache: { has: () => false, read: () => undefined, open: () => undefined, write: () => {}, close: () => {} },
    files: {
      ...world.files,
      // A config that is no part of the repository.
      readText(path) {
        const text = world.files.readText(path);
        return text === undefined ? undefined : redactor.words(text);
      },
    },
    git: {
      ...git,
      readBlobs: (top, blobs) => all(git.readBlobs(top, blobs)),
      requireBlobs: (top, blobs) => all(git.requireBlobs(top, blobs)),
      async *readBlobStream(top, blobs) {
        for await (const reads of git.readBlobStream(top, blobs))
          yield reads.map((read) => ({ ...read, bytes: read.bytes && seen(read.blob, read.bytes) }));
      },
      blobBytes(top, blobs, most) {
        const carriedAs = (blob: string, bytes: Uint8Array): Uint8Array => {
          const text = carried.has(blob) ? textOf(bytes) : undefined;
          if (text === undefined) return bytes;
          return encoder.encode(settings.has(blob) ? redactor.words(text) : (redactor.record(text) ?? ''));
        };
        return new Map([...git.blobBytes(top, blobs, most)].map(([blob, bytes]) => [blob, carriedAs(blob, bytes)]));
      },
      async *walkHistory(top, tip, folders, since) {
        for await (const batch of git.walkHistory(top, tip, folders, since))
          yield batch.map(
            (commit): MainCommit => ({
              ...commit,
              ...peopleOf(commit, redactor),
              inner: commit.inner.map((inner) => ({ ...inner, ...peopleOf(inner, redactor) })),
            }),
          );
      },
      async signatures(top, commits) {
        const found = await git.signatures(top, commits);
        return new Map(
          [...found].map(([hash, { signer, key, reason, ...rest }]) => [
            hash,
            {
              ...rest,
              signer: signer === null ? null : redactor.words(signer),
              // A key is as good as a name.
              key: key === null ? null : redactor.handleName(key),
              reason: redactor.words(reason),
            },
          ]),
        );
      },
    },
  };
}

function peopleOf({ author, committer, trailers }: Commit, redactor: Redactor): Partial<Commit> {
  return {
    author: redactor.person(author),
    committer: redactor.person(committer),
    trailers: trailers.map(({ key, value }) => {
      const [, name, email] = /^(.*?)\s*<([^<>]*)>$/.exec(value) ?? [];
      if (name === undefined || email === undefined) return { key, value: redactor.words(value) };
      const person = redactor.person({ name, email, at: 0 });
      return { key, value: `${person.name} <${person.email}>` };
    }),
  };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
