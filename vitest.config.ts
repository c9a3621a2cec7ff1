import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "packages/*/test/**/*.test.ts",
      "packages/*/test/**/*.test.tsx",
      "test/**/*.test.ts",
      "notebooks/test/**/*.test.ts",
      "datasets/*/test/**/*.test.ts",
    ],
    env: { TZ: "UTC", NO_COLOR: "1" },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Progress and messages of the code under test go to streams it is handed; a stray console call is a mistake.
    onConsoleLog(log) {
      throw new Error(`unexpected console output: ${log}`);
    },
    setupFiles: ["./test/seeded-properties.ts", "./test/unexpected-warnings.ts"],
  },
});
