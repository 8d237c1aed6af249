import { describe, expect, test } from 'vitest';
import { eventsOf } from '../../../src/core/history/ledger.ts';
import { historyKey } from '../../../src/core/history/record-history.ts';
import { incident, ledgerOf, type Made, told } from './line.ts';

const a = 'incidents/a.md';
const b = 'incidents/2026/b.md';
const one = incident('one', 'status: draft\n');
const other = incident('other', 'status: draft\n');
const only = (tree: Made['tree'], more: Partial<Made> = {}): Made => ({ tree, ...more });

describe('a record is followed by its id', () => {
  test('through moves; a copy has its own history', () => {
    expect(told([only({ [a]: one }), only({ [b]: one }), only({ [b]: one, [a]: other })])).toEqual([
      'c0 one created path:  → incidents/a.md',
      'c1 one renamed path: incidents/a.md → incidents/2026/b.md',
      'c2 other created path:  → incidents/a.md',
    ]);
  });

  test('deleted and restored: what changed meanwhile is told', () => {
    expect(told([only({ [a]: one }), only({}), only({ [b]: incident('one', 'status: closed\n') })])).toEqual([
      'c0 one created path:  → incidents/a.md',
      'c1 one removed path: incidents/a.md → ',
      'c2 one restored path:  → incidents/2026/b.md',
      'c2 one status status: draft → closed',
    ]);
  });

  test('a file that changes its id ends one and begins the other, and both say so', () => {
    expect(told([only({ [a]: one }), only({ [a]: other }), only({ [a]: one })])).toEqual([
      'c0 one created path:  → incidents/a.md',
      'c1 one removed id: one → other',
      'c1 other created id: one → other',
      'c2 one restored id: other → one',
      'c2 other removed id: other → one',
    ]);
  });

  test('a copy that is given its own id later, and one that never is', () => {
    const closed = incident('one', 'status: closed\n');
    expect(told([only({ [a]: one }), only({ [a]: one, [b]: closed }), only({ [a]: one, [b]: other })])).toEqual([
      'c0 one created path:  → incidents/a.md',
      'c2 other created path:  → incidents/2026/b.md',
    ]);
    // The one that had the id first is followed, until it is gone.
    expect(told([only({ [a]: one }), only({ [a]: one, [b]: closed }), only({ [b]: closed })]).slice(1)).toEqual([
      'c2 one renamed path: incidents/a.md → incidents/2026/b.md',
      'c2 one status status: draft → closed',
    ]);
  });

  test('two in one commit, and two kinds with one id', () => {
    const risk = '---\nschema: pir/risk@1\nid: one\n---\n';
    const ledger = ledgerOf([only({ [a]: one, [b]: other, 'risks/one.md': risk })]);
    expect([...ledger.histories.keys()]).toEqual([
      historyKey('incident', 'other'),
      historyKey('incident', 'one'),
      historyKey('risk', 'one'),
    ]);
  });

  test('what is no record, a layout and an unreadable version make no event', () => {
    const ledger = ledgerOf([
      only({ [a]: one, 'incidents/README.md': 'x', 'src/main.ts': 'y' }),
      only({ [a]: one.replace('status: draft', 'status:   "draft"  # for now') }),
      only({ [a]: '<<<<<<<' }),
      only({ [a]: incident('one', 'status: closed\n') }),
    ]);
    expect(eventsOf(ledger).map(({ kind, mark }) => [kind, mark.commit])).toEqual([
      ['created', 'c0'],
      ['status', 'c3'],
    ]);
    expect(ledger.skipped).toEqual([{ path: a, commit: 'c2' }]);
  });
});

