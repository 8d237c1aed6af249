import { type ForeignColumn, foreignColumns } from '../../../interop/foreign-columns.ts';
import { bare } from '../../../interop/foreign-incidents.ts';
import { UserError } from '../../../world/world.ts';
import type { Request } from '../../command.ts';

/** --column: which of their columns is what. */
export function columnsAsked(request: Request): { [column in ForeignColumn]?: string } {
  return Object.fromEntries(
    request.many('column').map((said) => {
      const [what = '', name = ''] = halves(said);
      if ((foreignColumns as readonly string[]).includes(what) && name !== '') return [what, name];
      throw new UserError(
        `Unexpected --column "${said}", expected ${foreignColumns.join(', ')} with = and the name of a column`,
        'Write it like --column id=Number.',
      );
    }),
  );
}

/** --severity: their word, bare, → ours. */
export function severitiesAsked(request: Request, severities: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    request.many('severity').map((said) => {
      const [theirs = '', ours = ''] = halves(said);
      if (theirs !== '' && severities.includes(ours)) return [bare(theirs), ours];
      throw new UserError(
        `Unexpected --severity "${said}", expected a word of theirs with = and one of ${severities.join(', ')}`,
        `Write it like --severity P1=${severities[0]}.`,
      );
    }),
  );
}

function halves(said: string): [string, string] {
  const at = said.lastIndexOf('=');
  return at < 0 ? ['', ''] : [said.slice(0, at).trim(), said.slice(at + 1).trim()];
}
