import type { ReadFacts } from '../../core/history/attribute.ts';
import { keptLedger, ledgerFrom } from '../../core/history/keep-ledger.ts';
import { emptyLedger, type Ledger } from '../../core/history/ledger.ts';
import type { World } from '../../world/world.ts';
import type { Repository } from '../repository.ts';
import { isHash, ledgerName } from './kept-since.ts';

/** A ledger up to a commit of the main line; an empty one without a commit. */
export interface KeptLedger {
  ledger: Ledger;
  /** Undefined for the empty one. */
  since: string | undefined;
}

export interface LedgerCache {
  /** What was kept; whether the main line still goes through the commit that it ends with is for the walk to say. */
  open(read: ReadFacts): KeptLedger;
  /** Keeps a ledger that took in so many commits more than the one that was opened. */
  save(tip: string, ledger: Ledger, added: number): void;
}

/** Bump with every change of what a ledger is, or of its events. */
const FORMAT = 7;
const END = '\nend\n';
/** Of a hash and two lengths, each on its line or beside the other. */
const LONGEST_START = 120;
/** Fewer new commits are read again sooner than the whole is written. */
const FEWEST_TO_SAVE = 200;

/**
 * The ledger kept in git's own folder. It holds for this build of pir and for the settings that it depends on.
 */
export function openLedgerCache({ root, config, places }: Repository, world: World): LedgerCache {
  const { build } = world;
  const prefix = world.files.relative(root.top, root.folder);
  const settings = world.sha256(JSON.stringify([prefix, places, config.severities, config.epoch]));
  const head = JSON.stringify({ format: FORMAT, build, settings });
  return {
    open(read) {
      const none: KeptLedger = { ledger: emptyLedger(), since: undefined };
      if (build === undefined) return none;
      const kept = world.cache.open(root.top, ledgerName);
      const [name, since = '', lengths = ''] = kept?.part(0, head.length + LONGEST_START).split('\n') ?? [];
      if (kept === undefined || name !== head || !isHash(since)) return none;
      const [index = 0, rows = 0] = lengths.split(' ').map(Number);
      const start = [head, since, lengths, ''].join('\n').length;
      // What was cut or mixed up has another length.
      if (start + index + rows + END.length !== kept.length || kept.part(kept.length - END.length, kept.length) !== END)
        return none;
      const first = start + index;
      try {
        const rowsFrom = (from: number, to: number) => kept.part(first + from, first + to);
        return { ledger: ledgerFrom(kept.part(start, first), rowsFrom, read), since };
      } catch {
        return none;
      }
    },
    save(tip, ledger, added) {
      if (build === undefined || added < FEWEST_TO_SAVE) return;
      const { index, rows } = keptLedger(ledger);
      const length = rows.reduce((sum, row) => sum + row.length, 0);
      world.cache.write(root.top, ledgerName, [`${head}\n${tip}\n${index.length} ${length}\n${index}`, ...rows, END]);
    },
  };
}
