import { table } from "@evenhand/core";
import { afterEach, expect, test, vi } from "vitest";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../../src/trees/lay-out.ts";

interface Stump {
  readonly source: SourceSplit<Stump> | SourceLeaf;
}

const leaf = (value: number, cover: number): Stump => ({ source: { value, cover } });
const stump: Stump = {
  source: {
    feature: 0,
    threshold: 2,
    levels: null,
    missingLeft: false,
    zeroIsMissing: false,
    left: leaf(1, 1),
    right: leaf(5, 3),
    cover: 4,
  },
};
const model = {
  kind: "tree-ensemble",
  format: "lightgbm",
  features: [{ kind: "numeric", name: "hours", range: null }],
  classOfInterest: null,
  ...layOutTrees([stump], (node) => node.source),
  output: { unit: "score", link: "identity", base: 0, divisor: 1 },
} as const;
const people = table({ hours: [1, 3, null] });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Modules afresh: what a runtime can do is asked once. */
async function fresh(without: "WebAssembly" | null) {
  vi.resetModules();
  if (without !== null) vi.stubGlobal(without, undefined);
  return await import("../../src/index.ts");
}

/** Mean output 4: 1 of 4 rows got 1, 3 got 5. */
function requireContributions(found: Float64Array | undefined): void {
  expect(found?.length).toBe(3);
  [-3, 1, 1].forEach((exact, row) => {
    expect(found?.[row]).toBeCloseTo(exact, 12);
  });
}

test.each(["auto", "javascript", "webassembly"] as const)(
  "a person, rows and a service by %s",
  async (engine) => {
    const { attribute, prepareAttribution } = await fresh(null);
    const options = { game: "path-dependent", engine } as const;
    requireContributions(attribute(model, people, options).attributions[0]?.contributions);
    expect(attribute(model, people, 0, options).attributions[0]?.contribution).toBeCloseTo(-3, 12);
    const explainOne = prepareAttribution(model, options);
    expect(explainOne(people, 1).attributions[0]?.contribution).toBeCloseTo(1, 12);
  },
);

test("without WebAssembly, JavaScript computes unless WebAssembly is demanded", async () => {
  const { attribute } = await fresh("WebAssembly");
  const found = attribute(model, people, { game: "path-dependent" });
  requireContributions(found.attributions[0]?.contributions);
  const demand = () => attribute(model, people, { game: "path-dependent", engine: "webassembly" });
  expect(demand).toThrow(expect.objectContaining({ code: "usage/engine" }));
});