describe('who brought it', () => {
  const closed = incident('one', 'status: closed\nseverity: sev1\n');
  const graver = incident('one', 'status: draft\nseverity: sev1\n');

  test('is found inside a merge, for each fact by itself', () => {
    const branch = [only({ [a]: graver }, { author: 'Bob' }), only({ [a]: closed }, { author: 'Eve' })];
    const ledger = ledgerOf([only({ [a]: one }), only({ [a]: closed }, { branch, author: 'Lee' })]);
    expect(
      eventsOf(ledger)
        .slice(1)
        .map(({ kind, mark }) => [kind, mark.commit, mark.author, mark.merge, mark.mergedBy]),
    ).toEqual([
      ['status', 'c1.1', 'Eve', 'c1', 'Lee'],
      ['severity', 'c1.0', 'Bob', 'c1', 'Lee'],
    ]);
  });

  test('is the merge itself where its branch had no part in it', () => {
    const branch = [only({ [a]: one, [b]: other }, { author: 'Bob' })];
    const events = eventsOf(
      ledgerOf([only({ [a]: one }), only({ [a]: closed, [b]: other }, { branch, author: 'Lee' })]),
    );
    expect(
      events
        .slice(1)
        .map(({ kind, mark }) => `${kind} ${mark.commit}`)
        .sort(),
    ).toEqual(['created c1.0', 'severity c1', 'status c1']);
  });

  describe('of a text that only the merge has', () => {
    const approval = (by: string) =>
      `status: draft\nseverity: sev1\napprovals:\n  - { by: "${by}", role: management, on: 2026-01-20, fingerprint: "sha256:0" }\n`;
    /** Kinds and bringers of what a merge by Lee changed, against a branch of Bob's. */
    const broughtBy = (branch: readonly string[], merged: string, main = one) => {
      const inner = branch.map((text) => only({ [a]: text }, { author: 'Bob' }));
      const events = eventsOf(ledgerOf([only({ [a]: main }), only({ [a]: merged }, { branch: inner, author: 'Lee' })]));
      return events.filter(({ mark }) => mark.merge === 'c1').map(({ kind, mark }) => `${kind} ${mark.author}`);
    };

    test('is whatever no commit of the branch set', () => {
      expect(broughtBy([graver], closed)).toEqual(['status Lee', 'severity Bob']);
      expect(broughtBy([graver, `${graver}More.\n`], closed)).toEqual(['status Lee', 'severity Bob']);
    });

    test('is a value that somebody else had set to another', () => {
      expect(broughtBy([graver], incident('one', 'status: draft\nseverity: sev3\n'))).toEqual(['severity Lee']);
    });

    test('is not what both sides have a part in, nor what came with the branch', () => {
      expect(broughtBy([`${one}More.\n`], `${one}Words.\nMore.\n`)).toEqual(['body Bob']);
      const action = (title: string, evidence: string) =>
        incident('one', `status: draft\nactions: [{ id: A1, title: ${title}, done: { evidence: [${evidence}] } }]\n`);
      const both = action('Other', 'E1, E2, E3');
      expect(broughtBy([action('Other', 'E1, E2')], both, action('Fix', 'E1'))).toEqual([
        'action-other Bob',
        'action-other Bob',
      ]);
      expect(broughtBy([action('Other', 'E1')], both, action('Fix', 'E1'))).toEqual([
        'action-other Bob',
        'action-other Lee',
      ]);
      const born = eventsOf(
        ledgerOf([
          only({ [b]: other }),
          only(
            { [a]: closed, [b]: other },
            { branch: [only({ [a]: one, [b]: other }, { author: 'Bob' })], author: 'Lee' },
          ),
        ]),
      );
      expect(born.slice(1).map(({ kind, mark }) => `${kind} ${mark.author}`)).toEqual(['created Bob']);
    });

    test('is a claim that nobody else made, so that nobody signs off in the name of another', () => {
      const text = (by: string) => incident('one', approval(by));
      expect(broughtBy([graver], text('@bob'), graver.replace('draft', 'in_review'))).toContain('approved Lee');
      expect(broughtBy([text('@bob')], text('@lee'))).toContain('approved Lee');
      expect(broughtBy([text('@bob')], text('@bob').replace('sev1', 'sev3'))).toContain('approved Bob');
    });
  });

  test('has the dates of both, trailers of both, and no merger where a forge merged', () => {
    const trailer = (value: string) => [{ key: 'Reviewed-by' as const, value }];
    const branch = [only({ [a]: one }, { author: 'Bob', authored: 5, committed: 6, trailers: trailer('Eve') })];
    const [event] = eventsOf(
      ledgerOf([only({ [a]: one }, { branch, author: 'Lee', committed: 9, trailers: trailer('Lee') })]),
    );
    expect(event?.mark).toMatchObject({
      at: 5,
      committedAt: 6,
      mergedAt: 9,
      mergedBy: 'Lee',
      isMergedOnForge: false,
      previousAt: null,
      order: 0,
    });
    expect(event?.mark.trailers.map(({ value }) => value)).toEqual(['Eve', 'Lee']);
    const [direct] = eventsOf(ledgerOf([only({ [a]: one })]));
    expect(direct?.mark).toMatchObject({ commit: 'c0', merge: 'c0', mergedBy: null });
  });

  test('order is that of the line, whatever the dates say', () => {
    const events = eventsOf(
      ledgerOf([
        only({ [a]: one }, { committed: 900 }),
        only({ [a]: closed }, { committed: 100 }),
        only({ [a]: one }, { committed: 500 }),
      ]),
    );
    expect(events.map(({ mark }) => [mark.commit, mark.mergedAt, mark.holdsFrom, mark.previousAt])).toEqual([
      ['c0', 900, 900, null],
      ['c1', 100, 900, 900],
      ['c1', 100, 900, 900],
      ['c2', 500, 900, 100],
      ['c2', 500, 900, 100],
    ]);
  });
});

