/** The main line, where the config names no other. */
export const usualBranch = 'main';
