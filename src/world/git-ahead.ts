import { type Env, filtersOff, type GitCall, LIST_FILTERS } from './git-spawn.ts';
import type { StreamGit } from './git-stream.ts';

/** What git was asked of the work tree before anybody wanted to know. */
export interface AskedAhead {
  status: Buffer;
  index: Buffer;
}

/**
 * Asks git both at once, while the caller does something else; undefined where it gives up, and whoever wants to know asks
 * again and is told why.
 */
export async function askAhead(
  stream: StreamGit,
  env: Env,
  { status, index }: { status: GitCall; index: GitCall },
): Promise<AskedAhead | undefined> {
  const all = async (call: GitCall): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream({ cwd: call.cwd, args: call.args, ...(call.env && { env: call.env }) }).chunks)
      chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  // Without any filter git gives up on the list of them.
  const filters = all({ cwd: status.cwd, args: LIST_FILTERS }).catch(() => Buffer.alloc(0));
  try {
    const [rows, files] = await Promise.all([
      filters.then((names) => all({ ...status, env: filtersOff(names, env) })),
      all(index),
    ]);
    return { status: rows, index: files };
  } catch {
    return undefined;
  }
}
