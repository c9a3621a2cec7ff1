import { type Table, table } from "@evenhand/core";
import { expect, test } from "vitest";
import {
  applyChanges,
  type Classifier,
  classCounterfactuals,
  predict,
  predictClasses,
  survivalOf,
  type TreeEnsemble,
  whatIf,
} from "../../src/index.ts";
import { type Draw, drawFrom, randomModel, randomTable } from "../random-models.ts";
import { costOf, wholeNumbers } from "./cases.ts";

/** Three classes over the same inputs; leaf values are sevenths, so that outputs are often level. */
function randomClassifier(draw: Draw): Classifier {
  const shape = { features: 3, trees: 1 + draw(4), depth: 3, span: 6 };
  const classes = ["granted", "reviewed", "refused"];
  const first = randomModel(draw, shape);
  const outputs = classes.map((name, at): TreeEnsemble => {
    // Trees over other inputs are no classifier: draw until the kinds of inputs agree.
    let next = at === 0 ? first : randomModel(draw, shape);
    while (JSON.stringify(next.features) !== JSON.stringify(first.features)) {
      next = randomModel(draw, shape);
    }
    const output = { unit: "score", link: "softmax", base: draw(3) / 7, divisor: 1 } as const;
    return { ...next, classOfInterest: name, output };
  });
  const { format, features } = first;
  return { kind: "classifier", format, features, classes, link: "softmax", outputs };
}

/** Every combination of levels and of whole numbers from −3 to 9. */
function everyRow(features: Classifier["features"], person: Table): Table {
  const choices = features.map((feature) => {
    const own = valueIn(person, feature.name);
    if (feature.kind === "category") return [...new Set([own, ...feature.levels])];
    return own === null ? [null] : wholeNumbers(-3, 9);
  });
  const rows = choices.reduce<unknown[][]>(
    (made, values) => made.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
  return table(
    Object.fromEntries(
      features.map(({ name }, at) => [name, rows.map((row) => row[at] as string | number | null)]),
    ),
  );
}

function valueIn(one: Table, name: string, row = 0): string | number | null {
  const column = one.columns.get(name);
  if (column === undefined || column.validity?.[row] === 0) return null;
  return column.kind === "numeric"
    ? (column.values[row] as number)
    : (column.levels[column.codes[row] as number] as string);
}

test("another class is reached at the least cost that trying every combination finds", () => {
  const kinds = { met: 0, optimal: 0, infeasible: 0 };
  for (let seed = 0; seed < 300; seed++) {
    const where = `seed ${seed}`;
    const draw = drawFrom(700_000 + seed);
    const classifier = randomClassifier(draw);
    const number = (): number => draw(6);
    const people = randomTable(draw, classifier.features, 1, { number, missing: 12 });
    const anchors = randomTable(draw, classifier.features, 12, { number, missing: 12 });
    const [answer] = classCounterfactuals(classifier, people, 0, { wanted: "granted", anchors });
    if (answer === undefined) {
      expect(predictClasses(classifier, people).predicted[0], where).toBe(0);
      kinds.met++;
      continue;
    }
    const all = everyRow(classifier.features, people);
    const raw = classifier.outputs.map((output) => predict(output, all, { unit: "score" }));
    let least = Infinity;
    for (let row = 0; row < all.rows; row++) {
      const lead = Math.min(
        ...[1, 2].map((other) => (raw[0]?.[row] as number) - (raw[other]?.[row] as number)),
      );
      if (lead < 1e-9) continue;
      const changes = classifier.features.flatMap(({ name: feature }) => {
        const [from, to] = [valueIn(people, feature), valueIn(all, feature, row)];
        return from === to ? [] : [{ feature, from, to }];
      });
      const target = { threshold: 0, favourableWhen: "above" } as const;
      least = Math.min(least, costOf(changes, { anchors, target }));
    }
    if (least === Infinity) {
      expect(answer.status, where).toBe("infeasible");
      kinds.infeasible++;
      continue;
    }
    expect(answer.status, where).toBe("optimal");
    expect(answer.cost, where).toBeCloseTo(least, 9);
    const after = predictClasses(classifier, applyChanges(people, 0, answer.changes));
    expect(after.predicted[0], where).toBe(0);
    expect(answer.output).toEqual({ value: after.classes[0]?.outputs[0], unit: "probability" });
    kinds.optimal++;
  }
  expect(Math.min(...Object.values(kinds)), JSON.stringify(kinds)).toBeGreaterThan(15);
});

test("an unknown class is refused", () => {
  const draw = drawFrom(1);
  const classifier = randomClassifier(draw);
  const people = randomTable(draw, classifier.features, 2, { number: () => 1, missing: 0 });
  expect(() =>
    classCounterfactuals(classifier, people, 0, { wanted: "grantd", anchors: people }),
  ).toThrow(expect.objectContaining({ code: "config/model-class" }));
});

test("changes are applied to one row, of any kind of column", () => {
  const people = table({ hours: [20, 40], job: ["cook", "nurse"], age: [30, 50] });
  const changed = applyChanges(people, 1, [
    { feature: "hours", to: 45 },
    { feature: "job", to: "clerk" },
    { feature: "age", to: null },
  ]);
  expect(["hours", "job", "age"].map((name) => valueIn(changed, name))).toEqual([
    45,
    "clerk",
    null,
  ]);
  expect(valueIn(people, "hours", 1)).toBe(40);
  expect(() => applyChanges(people, 2, [])).toThrow(
    expect.objectContaining({ code: "usage/row-range" }),
  );
  expect(() => applyChanges(people, 0, [{ feature: "hour", to: 1 }])).toThrow(
    expect.objectContaining({ code: "config/unknown-column" }),
  );
});

test("what-if scores the row as it is and with its changes, and survival counts the models under which they hold", () => {
  const draw = drawFrom(5);
  const models = wholeNumbers(1, 20).map(() => {
    const model = randomModel(draw, { features: 1, trees: 3, depth: 2, span: 6 });
    return model.features[0]?.kind === "numeric" ? model : null;
  });
  const numeric = models.filter((model) => model !== null);
  const people = table({ f0: [1, 5] });
  const outputs = numeric.map((model) => {
    const found = whatIf(model, people, 0, { f0: 4 }, { unit: model.output.unit });
    const both = table({ f0: [1, 4] });
    const [before, after] = predict(model, both, { unit: model.output.unit });
    expect([found.before.output, found.after.output]).toEqual([before, after]);
    return predict(model, both)[1] as number;
  });
  const target = { threshold: 0.5, favourableWhen: "above" } as const;
  const holds = outputs.filter((output) => output >= 0.5).length;
  expect(survivalOf([{ feature: "f0", from: 1, to: 4 }], numeric, people, 0, target)).toEqual({
    models: numeric.length,
    holds,
    share: holds / numeric.length,
  });
  expect(holds).toBeGreaterThan(0);
  expect(holds).toBeLessThan(numeric.length);
  expect(() => survivalOf([], [], people, 0, target)).toThrow(
    expect.objectContaining({ code: "usage/no-models" }),
  );
});
