import "../../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSmallestChange, type Probe } from "../../../src/budgets/tipping/search.ts";

interface Marked extends Probe<"fail"> {
  readonly marks: number;
}

const allPass = (): boolean => true;

describe("findSmallestChange by boxes", () => {
  it("finds what looking at every point finds, where conditions move one way along each axis", () => {
    const side = fc.integer({ min: 0, max: 18 });
    const slope = fc.integer({ min: -9, max: 9 });
    const condition = fc.tuple(slope, slope, fc.integer({ min: 1, max: 120 }));
    fc.assert(
      fc.property(
        side,
        side,
        side,
        side,
        fc.array(condition, { maxLength: 3 }),
        (a, b, c, d, all) => {
          const axes = [
            { up: a, down: b },
            { up: c, down: d },
          ];
          const probe = (x: number, y: number): Marked => ({
            changed: all.some(([s, t, least]) => s * x + t * y >= least) ? "fail" : null,
            breaks: 0,
            marks: 0,
          });
          expect(findSmallestChange(axes, probe, allPass)).toEqual(findSmallestChange(axes, probe));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("looks at few points of a large lattice in which nothing near changes", () => {
    let looks = 0;
    const probe = (x: number): Marked => {
      looks++;
      return { changed: x >= 5_000 ? "fail" : null, breaks: 0, marks: 0 };
    };
    const axis = { up: 10_000, down: 10_000 };
    expect(findSmallestChange([axis, axis], probe, allPass)?.count).toBe(5_000);
    expect(looks).toBeLessThan(100);
  });
});
