const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const quoteLine = /^ {0,3}>/;
const address = /\bhttps?:\/\/[^\s<>)\]]+/g;
const quoted = /"[^"\n]*"|“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»/g;

/**
 * The text between two offsets with all that its author did not say in own words as spaces: fenced and inline code, HTML
 * comments, block quotes and addresses; with `'quotes'` also what stands between double quotation marks. The length
 * stays, so that offsets stay.
 */
export function proseOf(text: string, start: number, end: number, also?: 'quotes'): string {
  let prose = '';
  let fenced = '';
  let isComment = false;
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const stop = newline < 0 || newline >= end ? end : newline;
    let line = text.slice(at, stop);
    if (fenced !== '') {
      const [, bar = '', info = ''] = fence.exec(line.trimEnd()) ?? [];
      if (bar.startsWith(fenced) && info.trim() === '') fenced = '';
      line = blank(line);
    } else {
      if (isComment || line.includes('<!--')) [line, isComment] = withoutComments(line, isComment);
      const [, bar = '', info = ''] = fence.exec(line.trimEnd()) ?? [];
      if (bar !== '' && !(bar[0] === '`' && info.includes('`'))) {
        fenced = bar;
        line = blank(line);
      } else if (quoteLine.test(line)) line = blank(line);
      else {
        if (line.includes('`')) line = withoutCode(line);
        if (line.includes('://')) line = line.replace(address, blank);
        if (also === 'quotes') line = line.replace(quoted, blank);
      }
    }
    prose += stop < end ? `${line}\n` : line;
    at = stop + 1;
  }
  return prose;
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}

function withoutComments(line: string, isInside: boolean): [line: string, isInside: boolean] {
  let rest = '';
  let inside = isInside;
  for (let at = 0; at < line.length; ) {
    const mark = line.indexOf(inside ? '-->' : '<!--', at);
    const stop = mark < 0 ? line.length : mark + (inside ? 3 : 0);
    rest += inside ? ' '.repeat(stop - at) : line.slice(at, stop);
    if (mark < 0) break;
    inside = !inside;
    at = stop;
  }
  return [rest, inside];
}

// A run of backticks closes with the next one of its length; one that finds none is text.
function withoutCode(line: string): string {
  const runs = [...line.matchAll(/`+/g)];
  const next = new Map<number, number>();
  const partner: (number | undefined)[] = [];
  for (let i = runs.length - 1; i >= 0; i--) {
    const length = runs[i]?.[0].length ?? 0;
    partner[i] = next.get(length);
    next.set(length, i);
  }
  let rest = '';
  let from = 0;
  for (let i = 0; i < runs.length; i++) {
    const to = partner[i];
    const run = runs[i];
    const close = to === undefined ? undefined : runs[to];
    if (run === undefined || close === undefined || to === undefined) continue;
    const stop = close.index + close[0].length;
    rest += line.slice(from, run.index) + ' '.repeat(stop - run.index);
    from = stop;
    i = to;
  }
  return rest + line.slice(from);
}
