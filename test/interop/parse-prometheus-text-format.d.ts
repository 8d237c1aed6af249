declare module 'parse-prometheus-text-format' {
  export interface ParsedFamily {
    name: string;
    help: string;
    type: string;
    metrics: readonly { value: string; labels?: { [name: string]: string } }[];
  }
  // Written for import; what Node loads is CommonJS with the function as its whole.
  const parse: (text: string) => ParsedFamily[];
  export default parse;
}
