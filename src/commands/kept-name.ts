/** Where columns of a name are kept. */
export const columnsName = (name: string): string => `${name}.columns`;
