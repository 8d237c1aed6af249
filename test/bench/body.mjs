import { day, instant } from './record.mjs';

/** The body of a record's file, from the line below the frontmatter on: of a draft its first sections alone. */
export function bodyOf(record, isReviewed) {
  const { title, services, symptom, times, impact, prose, lists, untidy, responder } = record;
  const heading = (text) => (untidy.includes('setext') ? `${text}\n${'-'.repeat(text.length)}` : `## ${text}`);
  const bullets = (list) => list.map((text) => `- ${text}`).join('\n');
  const parts = [
    untidy.includes('setext') ? `${title}\n${'='.repeat(title.length)}` : `# ${title}`,
    heading('Summary'),
    `On ${day(times.detected)} **${services[0]}** ${symptom}. ${prose.summary}`,
    heading('Timeline'),
    timelineOf(record),
    heading('Impact'),
    `About ${impact.customers} customers of \`${services.join('`, `')}\` were concerned. ${prose.impact}`,
  ];
  if (isReviewed) {
    parts.push(
      heading('Root cause analysis'),
      `${record.causes[0].whys.map((why, i) => `${i + 1}. ${why}.`).join('\n')}\n\n${prose.analysis}`,
      heading('What went well'),
      bullets(lists.well),
      heading('What made detection slow'),
      bullets(lists.slow),
      heading('What made response harder'),
      bullets(lists.hard),
      heading('Lessons learned'),
      bullets(lists.learned),
    );
    if (untidy.includes('html'))
      parts.push(
        `<details>\n<summary>From the log</summary>\n\n\`\`\`text\n${instant(times.started)} ${services[0]}: pool exhausted\n\`\`\`\n\n</details>`,
        `<!-- read again by ${responder} -->`,
      );
  }
  return `\n${parts.join('\n\n')}\n`;
}

function timelineOf({ timeline, untidy }) {
  const rows = timeline.map(({ at, who, text }) => {
    const cell = untidy.includes('html') ? text.replace(', ', ',<br>') : text;
    return `| ${instant(at).slice(11, 16)} | ${who} | ${cell} |`;
  });
  return ['| Time (UTC) | Who | What happened |', '| --- | --- | --- |', ...rows].join('\n');
}
