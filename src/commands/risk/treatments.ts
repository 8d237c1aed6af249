/** What can be done about a risk, and what that means. */
export const treatments = {
  mitigate: 'make it less likely, or less bad',
  accept: 'bear it, for a time, by somebody’s decision',
  transfer: 'let somebody else bear it: insurance, a contract',
  avoid: 'stop what it comes from',
} as const;

export type Treatment = keyof typeof treatments;
