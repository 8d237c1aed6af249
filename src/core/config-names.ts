import { type Config, resolveConfig } from './config.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { ConfigFile } from './record/shapes.ts';

/**
 * Names in a config file that nothing in it or in its profile's defaults has: a severity that is none would switch a
 * requirement off in silence. Defaults are not looked at: who renames severities may not know of all of them.
 */
export function strayNames(file: ConfigFile): Problem[] {
  const config = resolveConfig(file);
  return [
    ...strays('severity', config.severities, [
      ['/review_required', file.review_required],
      ['/risk/required_for', file.risk?.required_for],
      ['/sla/review', file.sla?.review],
      ['/approvals', file.approvals],
      ['/participants', file.participants],
    ]),
    ...strays('priority', config.priorities, [['/sla/action', file.sla?.action]]),
    ...strays('area of the taxonomy', Object.keys(config.taxonomy), [['/human_error', file.human_error]]),
  ];
}

type Named = readonly string[] | { readonly [name: string]: unknown } | null | undefined;

function strays(
  sort: string,
  known: readonly string[],
  places: readonly (readonly [pointer: string, names: Named])[],
): Problem[] {
  return places.flatMap(([pointer, named]) => {
    const isList = Array.isArray(named);
    const names: readonly string[] = isList ? named : Object.keys(named ?? {});
    return names.flatMap((name, i) => {
      if (known.includes(name)) return [];
      const guess = nearest(name, known);
      return {
        message: `Unexpected ${sort} "${name}", expected one of ${known.join(', ')}`,
        hint: guess === undefined ? 'Name one of them.' : `Did you mean ${guess}?`,
        pointer: `${pointer}/${isList ? i : name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        atKey: !isList,
      };
    });
  });
}

/** Metrics that the config names and nobody measures, in words; undefined for none. `known` are those of its milestones, too. */
export function strayMetric({ headline, targets }: Config, known: readonly string[]): string | undefined {
  const [where, name] =
    [
      ...headline.map((name) => ['headline', name] as const),
      ...Object.keys(targets).map((name) => ['targets', name] as const),
    ].find(([, name]) => !known.includes(name)) ?? [];
  return name === undefined ? undefined : `Unexpected metric "${name}" under ${where} in pir.config.yaml`;
}

/** Settings left at a default that names a severity or priority which this config calls otherwise, or does not have. */
export function strayDefaults({ severities, priorities, ...config }: Config): string[] {
  const settings: readonly (readonly [setting: string, names: readonly string[], known: readonly string[]])[] = [
    ['review_required', config.review_required, severities],
    ['sla.review', Object.keys(config.sla.review), severities],
    ['approvals', Object.keys(config.approvals), severities],
    ['participants', Object.keys(config.participants), severities],
    ['risk.required_for', config.risk.required_for, severities],
    ['sla.action', Object.keys(config.sla.action), priorities],
  ];
  return settings.flatMap(([setting, names, known]) => (names.every((name) => known.includes(name)) ? [] : [setting]));
}
