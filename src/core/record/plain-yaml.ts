import type { MapNode } from './node.ts';

export function readPlain(_text: string, _start: number, _end: number): MapNode | undefined {
  return undefined;
}
