import { expect, test } from "vitest";
import { budgetSweep, project, reach } from "../../src/counterfactuals/bound.ts";
import {
  type BoxLayout,
  costAt,
  layOutBoxes,
  sumAt,
  wholeBox,
} from "../../src/counterfactuals/box.ts";
import { domainFor, measureOf } from "../../src/counterfactuals/domain.ts";
import { bordersOf, reduceForest, type SearchForest } from "../../src/counterfactuals/forest.ts";
import type { Incumbent } from "../../src/counterfactuals/incumbent.ts";
import { search } from "../../src/counterfactuals/search.ts";
import { encodeTable } from "../../src/index.ts";
import { type Draw, drawFrom, randomModel, randomTable } from "../random-models.ts";

interface Problem {
  readonly layout: BoxLayout;
  readonly forest: SearchForest;
  readonly target: number;
  readonly meets: (sum: number) => boolean;
  /** Every point that meets the target, the cheapest first. */
  readonly answers: Incumbent[];
}

/** A small problem whose target is often tied: leaf values and targets are sevenths. */
function randomProblem(draw: Draw, trees: number): Problem {
  const model = randomModel(draw, { features: 1 + draw(4), trees, depth: 4, span: 4 });
  const number = () => draw(90) / 10;
  const rows = encodeTable(
    model.features,
    randomTable(draw, model.features, 8, { number, missing: 20 }),
  );
  const borders = bordersOf([model]);
  const domains = model.features.map((feature, index) => {
    const anchors = Float64Array.from(
      { length: 8 },
      (_, row) => rows.values[row * rows.width + index] as number,
    );
    return domainFor(feature, anchors[0] as number, {
      borders: borders[index] as (typeof borders)[number],
      measure: measureOf(anchors),
      lines: [],
    });
  });
  const layout = layOutBoxes(domains);
  const forest = reduceForest(model, domains, draw(2) === 0 ? 1 : -1);
  const target = (draw(9) * trees) / 14;
  const strict = draw(2) === 0;
  const meets = (sum: number): boolean => (strict ? sum > target : sum >= target);
  const answers = everyPoint(layout)
    .filter((point) => meets(sumAt(forest, point)))
    .map((point) => ({ point, cost: costAt(domains, point) }))
    .sort((a, b) => a.cost - b.cost);
  return { layout, forest, target, meets, answers };
}

function everyPoint({ domains }: BoxLayout): Int32Array[] {
  return domains.reduce<Int32Array[]>(
    (points, { values }, feature) =>
      points.flatMap((point) =>
        Array.from(values, (_, candidate) => {
          const next = point.slice();
          next[feature] = candidate;
          return next;
        }),
      ),
    [new Int32Array(domains.length)],
  );
}

test("finds the optimum from no answer at all, and from any other answer", () => {
  let divided = 0;
  let improved = 0;
  for (let seed = 0; seed < 1500; seed++) {
    const draw = drawFrom(seed);
    const { answers, layout, forest, target, meets } = randomProblem(draw, 1 + draw(6));
    const rules = {
      layout,
      constraints: [{ forest, target, meets }],
      links: [],
      maxChanges: Infinity,
    };
    const problem = (incumbent: Incumbent | null) => {
      return { rules, starts: [wholeBox(layout)], incumbent, maxNodes: 20_000 };
    };
    const best = answers[0]?.cost ?? null;
    const alone = search(problem(null));
    expect(alone, `seed ${seed}`).toMatchObject({ proved: true });
    if (best === null) expect(alone.answer, `seed ${seed}`).toBeNull();
    else expect(alone.answer?.cost, `seed ${seed}`).toBeCloseTo(best, 9);
    if (alone.nodes > 3) divided++;

    const incumbent = answers[draw(Math.min(4, answers.length) || 1)] ?? null;
    if (incumbent === null || best === null) continue;
    const helped = search(problem(incumbent));
    expect(helped.answer?.cost, `seed ${seed}`).toBeCloseTo(best, 9);
    if (incumbent.cost > best + 1e-6) improved++;
  }
  expect(Math.min(divided, improved)).toBeGreaterThan(200);
});

test("no answer is cheaper than the bound, and for one tree the bound is the optimum", () => {
  let beyondProjection = 0;
  for (let seed = 0; seed < 1500; seed++) {
    const draw = drawFrom(90_000 + seed);
    const trees = 1 + draw(3);
    const { layout, forest, target, meets, answers } = randomProblem(draw, trees);
    const box = wholeBox(layout);
    const projection = project(layout, box);
    const reached = reach(forest, projection.point);
    if (meets(reached.sum)) continue;
    const bound = budgetSweep(layout, forest, target)(box, projection, reached, Infinity);
    const best = answers[0]?.cost;
    if (bound === null) {
      expect(best, `seed ${seed}`).toBeUndefined();
      continue;
    }
    if (best !== undefined) expect(bound.cost, `seed ${seed}`).toBeLessThanOrEqual(best + 1e-9);
    const tied = Math.abs(reached.sum - target) < 1e-6;
    if (trees === 1 && best !== undefined && !tied && meets(target)) {
      expect(bound.cost, `seed ${seed}`).toBeCloseTo(best, 9);
    }
    if (bound.cost > projection.cost + 1e-6) beyondProjection++;
  }
  expect(beyondProjection).toBeGreaterThan(200);
});
