const name = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
const LONGEST = 200;

/** Whether a repository may be called that where facts of many come together: `payments`, `village/shops`. */
export function isRepositoryName(text: string): boolean {
  return text.length <= LONGEST && name.test(text);
}

/** What the forge calls a repository: `village/shops`, from the address of its remote; of a path on a disk, the last part. */
export function nameOfRemote(address: string): string | undefined {
  const [, hosted] =
    /^(?:https?|ssh|git|git\+ssh|ftps?):\/\/[^/]+\/(.*)$/i.exec(address) ??
    /^(?:[^@/]+@)?[^/:]{2,}:(?!\/\/)(.*)$/.exec(address) ??
    [];
  const path = (hosted ?? address)
    .replace(/[?#].*$/, '')
    .replace(/^[/~]+|\/+$/g, '')
    .replace(/\.git$/, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  return [hosted === undefined ? last : path, last].find(isRepositoryName);
}

/** A folder's name as a repository's: what may not stand in one becomes a hyphen. */
export function nameOfFolder(folder: string): string {
  const plain = folder
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, LONGEST);
  return plain === '' ? 'repository' : plain;
}

/** The name as a part of a file's name. */
export function filePart(repository: string): string {
  return repository.replaceAll('/', '--');
}
