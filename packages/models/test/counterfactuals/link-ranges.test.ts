import { type FeatureDeclaration, type FeatureLink, table } from "@evenhand/core";
import { expect, test } from "vitest";
import { checkLinkRanges } from "../../src/counterfactuals/link-ranges.ts";
import { counterfactuals, type Linear } from "../../src/index.ts";

type Declared = Readonly<Record<string, FeatureDeclaration>>;

const degree = { when: { feature: "school", in: ["degree"] }, feature: "age" };
const order = { feature: "age", atLeast: "tenure", plus: 16 };

test.each<[FeatureLink, Declared, string]>([
  [{ ...degree, min: 23 }, { age: { range: { max: 20 } } }, "features.age.range:"],
  [{ ...degree, max: 30 }, { age: { range: { min: 31, max: 60 } } }, "features.age.range:"],
  [
    order,
    { age: { range: { max: 60 } }, tenure: { range: { min: 45 } } },
    "features.age.range and features.tenure.range:",
  ],
])(
  "a link that no advice within the ranges can keep is named with them",
  (link, declared, words) => {
    expect(() => checkLinkRanges([{ feature: "hours", atLeast: "rest" }, link], declared)).toThrow(
      expect.objectContaining({
        code: "config/link",
        path: "links[1]",
        problem: expect.stringContaining(`it contradicts ${words}`),
      }),
    );
  },
);

test.each<[FeatureLink, Declared]>([
  [{ ...degree, min: 23 }, { age: { range: { max: 23 } } }],
  [{ ...degree, min: 23 }, { age: { range: { max: 20 }, change: "none" } }],
  [{ ...degree, min: 23 }, { age: { range: { max: 20 }, protected: true } }],
  [{ ...degree, min: 23 }, {}],
  [order, { age: { range: { max: 60 } }, tenure: { range: { min: 44 } } }],
  [order, { age: { range: { max: 60 } }, tenure: { range: { min: 45 }, change: "none" } }],
  [order, { age: { range: { max: 60 } } }],
])("a link that leaves room, or a range that binds nobody, stands", (link, declared) => {
  expect(() => checkLinkRanges([link], declared)).not.toThrow();
});

test("the search refuses it", () => {
  const model: Linear = {
    kind: "linear",
    format: "linear",
    features: ["age", "tenure"].map((name) => ({ kind: "numeric", name, range: null })),
    classOfInterest: null,
    terms: [1, 2].map((weight) => {
      return { kind: "numeric", weight, center: 0, scale: 1, missing: null };
    }),
    output: { unit: "score", link: "identity", base: 0, divisor: 1 },
  };
  const people = table({ age: [30, 40], tenure: [1, 2] });
  expect(() =>
    counterfactuals(model, people, 0, {
      anchors: people,
      target: { threshold: 99, favourableWhen: "above" },
      features: { age: { range: { max: 60 } }, tenure: { range: { min: 45 } } },
      links: [order],
    }),
  ).toThrow(expect.objectContaining({ code: "config/link", path: "links[0]" }));
});
