export interface Commit {
  date: string;
  author: string;
  committer?: string;
  message: string;
  branch?: string;
  merge?: string;
}

export interface Version {
  commit: Commit;
  writes: ReadonlyMap<string, { before: string | null; after: string | null }>;
}

export declare function readOrganisation(): Map<string, string>;
export declare function versionsOf(files?: ReadonlyMap<string, string>): Version[];
export declare function replay(folder: string): void;
