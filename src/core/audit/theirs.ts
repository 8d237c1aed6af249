/** An incident as another system lists it. */
export interface Theirs {
  id: string;
  /** The day it was opened, in the config's zone; null where their time cannot be read. */
  day: string | null;
  /** As they write it. */
  opened: string | null;
  /** One of the config's, or null. */
  severity: string | null;
  title: string | null;
  url: string | null;
  /** Of their file, 1-based. */
  line: number;
}
