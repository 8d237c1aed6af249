/** One 32-bit seed from several numbers; every bit of each counts. */
export function seedFrom(...numbers) {
  let state = 0x9e3779b9;
  for (const number of numbers) state = scramble((state ^ Math.trunc(number)) >>> 0);
  return state;
}

// The finaliser of MurmurHash3: each bit of the input changes about half of the output.
function scramble(value) {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Draws that depend on the seed alone: the same seed gives the same bytes on every machine. */
export function drawFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    // Weyl's sequence, scrambled: SplitMix with 32 bits.
    state = (state + 0x9e3779b9) >>> 0;
    return scramble(state) / 2 ** 32;
  };
  const draw = {
    /** From 0 up to, not including, 1. */
    next,
    /** An integer, both ends included. */
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    /** True with that probability. */
    happens: (probability) => next() < probability,
    oneOf: (list) => list[Math.floor(next() * list.length)],
    /** That many different members, in an order of chance. */
    someOf(list, count) {
      const left = [...list];
      const taken = [];
      for (let i = Math.min(count, left.length); i > 0; i--) {
        taken.push(...left.splice(Math.floor(next() * left.length), 1));
      }
      return taken;
    },
  };
  return draw;
}
