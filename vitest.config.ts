import { defineConfig } from 'vitest/config';

/** `unit` needs only Node; `live` needs the emulator and OPA that `npm run test:live` installs; `proof` is the long one. */
export default defineConfig({
  test: {
    // The SDK warns on every start that its next versions need a newer Node; the version here is pinned.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    projects: [
      {
        test: {
          name: 'unit',
          globalSetup: 'test/setup/scratch.ts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/live/**', 'test/proof/**'],
          // One processor is left free otherwise, which of two is half of them.
          maxWorkers: '100%',
          // Loading the same modules for every file anew took more of the processor than the tests.
          isolate: false,
          // A scan takes two seconds of a processor: on a busy machine much longer, and nothing here is about how long.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'live',
          globalSetup: ['test/setup/scratch.ts', 'test/setup/emulator.ts'],
          include: ['test/live/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Each file has an emulator of its own, and waits for it as often as it computes; two were tried.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'proof',
          globalSetup: 'test/setup/scratch.ts',
          include: ['test/proof/**/*.test.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
