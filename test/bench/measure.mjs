import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * What a job sees of the environment: nothing that changes what is printed or when "now" is. Certificates that Node is told
 * to read at every start (some 50 ms) are a part of what a start costs where they are, of the unit as of the jobs.
 */
const kept = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'NODE_EXTRA_CA_CERTS'];
const environment = Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

/** Runs a job, `{ command, args, cwd, exits }`, as a process of its own; another exit code than `exits` (0) throws. */
export function run({ name, command, args, cwd, exits = 0 }, stdio = ['ignore', 'ignore', 'pipe']) {
  const options = { cwd, env: { ...environment, LC_ALL: 'C.UTF-8' }, stdio, maxBuffer: 1 << 28, encoding: 'utf8' };
  const start = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (error) throw error;
  if (status !== exits)
    throw new Error(`${name ?? command} ended with ${status}, not ${exits}: ${stderr?.slice(0, 2_000)}`);
  return { milliseconds, stdout, stderr };
}

/**
 * Runs jobs in turns, A B C A B C, so that a slow minute of the machine is a slow minute for all of them. The first round
 * warms up and does not count. A job with `rounds` of its own is a slow one: it takes part in so many, and not in the
 * first. One with `isUnit` is run before each of the others: processors that rest are slower for a while, and what is
 * divided by should not always be what comes after the longest job. Gives milliseconds by name.
 */
export function interleave(jobs, rounds, say = () => {}) {
  const times = new Map(jobs.map(({ name }) => [name, []]));
  const unit = jobs.find(({ isUnit }) => isUnit);
  for (let round = 0; round <= rounds; round++) {
    say(round === 0 ? 'warm-up' : `round ${round} of ${rounds}`);
    for (const job of jobs) {
      if (job === unit || (job.rounds !== undefined && (round === 0 || round > job.rounds))) continue;
      job.prepare?.();
      for (const each of unit === undefined ? [job] : [unit, job]) {
        const { milliseconds } = run(each);
        if (round > 0) times.get(each.name).push(milliseconds);
      }
    }
  }
  return times;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const GNU_TIME = '/usr/bin/time';

/** The most memory that a job had in use, in MB, as GNU time tells it; undefined where there is no GNU time. */
export function peakMemory(job, rounds = 3) {
  if (!existsSync(GNU_TIME)) return undefined;
  const peaks = [];
  for (let i = 0; i < rounds; i++) {
    job.prepare?.();
    const { stderr } = run({ ...job, command: GNU_TIME, args: ['-f', 'peak %M', job.command, ...job.args] });
    const kilobytes = /^peak (\d+)$/m.exec(stderr)?.[1];
    if (kilobytes === undefined) return undefined;
    peaks.push(Number(kilobytes) / 1024);
  }
  return median(peaks);
}
