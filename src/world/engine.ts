import { setFlagsFromString } from 'node:v8';

/** V8's own number since it has one: bytes of bytecode that a function runs through before it is optimised. */
const USUAL = 67_584;
const PATIENT = 1_000_000;

/**
 * Makes V8 wait longer until it optimises a function. What is read within a second is read sooner so: optimising takes
 * the other processor from git and the collector, and half of it is done when the program ends. See docs/decisions/0032.
 */
export function optimiseLater(): void {
  setFlagsFromString(`--interrupt-budget=${PATIENT}`);
}

/** Makes it optimise as ever, which is better for what goes on for longer. */
export function optimiseAsEver(): void {
  setFlagsFromString(`--interrupt-budget=${USUAL}`);
}
