/** What is said alike of the same column in many tables. */
export const idOf = (what: string): string => `The id of the ${what}.`;
export const titleOf = (what: string): string => `What the ${what} is about, in one line.`;

export const metricWords = {
  group: '`all`, or the value of --by that the row is about.',
  metric: 'The metric; pir explain takes its name.',
  title: 'What people read for it.',
};
