/**
 * JSON Schema cannot see whether a UUID that is referred to is there: NIST's own example names a risk that it has not.
 * Throws, since what records have wrong is known before a document is made of them.
 */
export function mustResolve(document: unknown): void {
  const made = new Map<string, string>();
  const asked: [uuid: string, where: string][] = [];
  walk(document, '', (key, value, where) => {
    if (key === 'uuid') {
      if (made.has(value)) throw new Error(`${where} has the UUID of ${made.get(value)}: ${value}`);
      made.set(value, where);
    } else if (key.endsWith('-uuid')) asked.push([value, where]);
  });
  for (const [uuid, where] of asked) if (!made.has(uuid)) throw new Error(`${where} leads nowhere: ${uuid}`);
}

function walk(value: unknown, where: string, visit: (key: string, value: string, where: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (typeof part === 'string') visit(key, part, `${where}/${key}`);
    else walk(part, `${where}/${key}`, visit);
  }
}
