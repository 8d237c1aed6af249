// The grammar of OpenMetrics 1.0 as far as gauges use it, and its rules about order that no grammar can say:
// https://prometheus.io/docs/specs/om/open_metrics_spec/

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"`;
const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const sample = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)?\\})? (${NUMBER})$`);
const remark = new RegExp(`^# (TYPE|UNIT|HELP) (${NAME}) ((?:[^"\\\\]|\\\\["\\\\n])*)$`);

/** What a strict reader would refuse, each with its line; [] for a sound text. */
export function faultsOf(text: string): string[] {
  const faults: string[] = [];
  if (!text.endsWith('\n# EOF\n')) faults.push('the end: no # EOF');
  const lines = text.split('\n').slice(0, -2);
  const ended = new Set<string>();
  const seen = new Set<string>();
  let family = { name: '', said: new Set<string>(), samples: 0 };
  const enter = (name: string, at: string) => {
    if (name === family.name) return;
    ended.add(family.name);
    if (ended.has(name)) faults.push(`${at}: the family is taken up again`);
    family = { name, said: new Set(), samples: 0 };
  };
  for (const [index, line] of lines.entries()) {
    const at = `line ${index + 1}`;
    const [, word, subject = '', rest = ''] = remark.exec(line) ?? [];
    if (word !== undefined) {
      enter(subject, at);
      if (family.samples > 0) faults.push(`${at}: ${word} after a sample`);
      if (family.said.has(word)) faults.push(`${at}: a second ${word}`);
      family.said.add(word);
      if (word === 'TYPE' && rest !== 'gauge') faults.push(`${at}: type ${rest}`);
      if (word === 'UNIT' && !subject.endsWith(`_${rest}`)) faults.push(`${at}: the name does not end with its unit`);
      continue;
    }
    const [, name = '', labels = '', value] = sample.exec(line) ?? [];
    if (value === undefined) {
      faults.push(`${at}: ${line}`);
      continue;
    }
    enter(name, at);
    if (!family.said.has('TYPE')) faults.push(`${at}: a sample before its TYPE`);
    family.samples++;
    const names = [...labels.matchAll(new RegExp(LABEL, 'g'))].map(([pair]) => pair.slice(0, pair.indexOf('=')));
    if (new Set(names).size < names.length) faults.push(`${at}: a label twice`);
    const series = `${name}{${labels.split(/,(?=[a-z_]+=")/).sort()}}`;
    if (seen.has(series)) faults.push(`${at}: the same series twice`);
    seen.add(series);
  }
  return faults;
}
