import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/totals.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Output must not depend on where a machine stands; one test changes TZ on purpose.
    env: { TZ: 'Pacific/Chatham', LC_ALL: 'C.UTF-8', NO_COLOR: '', FORCE_COLOR: '' },
  },
});
