import { describe, expect, it } from "vitest";

/** What a suite may need and a machine may lack; EVENHAND_REQUIRE lists those that must be there. */
export type Need = "data" | "browser" | "notebook" | "postgres" | "clickhouse";

/**
 * A suite that needs something which this machine may lack. `missing` says in a plain sentence what is
 * absent and how to get it, or is null when all is there. Absent, the suite is one skipped test that
 * shows the sentence, or one failed test where EVENHAND_REQUIRE names the need.
 */
export function describeWith(
  need: Need,
  missing: string | null,
  name: string,
  body: () => void,
): void {
  if (missing === null) {
    describe(name, body);
    return;
  }
  const required = (process.env.EVENHAND_REQUIRE ?? "").split(",").includes(need);
  describe(name, () => {
    it(`needs: ${need}`, (context) => {
      if (required) expect.fail(`EVENHAND_REQUIRE asks for ${need}. ${missing}`);
      context.skip(missing);
    });
  });
}
