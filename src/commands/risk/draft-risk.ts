import { nearest } from '../../core/nearest.ts';
import { UserError } from '../../world/world.ts';
import type { Request } from '../command.ts';
import { whyNoTitle } from '../new/draft.ts';
import type { Repository } from '../repository.ts';
import { dayIn, figureOf, targetOf } from './figures.ts';
import type { Treatment } from './treatments.ts';

/** What is known of a new risk so far. */
export interface RiskDraft {
  title?: string;
  category?: string;
  owner?: string;
  likelihood?: number;
  impact?: number;
  treatment?: Treatment;
  reason?: string;
  target?: { likelihood: number; impact: number };
  controls?: string[];
  reviewBy?: string;
}

/** What the flags say. UserError for a word that cannot stand. */
export function readDraft(request: Request, { config }: Repository): RiskDraft {
  const title = request.argument('TITLE')?.trim();
  const why = title === undefined ? undefined : whyNoTitle(title);
  if (why !== undefined) throw new UserError(why, 'Say in one line what may happen.');
  const category = request.text('category');
  if (category !== undefined) mustBeKnown(category, config.taxonomy);
  const controls = [...new Set(request.many('control').map((control) => control.trim()))].filter(Boolean);
  const draft = {
    title,
    category,
    owner: request.text('owner')?.trim() || undefined,
    likelihood: figureOf(request, 'likelihood', config),
    impact: figureOf(request, 'impact', config),
    treatment: request.text('treatment') as Treatment | undefined,
    reason: request.text('reason')?.trim() || undefined,
    target: targetOf(request, config),
    controls: controls.length > 0 ? controls : undefined,
    reviewBy: dayIn(request, 'review-by'),
  };
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}

const flags = [
  ['title', 'TITLE'],
  ['category', '--category C'],
  ['owner', '--owner O'],
  ['likelihood', '--likelihood N'],
  ['impact', '--impact N'],
  ['treatment', '--treatment T'],
  ['reason', '--reason R'],
] as const;

/** What has to be known before the record can be written, as it is given on the command line; [] when all of it is. */
export function missingFlags(draft: RiskDraft): readonly string[] {
  return flags.flatMap(([key, flag]) => (draft[key] === undefined ? [flag] : []));
}

/** A draft of which nothing is missing. */
export type WholeDraft = RiskDraft & Required<Pick<RiskDraft, (typeof flags)[number][0]>>;

function mustBeKnown(category: string, taxonomy: Repository['config']['taxonomy']): void {
  const known = Object.entries(taxonomy).flatMap(([area, details]) => details.map((detail) => `${area}/${detail}`));
  if (known.includes(category)) return;
  const guess = nearest(category, known);
  throw new UserError(
    `Unexpected category "${category}", expected one of the taxonomy: area/detail`,
    guess === undefined ? `The areas are ${Object.keys(taxonomy).join(', ')}.` : `Did you mean ${guess}?`,
  );
}
