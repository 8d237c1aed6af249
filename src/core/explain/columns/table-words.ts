/** What the columns of one table mean. */
export interface TableWords {
  table: string;
  /** Which command prints it: `audit coverage`. */
  command: string;
  columns: { readonly [key: string]: string };
}
