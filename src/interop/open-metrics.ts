/** One number of a family, with the labels that tell it from the others. */
export interface Sample {
  labels: Readonly<{ [name: string]: string }>;
  value: number;
}

/** A gauge and its samples. */
export interface Family {
  /** With the unit at its end, as in `pir_time_to_detect_seconds`. */
  name: string;
  /** Left out for what is a plain number. */
  unit?: 'seconds' | 'ratio';
  help: string;
  samples: readonly Sample[];
}

/**
 * Gauges in the text format of OpenMetrics 1.0, which is also that of Prometheus, where `# UNIT` and `# EOF` are remarks.
 * Families without a sample are left out. No sample has a time: a textfile collector takes none.
 */
export function openMetrics(families: readonly Family[]): string {
  const lines = families.flatMap(({ name, unit, help, samples }) => {
    if (samples.length === 0) return [];
    return [
      `# TYPE ${name} gauge`,
      ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
      `# HELP ${name} ${escaped(help)}`,
      ...samples.map(({ labels, value }) => `${name}${labelsOf(labels)} ${numberOf(value)}`),
    ];
  });
  return `${[...lines, '# EOF'].join('\n')}\n`;
}

/** What any word becomes where only a metric's name may stand. */
export function metricName(...words: readonly string[]): string {
  return words.join('_').replace(/[^A-Za-z0-9_]/g, '_');
}

function labelsOf(labels: Sample['labels']): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/"/g, '\\"');
}

/** As JavaScript writes it, which both formats read: never in words, since what is unknown has no sample. */
function numberOf(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`no number: ${value}`);
  return String(value);
}
