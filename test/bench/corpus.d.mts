export interface Corpus {
  records: number;
  /** Default 1. */
  seed?: number;
  /** The share of records with one fault; default none. */
  broken?: number;
}

/** The files of a corpus as [path, text], small beside the whole of it: they come one by one. */
export function corpusFiles(corpus: Corpus): Generator<[path: string, text: string]>;

/** Writes them into a folder and gives the number of bytes in records. */
export function writeCorpus(out: string, corpus: Corpus & { isGit?: boolean }): number;
