type Words = readonly string[];

export declare const changes: {
  readonly [kind in 'add' | 'move' | 'fill' | 'set' | 'edit']: (tree: Map<string, string>, ...words: Words) => void;
};
