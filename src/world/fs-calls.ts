import fs from 'node:fs';

/** What of `node:fs` the files of the world are made with: tests hand in a disk that is full or fails half-way. */
export type FsCalls = Pick<
  typeof fs,
  | 'appendFileSync'
  | 'chmodSync'
  | 'closeSync'
  | 'fchmodSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'linkSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'mkdtempSync'
  | 'openSync'
  | 'readdirSync'
  | 'readSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'rmSync'
  | 'statSync'
  | 'unlinkSync'
  | 'writeFileSync'
>;

export const realFs: FsCalls = fs;

const reasons: { readonly [code: string]: string } = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOENT: 'no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'disk full',
  EDQUOT: 'disk full: the quota is used up',
  EROFS: 'the disk is read-only',
  EFBIG: 'the file would be too large',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files',
  ELOOP: 'it is a symbolic link',
  EIO: 'the disk failed',
};

/** `ENOENT` and the like; undefined for an error that is not the system's. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Why a call failed, in words. What is not the system's error is a bug, and thrown on. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined || code.startsWith('ERR_')) throw error;
  return reasons[code] ?? code;
}
