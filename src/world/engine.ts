import { setFlagsFromString } from 'node:v8';

/** V8's own number: bytes of bytecode that a function runs through before it is optimised. */
const USUAL = 67_584;
const PATIENT = 1_000_000;
/** By how much the room for what is new grows when it is full; it has an end, of 16 MB. */
const USUAL_GROWTH = 2;
const AT_ONCE = 16;

/** What is told to V8: its version, and how a flag is set. */
export interface Engine {
  version: string;
  set: (flag: string) => void;
}

const own: Engine = { version: process.versions.v8, set: (flag) => setFlagsFromString(flag) };

/**
 * Makes V8 wait longer until it optimises a function. What is read within a second is read sooner so: optimising takes
 * the other processor from git and the collector, and half of it is done when the program ends. See docs/decisions/0032.
 */
export function optimiseLater(engine = own): void {
  setBudget(PATIENT, engine);
}

/**
 * Makes V8 give what is new as much room at once as it would by and by. Where nearly all of it stays, as of a history, to
 * copy it aside each time that the room is full is a tenth of the work.
 */
export function growAtOnce(engine = own): void {
  setGrowth(AT_ONCE, engine);
}

/** Makes it grow as ever. Code that was kept is taken back by a V8 of the usual flags alone. */
export function growAsEver(engine = own): void {
  setGrowth(USUAL_GROWTH, engine);
}

/** Makes it optimise as ever, which is better for what goes on for longer. */
export function optimiseAsEver(engine = own): void {
  setBudget(USUAL, engine);
}

function setBudget(bytes: number, { version, set }: Engine): void {
  if (isKnown(version)) set(`--interrupt-budget=${bytes}`);
}

function setGrowth(factor: number, { version, set }: Engine): void {
  if (isKnown(version)) set(`--semi-space-growth-factor=${factor}`);
}

// Only the V8 of Node 20: later ones compile in more steps, need none of this, and print that they do not know the flag.
const isKnown = (version: string): boolean => version.startsWith('11.3.');
