import type { HeatMap, HeatMapCell, Table } from '../core/report.ts';

/** The cell at a place of the scales; a place that nobody named is low and empty. */
export function cellAt({ cells }: HeatMap, likelihood: number, impact: number): HeatMapCell {
  const found = cells.find((cell) => cell.likelihood === likelihood && cell.impact === impact);
  return found ?? { likelihood, impact, level: 'low', now: [], before: [] };
}

/** From 1 to the end of the scale. */
export const stepsOf = ({ scale }: HeatMap): number[] => Array.from({ length: scale }, (_, at) => at + 1);

/** What stood there and stands elsewhere now. */
export function goneFrom({ now, before }: HeatMapCell): readonly string[] {
  return before.filter((id) => !now.includes(id));
}

/** Where there are only characters: a row a likelihood, the greatest first; what has left stands in brackets. */
export function heatMapTable(map: HeatMap): Table {
  const steps = stepsOf(map);
  const words = (cell: HeatMapCell) => [...cell.now, ...goneFrom(cell).map((id) => `(${id})`)].join(' ');
  return {
    name: 'heat_map',
    title: map.title,
    columns: [
      { key: 'likelihood', title: 'Likelihood', unit: 'text' },
      ...steps.map((impact) => ({ key: `impact_${impact}`, title: `Impact ${impact}`, unit: 'text' as const })),
    ],
    rows: steps.toReversed().map((likelihood) => ({
      likelihood: String(likelihood),
      ...Object.fromEntries(
        steps.map((impact) => {
          const cell = cellAt(map, likelihood, impact);
          return [`impact_${impact}`, words(cell) === '' ? cell.level : `${words(cell)}: ${cell.level}`];
        }),
      ),
    })),
  };
}
