const usual = 'started: 2026-05-01T10:00:00Z, detected: 2026-05-01T10:05:00Z';

/** A small sound record with more lines of frontmatter, for tests in which only what is done with it matters. */
export const diskFull = (id: string, more = '', times = usual) => `---
schema: pir/incident@1
id: ${id}
title: Disk full
type: availability
severity: sev3
status: draft
owner: "@alice"
times: { ${times} }
${more}---

## Summary
`;

export const idOf = (n: number) => `2026-05-01-disk-${String(n).padStart(3, '0')}`;
export const pathOf = (n: number) => `incidents/2026/${idOf(n)}.md`;
