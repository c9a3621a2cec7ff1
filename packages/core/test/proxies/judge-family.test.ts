import { describe, expect, it } from "vitest";
import { estimateNormal } from "../../src/metrics/estimate.ts";
import { causalPath, findCycle } from "../../src/proxies/causal-path.ts";
import { judgeFamily } from "../../src/proxies/judge-family.ts";
import type { MeasuredAssociation } from "../../src/proxies/measure-association.ts";
import type { Association } from "../../src/proxies/proxy-audit.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { times } from "./made-up-people.ts";

const RULE = { limit: 0.7, confidence: 0.95 };
const ERROR = 0.1;

/** Areas that lie so many standard errors above the limit, on the logit scale. */
function measured(...deviates: number[]): MeasuredAssociation {
  return {
    status: "measured",
    levels: deviates.map((z, i) => {
      const area = 1 / (1 + Math.exp(-(Math.log(0.7 / 0.3) + z * ERROR)));
      const spread = { scale: "logit", standardError: ERROR } as const;
      return { level: `l${i}`, rows: 50, estimate: estimateNormal(area, spread, "delong-logit") };
    }),
  };
}

function verdictsOf(judged: readonly Association[]): string[] {
  return judged.map((one) => (one.status === "measured" ? one.verdict : one.reason));
}

describe("judgeFamily", () => {
  it("of one area calls it above, undecided or below as its interval lies", () => {
    expect(verdictsOf(judgeFamily([measured(2)], RULE))).toEqual(["above"]);
    expect(verdictsOf(judgeFamily([measured(1.9)], RULE))).toEqual(["undecided"]);
    expect(verdictsOf(judgeFamily([measured(-1.9)], RULE))).toEqual(["undecided"]);
    expect(verdictsOf(judgeFamily([measured(-2)], RULE))).toEqual(["below"]);
  });

  it("asks more of one among many, where the interval alone would do", () => {
    const others = times(30, () => measured(-3));
    const [first] = judgeFamily([measured(2.2), ...others], RULE);
    const level = first?.status === "measured" ? first.levels[0] : undefined;
    expect(level?.interval.lower).toBeGreaterThan(0.7);
    expect(level?.verdict).toBe("undecided");
    // 31 areas: the smallest p counts 31 times, so z must reach that of 0.025/31.
    const needed = normalQuantile(1 - 0.025 / 31);
    expect(verdictsOf(judgeFamily([measured(needed + 0.01), ...others], RULE))[0]).toBe("above");
    expect(verdictsOf(judgeFamily([measured(needed - 0.01), ...others], RULE))[0]).toBe(
      "undecided",
    );
  });

  it("holds the intervals of all levels of an attribute together", () => {
    const [one] = judgeFamily([measured(2.1, -5)], RULE);
    if (one?.status !== "measured") throw new Error("it was measured");
    expect(one.levels.map(({ interval }) => interval.confidence)).toEqual([0.975, 0.975]);
    // At 97.5 % each limit lies 2.24 standard errors off.
    expect(one.levels.map(({ verdict }) => verdict)).toEqual(["undecided", "below"]);
    expect([one.verdict, one.strongest]).toEqual(["undecided", "l0"]);
  });

  it("leaves what was not measured as it is, and out of the number of areas", () => {
    const absent = { status: "not-assessed", reason: "too-few" } as const;
    const judged = judgeFamily([absent, measured(2), absent], RULE);
    expect(verdictsOf(judged)).toEqual(["too-few", "above", "too-few"]);
  });
});

describe("causalPath", () => {
  const causes = [
    { from: "a", to: "b" },
    { from: "b", to: "c" },
    { from: "a", to: "d" },
    { from: "d", to: "e" },
    { from: "e", to: "c" },
  ];

  it("is the shortest chain along the arrows, never against them", () => {
    expect(causalPath(causes, "a", "c")).toEqual(["a", "b", "c"]);
    expect(causalPath(causes, "c", "a")).toBeNull();
    expect(causalPath(causes, "a", "a")).toBeNull();
    expect(causalPath([], "a", "c")).toBeNull();
  });

  it("findCycle names a place that the arrows lead back to", () => {
    expect(findCycle(causes)).toBeNull();
    expect(findCycle([...causes, { from: "c", to: "a" }])).toBe("a");
    expect(findCycle([{ from: "a", to: "a" }])).toBe("a");
  });
});
