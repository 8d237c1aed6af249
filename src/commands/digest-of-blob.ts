import { limits } from '../core/record/limits.ts';
import type { StagedFile, World } from '../world/world.ts';

/**
 * SHA-256 of what a blob stands for; of a large file kept elsewhere (git-lfs) the one that its pointer names. Undefined for
 * one over a record's size, which is not read from git: the work tree's file stands for it.
 */
export function digestOf(
  { mode, blob }: StagedFile,
  blobs: ReadonlyMap<string, Uint8Array>,
  world: World,
): string | undefined {
  const bytes = blobs.get(blob);
  if (!mode.startsWith('100') || bytes === undefined || bytes.length > limits.record) return undefined;
  const text = bytes.length < 1_024 ? new TextDecoder().decode(bytes) : '';
  const pointer = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize \d+\n$/.exec(
    text,
  );
  return pointer?.[1] ?? world.sha256(bytes);
}
