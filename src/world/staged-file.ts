/** A file as the index or the tree of a commit has it. */
export interface StagedFile {
  path: string;
  /** As git writes it: 100644, 100755, 120000 (a link), 160000 (a submodule). */
  mode: string;
  blob: string;
}
