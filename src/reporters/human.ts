import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { breakCommands, showText } from '../core/show-text.ts';
import { codeFrame } from './frame.ts';
import { hanging, layOut, titled } from './page.ts';
import { type Paint, paintOf } from './paint.ts';
import type { Style } from './reporter.ts';
import { INCOMPLETE, summaryOf, writtenFiles } from './summary.ts';
import { widthOf, wrap } from './width.ts';

// Below it frames have no room left for what they frame; lines then run over.
const NARROWEST = 40;

/** For people: what was asked for, then what was found, then what was written, then the sum of it. */
export function render(report: Report, style: Style): string {
  if (report.raw !== undefined) return report.raw;
  const paint = paintOf(style.color);
  const columns = Math.max(style.columns, NARROWEST);
  const findings = style.isQuiet ? report.findings.filter(({ severity }) => severity !== 'note') : report.findings;
  const parts =
    report.page === undefined
      ? report.tables.map((table) => titled(table, columns, paint))
      : layOut(report.page, columns, paint);
  for (const group of byPath(findings)) parts.push(foundIn(group, columns, paint));
  if (!style.isQuiet && report.notes.length > 0) parts.push(notes(report.notes, columns, paint));
  if (report.files.length > 0) parts.push(written(report, paint));
  const last = [...(report.complete ? [] : [paint.severity.error(INCOMPLETE)]), ...sum(report, style, paint)];
  if (last.length > 0) parts.push(last.join('\n'));
  return parts.length === 0 ? '' : breakCommands(`${parts.join('\n\n')}\n`);
}

function sum(report: Report, { isQuiet }: Style, paint: Paint): string[] {
  const words = isQuiet ? undefined : summaryOf(report);
  if (words === undefined) return [];
  const { errors, warnings } = report.summary;
  const brush = errors > 0 ? paint.severity.error : warnings > 0 ? paint.severity.warning : paint.good;
  return [brush(words)];
}

function written(report: Report, paint: Paint): string {
  const files = writtenFiles(report);
  const actions = longest(files.map(({ action }) => action));
  return files.map(({ action, path }) => `${paint.action(action.padEnd(actions))} ${showText(path)}`).join('\n');
}

function byPath(findings: readonly Finding[]): Finding[][] {
  const groups: Finding[][] = [];
  for (const finding of findings) {
    const group = groups.at(-1);
    if (group?.[0]?.path === finding.path) group.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

const place = ({ line, column }: Finding): string => `${line}:${column}`;
const word = ({ waived, baselined, severity }: Finding): string =>
  waived ? 'waived' : baselined ? 'baselined' : severity;
const longest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, text.length), 0);

function foundIn(group: readonly Finding[], columns: number, paint: Paint): string {
  const places = longest(group.map(place));
  const words = longest(group.map(word));
  const parts = group.map((finding) => found(finding, { places, words, columns, paint }));
  // Findings with a frame need air; notes are a list.
  const isNote = (at: number) => group[at]?.severity === 'note';
  const lines = parts.map((part, at) => (at > 0 && !(isNote(at) && isNote(at - 1)) ? ['', ...part] : part));
  return [paint.place(showText(group[0]?.path ?? '')), ...lines.flat()].join('\n');
}

interface Layout {
  places: number;
  words: number;
  columns: number;
  paint: Paint;
}

function found(finding: Finding, { places, words, columns, paint }: Layout): string[] {
  const isNote = finding.severity === 'note';
  const gutter = places + 4;
  const hang = gutter + words + 2;
  const message = wrap(showText(finding.message), columns - hang);
  const last = message.at(-1) ?? '';
  const rule = showText(finding.rule);
  const fits = hang + widthOf(last) + 3 + rule.length <= columns;
  const text = message.map((line) => (isNote ? paint.faint(line) : line));
  if (fits) text[text.length - 1] += `   ${paint.faint(rule)}`;
  else text.push(paint.faint(rule));
  const severity = paint.severity[finding.severity];
  const lines = text.map((line, at) =>
    at === 0
      ? `  ${paint.faint(place(finding).padStart(places))}  ${severity(word(finding).padEnd(words))}  ${line}`
      : `${' '.repeat(hang)}${line}`,
  );
  if (isNote) return lines;
  const bar = paint.faint('│');
  const frame = codeFrame(finding, columns - gutter - 3);
  if (frame !== null) {
    const line = String(finding.line).padStart(gutter);
    const carets = severity('^'.repeat(Math.max(Math.min(frame.carets, columns - gutter - 3 - frame.indent), 1)));
    lines.push(
      `${paint.faint(line)} ${bar} ${frame.code}`,
      `${' '.repeat(gutter)} ${bar} ${' '.repeat(frame.indent)}${carets}`,
    );
  }
  if (finding.hint === '') return lines;
  const hint = wrap(showText(finding.hint), columns - gutter - 3);
  return [
    ...lines,
    ...hint.map((line, at) => `${' '.repeat(gutter + 1)}${at === 0 ? paint.action('→') : ' '} ${line}`),
  ];
}

function notes(all: readonly string[], columns: number, paint: Paint): string {
  return all.flatMap((note) => hanging(`${paint.severity.note('note:')} `, showText(note), 6, columns)).join('\n');
}
