import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rocAuc } from "../../src/index.ts";
import { measureAuc } from "../../src/metrics/scores/auc.ts";
import { sortPeople, splitByLabel } from "../../src/metrics/scores/score-sample.ts";
import { blockedAuc } from "../../src/proxies/blocked-auc.ts";

const block = fc
  .array(fc.record({ score: fc.integer({ min: 0, max: 6 }), has: fc.boolean() }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((people) => ({
    people,
    groups: {
      scores: people.map(({ score }) => score),
      positives: people.map(({ has }) => Number(has)),
      negatives: people.map(({ has }) => Number(!has)),
    },
  }));

describe("blockedAuc", () => {
  it("of one block is the area and DeLong's error of all its people", () => {
    fc.assert(
      fc.property(block, ({ people, groups }) => {
        const found = blockedAuc([groups]);
        const { positives, negatives } = splitByLabel(
          sortPeople({
            scores: people.map(({ score }) => score),
            labels: people.map(({ has }) => Number(has)),
          }),
        );
        const expected = measureAuc(positives, negatives);
        if (expected === null) {
          expect(found).toBeNull();
          return;
        }
        expect(found?.value).toBeCloseTo(expected.value, 12);
        // With a single person on a side DeLong has no error; here the other side's stays.
        if (positives.scores.length > 1 && negatives.scores.length > 1) {
          expect(found?.standardError).toBeCloseTo(expected.standardError, 9);
        }
      }),
    );
  });

  it("counts pairs within blocks only, in any order of the blocks", () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), (blocks) => {
        let won = 0;
        let pairs = 0;
        for (const { people } of blocks) {
          for (const up of people.filter(({ has }) => has)) {
            for (const down of people.filter(({ has }) => !has)) {
              pairs++;
              won += up.score > down.score ? 1 : up.score === down.score ? 0.5 : 0;
            }
          }
        }
        const groups = blocks.map((one) => one.groups);
        const found = blockedAuc(groups);
        if (pairs === 0) {
          expect(found).toBeNull();
          return;
        }
        expect(found?.value).toBeCloseTo(won / pairs, 12);
        expect(blockedAuc([...groups].reverse())?.standardError).toBeCloseTo(
          found?.standardError as number,
          12,
        );
      }),
    );
  });

  it("is the area that rocAuc says of the same people", () => {
    const scores = [0.1, 0.4, 0.35, 0.8];
    const labels = [0, 0, 1, 1];
    expect(
      blockedAuc([{ scores, positives: labels, negatives: labels.map((one) => 1 - one) }])?.value,
    ).toBe(rocAuc({ scores, labels })?.value);
  });
});
