import type { Secret } from './world.ts';

/** A record may not switch the search off by a comment, as a source file may; the offsets stay the same. */
const directives = /secretlint-(?=disable|enable)/gi;

/** The credentials that secretlint's recommended rules see in a text, in order of place; never what they are. */
export async function findSecrets(text: string): Promise<readonly Secret[]> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const { messages } = await lintSource({
    source: {
      filePath: 'record.md',
      content: text.replace(directives, 'secretlint_'),
      ext: '.md',
      contentType: 'text',
    },
    options: {
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] },
      maskSecrets: true,
    },
  });
  return messages
    .map(({ messageId, range: [start, end] }) => ({ kind: messageId, start, end }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
