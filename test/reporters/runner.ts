/** A command that a build log obeyed. */
export interface Command {
  name: string;
  properties: Record<string, string>;
  data: string;
}

const names = new Set(
  `internal-set-repo-path set-env set-output save-state add-mask add-path add-matcher remove-matcher warning error notice
  debug group endgroup echo stop-commands`.split(/\s+/),
);

/**
 * What GitHub's runner takes for commands in the output of a step, line by line: ported from ActionCommand.cs and its two
 * notations. That of Azure is Agent's `##vso[area.event …]`, that of TeamCity `##teamcity[…]`; any of those counts.
 */
export function commandsIn(output: string): Command[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => newer(line) ?? older(line) ?? foreign(line) ?? []);
}

function newer(line: string): Command | undefined {
  const message = line.trimStart();
  if (!message.startsWith('::')) return undefined;
  const end = message.indexOf('::', 2);
  if (end < 0) return undefined;
  const info = message.slice(2, end);
  const blank = info.indexOf(' ');
  const name = blank < 0 ? info : info.slice(0, blank);
  if (!names.has(name.toLowerCase())) return undefined;
  const properties: Record<string, string> = {};
  for (const property of blank > 0
    ? info
        .slice(blank + 1)
        .trim()
        .split(',')
    : []) {
    const equals = property.indexOf('=');
    if (equals >= 0) properties[property.slice(0, equals)] = unescaped(property.slice(equals + 1), true);
  }
  return { name, properties, data: unescaped(message.slice(end + 2), false) };
}

function older(line: string): Command | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return undefined;
  const [name = ''] = line.slice(start + 3, end).split(' ');
  return names.has(name.toLowerCase()) ? { name, properties: {}, data: line.slice(end + 1) } : undefined;
}

function foreign(line: string): Command | undefined {
  const match = /##(vso|teamcity)\[/i.exec(line);
  return match === null ? undefined : { name: match[1] ?? '', properties: {}, data: line };
}

function unescaped(text: string, isProperty: boolean): string {
  const lines = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  return (isProperty ? lines.replaceAll('%3A', ':').replaceAll('%2C', ',') : lines).replaceAll('%25', '%');
}
