import type { Config } from '../../core/config.ts';
import { parseDay } from '../../core/time.ts';
import { UserError } from '../../world/world.ts';
import type { Request } from '../command.ts';

/** A flag's likelihood or impact, on the config's scale; undefined where it was not said. */
export function figureOf(request: Request, name: 'likelihood' | 'impact', config: Config): number | undefined {
  const said = request.text(name);
  if (said === undefined) return undefined;
  const figure = onScale(said, config);
  if (figure !== undefined) return figure;
  throw new UserError(
    `Unexpected --${name} "${said}", expected a whole number from 1 to ${config.risk.scale}`,
    'The scale is risk.scale in pir.config.yaml.',
  );
}

/** --target as `1x4`: likelihood, then impact. */
export function targetOf(request: Request, config: Config): { likelihood: number; impact: number } | undefined {
  const said = request.text('target');
  if (said === undefined) return undefined;
  const [, first = '', second = ''] = /^(\d+) ?[x×*] ?(\d+)$/i.exec(said.trim()) ?? [];
  const likelihood = onScale(first, config);
  const impact = onScale(second, config);
  if (likelihood !== undefined && impact !== undefined) return { likelihood, impact };
  throw new UserError(
    `Unexpected --target "${said}", expected likelihood and impact from 1 to ${config.risk.scale}, as 1x4`,
    'Write it like 1x4: likelihood first.',
  );
}

/** A flag's day; undefined where it was not said. */
export function dayIn(request: Request, flag: string): string | undefined {
  const said = request.text(flag);
  if (said === undefined || parseDay(said) !== undefined) return said;
  throw new UserError(`Unexpected --${flag} "${said}", expected a day`, 'Write it like 2027-05-23.');
}

function onScale(text: string, { risk }: Config): number | undefined {
  const figure = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return figure >= 1 && figure <= risk.scale ? figure : undefined;
}
