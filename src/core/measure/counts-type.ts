import type { Config } from '../config.ts';

/** Whether incidents of that type are counted. One whose type could not be read is: it is no exercise that anybody declared. */
export function countsType(type: string | undefined, { countable }: Config): boolean {
  return type === undefined || countable.includes(type);
}
