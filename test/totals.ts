import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Ends a run with its totals on a line of their own, and before it why anything was skipped. */
export default class Totals implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) count.failed++;
      for (const test of module.children.allTests()) {
        count[test.result().state]++;
        if (test.result().state === 'skipped') console.log(`skipped: ${test.fullName}${reasonOf(test)}`);
      }
    }
    console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`);
  }
}

function reasonOf(test: TestCase): string {
  const result = test.result();
  return 'note' in result && result.note ? ` (${result.note})` : '';
}
