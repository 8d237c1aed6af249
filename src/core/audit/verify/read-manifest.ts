import { isRepositoryName } from '../../repository-name.ts';
import { parseDay, parseInstant } from '../../time.ts';
import { whyNoPath } from '../package/files.ts';
import type { Manifest } from '../package/manifest.ts';

/** As much of a manifest as a verification goes by; the rest is for people. */
export type ReadManifest = Pick<
  Manifest,
  | 'tool'
  | 'control'
  | 'as_of'
  | 'period'
  | 'repository'
  | 'records'
  | 'allowed'
  | 'redactions'
  | 'bundle'
  | 'signed'
  | 'files'
>;

type Part = { [key: string]: unknown };

/** A manifest of this form, or what is wrong with it: whoever wrote it may have meant ill. */
export function readManifest(text: string): ReadManifest | { why: string } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { why: 'it is no JSON' };
  }
  const why = whyNoManifest(data);
  return why === undefined ? (data as ReadManifest) : { why };
}

const hash = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const isDay = (text: string) => parseDay(text) !== undefined;
const isInstant = (text: string) => text.endsWith('Z') && parseInstant(text) !== undefined;
const matches = (pattern: RegExp) => (text: string) => pattern.test(text);

function whyNoManifest(data: unknown): string | undefined {
  const top = partOf(data);
  if (top.version !== 1) return 'it is of another version than 1';
  const [tool, period, repository] = [partOf(top.tool), partOf(top.period), partOf(top.repository)];
  const texts: readonly (readonly [name: string, value: unknown, isRight: (text: string) => boolean])[] = [
    ['tool.version', tool.version, matches(/^\S{1,60}$/)],
    ['control', top.control, matches(/^.{1,60}$/)],
    ['as_of', top.as_of, isInstant],
    ['period.from', period.from, isDay],
    ['period.to', period.to, isDay],
    ['repository.name', repository.name, isRepositoryName],
    ['repository.commit', repository.commit, matches(hash)],
    ['repository.tree', repository.tree, matches(hash)],
    ['repository.root', repository.root, (root) => root === '' || whyNoPath(root) === undefined],
    ['repository.branch', repository.branch, matches(/^.{1,200}$/)],
  ];
  const wrong = texts.find(([, value, isRight]) => typeof value !== 'string' || !isRight(value));
  if (wrong !== undefined) return `${wrong[0]} is not what it should be`;
  const { epoch_at: epoch, roots } = repository;
  if (epoch !== null && !(typeof epoch === 'string' && isInstant(epoch))) return 'repository.epoch_at is no instant';
  if (!isListOf(roots, (root) => typeof root === 'string' && hash.test(root))) return 'repository.roots are no hashes';
  if (!isListOf(top.allowed, (each) => typeof partOf(each).what === 'string')) return 'allowed is no list of reasons';
  if (!isListOf(top.redactions, (each) => typeof partOf(each).field === 'string')) return 'redactions is no list';
  if (typeof top.bundle !== 'boolean' || typeof top.signed !== 'boolean')
    return 'bundle or signed is neither true nor false';
  return isListOf(top.files, isFile) ? undefined : 'files is no list of files';
}

function isFile(value: unknown): boolean {
  const { path, size, sha256, git_blob: blob, source } = partOf(value);
  return (
    typeof path === 'string' &&
    Number.isSafeInteger(size) &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    (blob === null || (typeof blob === 'string' && hash.test(blob))) &&
    (source === null || typeof source === 'string')
  );
}

const isListOf = (value: unknown, isOne: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isOne);

const partOf = (value: unknown): Part => (typeof value === 'object' && value !== null ? (value as Part) : {});
