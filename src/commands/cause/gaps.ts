import type { Cause } from '../../core/record/shapes.ts';

interface Gap {
  value: NonNullable<Cause['gap']>;
  about: string;
  /** What an action against it usually is, and its kind. */
  follows: string;
  kind: 'prevent' | 'detect' | 'mitigate';
}

/** What was not there, and what follows from it. */
export const gaps: readonly Gap[] = [
  {
    value: 'control',
    about: 'a safeguard failed, was missing, bypassed or too weak',
    follows: 'a new or a stronger control',
    kind: 'prevent',
  },
  {
    value: 'detection',
    about: 'nobody could see it, or not in time',
    follows: 'monitoring, an alert or a log',
    kind: 'detect',
  },
  {
    value: 'communication',
    about: 'somebody did not know, or knew it wrong',
    follows: 'a change of procedure',
    kind: 'prevent',
  },
  {
    value: 'response',
    about: 'it was known, and ending it was harder than need be',
    follows: 'a runbook, access or practice',
    kind: 'mitigate',
  },
];

/** What part a cause had. */
export const roles: readonly { value: NonNullable<Cause['role']>; about: string }[] = [
  { value: 'root', about: 'without it this would not have happened' },
  { value: 'contributing', about: 'it made it likelier or worse' },
  { value: 'trigger', about: 'it set it off' },
];