describe('what both versions tell together', () => {
  const approval = (fingerprint: string) =>
    `approvals: [{ by: "@cto", role: management, on: 2026-03-20, fingerprint: "${fingerprint}" }]\n`;
  const approved = (more = '') => {
    const unsigned = incident('one', `status: approved\n${more}${approval('x')}`);
    return unsigned.replace('fingerprint: "x"', `fingerprint: "${fingerprint(unsigned)}"`);
  };
  const fingerprint = (text: string) =>
    ledgerOf([only({ [a]: text })]).histories.get('incident:one')?.last.facts.fingerprint;

  test('an edit after approval, of what was signed only', () => {
    const text = approved('actions: [{ id: A1, title: Alert, status: open }]\n');
    const edited = text.replace('08:12', '08:30').replace('status: open', 'status: in_progress');
    const events = eventsOf(ledgerOf([only({ [a]: text }), only({ [a]: edited })])).slice(-3);
    expect(events.map(({ kind, isAfterApproval, silent }) => [kind, isAfterApproval, silent])).toEqual([
      ['time', true, 'time_after_approval'],
      ['action-status', undefined, undefined],
      ['approval-stale', undefined, undefined],
    ]);
  });

  test('signing again is no edit after approval', () => {
    const text = approved();
    const edited = text.replace('08:12', '08:30');
    const again = edited
      .replace(/fingerprint: "[^"]*"/, `fingerprint: "${fingerprint(edited)}"`)
      .replace('03-20', '03-21');
    const events = eventsOf(ledgerOf([only({ [a]: text }), only({ [a]: again })]));
    expect(events.map(({ kind, isAfterApproval }) => [kind, isAfterApproval])).toEqual([
      ['created', undefined],
      ['approved', undefined],
      ['time', undefined],
      ['approved', undefined],
    ]);
  });

  test('what is older than the epoch is marked', () => {
    const events = eventsOf(ledgerOf([only({ [a]: one }), only({ [a]: one, [b]: other }), only({ [b]: other })], 'c1'));
    expect(events.map(({ isBeforeEpoch }) => isBeforeEpoch)).toEqual([true, true, false]);
  });
});
