import { expect, test } from "vitest";
import { checkLinkPairs } from "../../src/counterfactuals/link-pairs.ts";

const order = (feature: string, atLeast: string, plus: number) => ({ feature, atLeast, plus });
const when = (levels: readonly string[], rest: object) => ({
  when: { feature: "school", in: levels },
  feature: "age",
  ...rest,
});

test.each([
  [[order("age", "tenure", 16), order("tenure", "age", -15)], '"age" and "tenure"'],
  [[when(["degree"], { min: 23 }), when(["college", "degree"], { max: 22 })], '"degree"'],
  [
    [
      { when: { feature: "school", in: ["none"] }, feature: "job", in: ["cook"] },
      { when: { feature: "school", in: ["none"] }, feature: "job", in: ["nurse", "clerk"] },
    ],
    '"job" could be nothing',
  ],
])("two links that cannot be kept together are named in one error", (links, words) => {
  const far = { feature: "hours", atLeast: "rest" };
  expect(() => checkLinkPairs([links[0] as never, far, links[1] as never])).toThrow(
    expect.objectContaining({
      code: "config/link",
      path: "links[2]",
      problem: expect.stringMatching(/^it contradicts links\[0\]/),
    }),
  );
  expect(() => checkLinkPairs(links as never)).toThrow(words);
});

test("links that leave room stand", () => {
  expect(() =>
    checkLinkPairs([
      order("age", "tenure", 16),
      order("tenure", "age", -16),
      when(["degree"], { min: 23 }),
      when(["college"], { max: 22 }),
      when(["degree"], { max: 23 }),
    ]),
  ).not.toThrow();
});
