// Tests are ES modules: run jest with NODE_OPTIONS=--experimental-vm-modules (`npm test` does).
// TypeScript is only stripped here; `npm run typecheck` is what checks it.
import { swcOptions } from './test/host/compile.mjs'

export default {
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  testEnvironment: '<rootDir>/test/host/environment.mjs',
  // Kept from run to run, whatever folder a run has for what is temporary.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  runtime: '<rootDir>/test/host/runtime.mjs',
  testSequencer: '<rootDir>/test/host/longestFirst.mjs',
  globalSetup: '<rootDir>/test/support/globalSetup.mjs',
  globalTeardown: '<rootDir>/test/support/globalTeardown.mjs',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.ts$': ['@swc/jest', swcOptions(false)], '\\.tsx$': ['@swc/jest', swcOptions(true)] },
  // Compiled browser bundles and run-time state are no modules of ours.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  // One more than the processors of the machines that run it: a browser's test waits for much of its time.
  maxWorkers: 3,
  // Only ends what hangs: machines may have much else to do.
  testTimeout: 120_000,
}
