const lines = Array.from(
  { length: 2_000 },
  (_, i) => `${' '.repeat(i % 5)}key-${i}: "a value of some words, number ${i * 7}"`,
);
const text = lines.join('\n');

/** Some of all that reading records is: looking for characters, regular expressions, objects, and words put together. */
function fixedWork(): number {
  let found = 0;
  for (let round = 0; round < 11; round++) {
    for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) found++;
    for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 0x21) found++;
    const facts: { [key: string]: { value: string; words: string[] } } = {};
    for (const line of text.split('\n')) {
      const [, key = '', value = ''] = /^ *([\w-]+):\s+"([^"]*)"$/.exec(line) ?? [];
      facts[key] = { value, words: value.split(/[ ,]+/) };
    }
    found += JSON.stringify(facts).length;
  }
  return found;
}

/** What the fixed work takes on the machine that the limits were set on, when that has nothing else to do. */
const USUAL = 20;

// The quickest of three: what a test leaves behind is cleared away in some of them.
function slowness(): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    fixedWork();
    return since(before);
  });
  return Math.max(1, Math.min(...times) / USUAL);
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

// The first rounds are slow on any machine, until the work is compiled.
for (let i = 0; i < 2; i++) slowness();
let last = { slowness: slowness(), at: performance.now() };

function slownessNow(mostAge: number): number {
  if (performance.now() - last.at > mostAge) last = { slowness: slowness(), at: performance.now() };
  return last.slowness;
}

/**
 * Runs something, and says how many milliseconds of the processor it took: as many as on a machine of usual speed, by what
 * a fixed piece of work takes before and after. What limits on it are to find is time that grows with the square of the
 * input, which is ten times as much and more. A fifth more or less says nothing: processors differ by more than that, and one
 * that is shared with others differs from itself.
 */
export async function cpuTime<T>(run: () => T | Promise<T>): Promise<{ result: T; milliseconds: number }> {
  const slownessBefore = slownessNow(1000);
  const before = process.cpuUsage();
  const result = await run();
  const milliseconds = since(before);
  // Less is below every limit, on whatever machine.
  if (milliseconds < 200) return { result, milliseconds };
  return { result, milliseconds: milliseconds / Math.max(slownessBefore, slownessNow(0)) };
}
