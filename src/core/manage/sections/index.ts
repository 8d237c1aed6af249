import type { Section } from '../section.ts';
import { actions } from './actions.ts';
import { costs } from './costs.ts';
import { decisions } from './decisions.ts';
import { definitions } from './definitions.ts';
import { durations } from './durations.ts';
import { effectiveness } from './effectiveness.ts';
import { policies } from './policies.ts';
import { repeats } from './repeats.ts';
import { reviewed } from './reviewed.ts';
import { risks } from './risks.ts';
import { targets } from './targets.ts';
import { training } from './training.ts';
import { volume } from './volume.ts';
import { where } from './where.ts';

/** Every section, in the order of the page. One more: its file here, its line below. */
export const sections: readonly Section[] = [
  volume,
  durations,
  targets,
  where,
  repeats,
  actions,
  effectiveness,
  risks,
  policies,
  training,
  reviewed,
  costs,
  decisions,
  definitions,
];
