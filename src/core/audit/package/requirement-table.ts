import { type Block, column, type Row } from '../../report.ts';
import { countOf, durationWords, plainWords } from '../../words.ts';
import type { ControlFigure, ControlRequirement, ControlRow } from './control-rows.ts';

/** What a control asks, and what is here; of over `most` records a row names some, and `control-map.json` all. */
export function requirementTable({ id, requirements }: ControlRow, most: number): Block {
  return {
    block: 'table',
    table: {
      name: 'requirements',
      title: `${id}: requirements`,
      columns: [
        column('words', 'What is asked'),
        column('state', 'State'),
        column('records', 'Records', 'list', 'paths'),
        column('figures', 'Figures, all of the period'),
      ],
      rows: requirements.map((requirement) => requirementRow(requirement, most)),
    },
  };
}

function requirementRow({ words, state, records, figures, files }: ControlRequirement, most: number): Row {
  const named = [...records.map(({ id, path }) => [id, path] as const), ...files.map((file) => [file, file] as const)];
  const rest = named.length - most;
  const shown = rest > 1 ? [...named.slice(0, most), [`and ${rest} more`, 'control-map.json'] as const] : named;
  return {
    words,
    state: state === 'evidence' ? countOf(named.length, 'record') : state,
    records: shown.map(([name]) => name),
    paths: shown.map(([, path]) => path),
    figures: figures.map(figureWords).join('; '),
  };
}

function figureWords({ metric, figure, value, unit, of }: ControlFigure): string {
  const name = plainWords(metric);
  if (value === null) return `${name}: no figure`;
  if (unit === 'seconds')
    return `${name}: ${figure} ${durationWords(Math.abs(value))}${of === null ? '' : ` of ${of}`}`;
  return `${name}: ${value}${of === null ? '' : ` of ${of}`}`;
}
