import { describe, expect, it } from "vitest";
import { auditProxies, flagProxies } from "../../src/index.ts";
import { randomOf, times } from "./made-up-people.ts";

// Attributes and features drawn independently: whatever is found is found by chance.

function columnsOf(people: number, features: number, seed: number) {
  const random = randomOf(seed);
  const names = times(features, (i) => `x${i}`);
  const columns: Record<string, (string | number)[]> = {
    group: times(people, () => `g${random.below(3)}`),
  };
  names.forEach((name, i) => {
    columns[name] = times(people, () =>
      i % 3 === 0 ? random.normal() : `l${random.below(i % 3 === 1 ? 2 : 15)}`,
    );
  });
  return { columns, names };
}

describe("where nothing tells the attribute", () => {
  it("audits of 15 features flag any at a limit of 0.55 in at most 2.5 % of seeds", () => {
    const seeds = 120;
    const flagged = times(seeds, (seed) => {
      const { columns, names } = columnsOf(400, 15, seed);
      return flagProxies(columns, {
        features: names,
        protected: [{ column: "group" }],
        limit: 0.55,
      });
    }).filter((found) => found.length > 0);
    expect(flagged.length).toBeLessThanOrEqual(Math.ceil(0.025 * seeds));
  });

  it("intervals hold chance about as often as they say, of features and of all together", () => {
    const misses = { feature: 0, joint: 0 };
    const seeds = 40;
    let areas = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const { columns, names } = columnsOf(300, 3, 1_000 + seed);
      const { attributes } = auditProxies(columns, {
        features: names,
        protected: [{ column: "group" }],
      });
      const found = attributes[0];
      const missed = (one: NonNullable<typeof found>["joint"]["overall"]): boolean =>
        one.status === "measured" &&
        one.levels.some(({ interval }) => interval.lower > 0.5 || (interval.upper as number) < 0.5);
      for (const { overall } of found?.features ?? []) {
        areas++;
        if (missed(overall)) misses.feature++;
      }
      if (found !== undefined && missed(found.joint.overall)) misses.joint++;
    }
    // 5 % each is declared; three standard errors of a share beside it.
    expect(areas).toBe(120);
    expect(misses.feature / areas).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / areas));
    expect(misses.joint / seeds).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / seeds));
  });
});
