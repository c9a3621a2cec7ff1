import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import base from "../../vitest.config.ts";
import { DECISIVE_TESTS, GUARDED } from "./guarded.ts";
import { instrument } from "./instrument.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const mutants: Plugin = {
  name: "mutants",
  enforce: "pre",
  transform(source, id) {
    const file = relative(root, id.split("?", 1)[0] as string).replaceAll("\\", "/");
    return GUARDED.includes(file) ? { code: instrument(file, source).code, map: null } : null;
  },
};

/** Keeps the order in which the tests are listed. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number =>
      DECISIVE_TESTS.indexOf(relative(root, moduleId).replaceAll("\\", "/"));
    return files.toSorted((one, other) => place(one) - place(other));
  }
}

/** The tests of the files that decide, each run against every mutant that it reaches. */
// biome-ignore lint/style/noDefaultExport: Vitest asks for it.
export default defineConfig({
  plugins: [mutants],
  // The matcher's test takes it from the package as it is installed; here it takes the source.
  resolve: {
    alias: {
      "@evenhand/reporting/vitest": `${root}packages/reporting/src/matchers/to-meet-budget.ts`,
    },
  },
  test: {
    ...base.test,
    root,
    include: [...DECISIVE_TESTS],
    setupFiles: [...(base.test?.setupFiles ?? []), "./test/mutants/short-failures.ts"],
    runner: "./test/mutants/runner.ts",
    // One process: what a test has noticed, the next need not prove again.
    isolate: false,
    sequence: { sequencer: InOrder },
    fileParallelism: false,
    testTimeout: 600_000,
  },
});
