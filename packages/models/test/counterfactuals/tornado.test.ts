import { table, takeRows, textAt } from "@evenhand/core";
import { expect, test } from "vitest";
import {
  applyChanges,
  counterfactualColumns,
  counterfactuals,
  groupColumns,
  groupCounterfactuals,
  type Linear,
  predict,
  toCsv,
  tornado,
  tornadoColumns,
} from "../../src/index.ts";
import { drawFrom, randomTable } from "../random-models.ts";
import { randomCase } from "./cases.ts";
import { meetsTarget } from "./oracle.ts";

function someCase(seed: number) {
  const draw = drawFrom(seed);
  const number = () => draw(7) - 1;
  const { model, people, options } = randomCase(draw, { features: 4, trees: 1 + draw(6), number });
  const anchors = randomTable(draw, model.features, 40, { number, missing: 12 });
  return { model, people, options: { ...options, anchors } };
}

test("every end and every flip is what the model says when all plausible values are tried", () => {
  const seen = { moved: 0, flips: 0, still: 0 };
  for (let seed = 0; seed < 300; seed++) {
    const { model, people, options } = someCase(seed);
    const unit = options.target.unit ?? "score";
    const found = tornado(model, people, 0, { ...options, quantiles: [0, 1], rare: 0 });
    const [own] = predict(model, people, { unit });
    expect(found.output).toBe(own);
    expect(found.favourable).toBe(meetsTarget(own as number, options));
    for (const { feature, least, most, span, flips, flip, exact, advisable } of found.bars) {
      const column = options.anchors.columns.get(feature);
      if (column === undefined) throw new Error(feature);
      const texts = Array.from({ length: 40 }, (_, row) => textAt(column, row)).filter(
        (text) => text !== null,
      );
      const numbers = texts.map(Number);
      const values: (string | number)[] =
        column.kind === "numeric"
          ? [-1, 0, 1, 2, 3, 4, 5].filter(
              (x) => x >= Math.min(...numbers) && x <= Math.max(...numbers),
            )
          : [...new Set(texts as string[])];
      const outputs = values.map((to) => {
        const [output] = predict(model, applyChanges(people, 0, [{ feature, to }]), { unit });
        return output as number;
      });
      expect(least.output, `seed ${seed} ${feature}`).toBe(Math.min(own as number, ...outputs));
      expect(most.output, `seed ${seed} ${feature}`).toBe(Math.max(own as number, ...outputs));
      expect(span).toBe(most.output - least.output);
      const turned = outputs.some((output) => meetsTarget(output, options) !== found.favourable);
      expect(flips).toBe(turned);
      expect(flip !== null).toBe(turned);
      expect(exact).toBe(true);
      const declared = options.features?.[feature];
      expect(advisable).toBe(declared?.change !== "none" && declared?.protected !== true);
      for (const end of [least, most, ...(flip === null ? [] : [flip])]) {
        const after = applyChanges(people, 0, [{ feature, to: end.value }]);
        expect(predict(model, after, { unit })[0]).toBe(end.output);
      }
      if (span > 0) seen.moved++;
      else seen.still++;
      if (flip !== null) seen.flips++;
    }
    const spans = found.bars.map(({ span }) => span);
    expect(spans).toEqual([...spans].sort((a, b) => b - a));
  }
  expect(Math.min(seen.moved, seen.flips, seen.still)).toBeGreaterThan(50);
});

const credit: Linear = {
  kind: "linear",
  format: "linear",
  features: [
    { kind: "numeric", name: "hours", range: null },
    { kind: "category", name: "job", levels: ["cook", "nurse", "rare"] },
  ],
  classOfInterest: "1",
  terms: [
    { kind: "numeric", weight: 0.05, center: 0, scale: 1, missing: null },
    { kind: "category", weights: Float64Array.of(0, 3.5, 9), missing: null, unseen: null },
  ],
  output: { unit: "log-odds", link: "logistic", base: -4, divisor: 1 },
};

test("quantiles and rare levels bound the range; the nearest value that turns the decision is named", () => {
  const hours = Array.from({ length: 200 }, (_, k) => k % 100);
  const job = hours.map((_, k) => (k === 0 ? "rare" : k % 3 === 0 ? "nurse" : "cook"));
  const anchors = table({ hours, job });
  const people = table({ hours: [20], job: ["cook"] });
  const target = { threshold: 0.5, favourableWhen: "above" } as const;
  const { bars } = tornado(credit, people, 0, {
    target,
    anchors,
    features: { job: { change: "none" } },
  });
  const [first, second] = bars;
  expect(first).toMatchObject({
    ...{ feature: "hours", own: 20, flips: true, exact: true, advisable: true },
    ...{ least: { value: 4 }, most: { value: 94 }, flip: { value: 80 } },
  });
  expect(second).toMatchObject({
    ...{ feature: "job", own: "cook", flips: true, tried: 1, advisable: false },
    ...{ least: { value: "cook" }, most: { value: "nurse" }, flip: { value: "nurse" } },
  });
});

test("refuses shares without meaning, and no anchors", () => {
  const { model, people, options } = someCase(1);
  const run = (more: object) => () => tornado(model, people, 0, { ...options, ...more });
  expect(run({ quantiles: [0.9, 0.1] })).toThrow(
    expect.objectContaining({ code: "usage/quantiles", path: "quantiles" }),
  );
  expect(run({ rare: 1 })).toThrow(
    expect.objectContaining({ code: "usage/quantiles", path: "rare" }),
  );
  expect(run({ anchors: takeRows(options.anchors, []) })).toThrow(
    expect.objectContaining({ code: "input/empty-table" }),
  );
});

test("columns hold every change of every answer, and what JSON can hold", () => {
  let changes = 0;
  for (let seed = 0; seed < 40; seed++) {
    const { model, people, options } = someCase(seed);
    const found = counterfactuals(model, people, 0, { ...options, answers: 2 });
    const columns = counterfactualColumns([{ row: 7, found }]);
    expect(JSON.parse(JSON.stringify(columns))).toEqual(columns);
    const lines = found.flatMap((one, at) =>
      one.changes.length === 0
        ? [[at + 1, one.status, null, null]]
        : one.changes.map(({ feature, to }) => [at + 1, one.status, feature, to]),
    );
    const { row, answer, status, feature, to } = columns;
    expect(row).toEqual(lines.map(() => 7));
    expect(lines).toEqual(lines.map((_, k) => [answer?.[k], status?.[k], feature?.[k], to?.[k]]));
    changes += lines.length;
    const bars = tornado(model, people, 0, options);
    const drawn = tornadoColumns(bars);
    expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn);
    expect(drawn.mostOutput).toEqual(bars.bars.map(({ most }) => most.output));
    const group = groupCounterfactuals(model, options.anchors, options);
    const reaches = group.cohorts.flatMap(({ answers }) => answers.map(({ reach }) => reach));
    const grouped = groupColumns(group);
    expect(JSON.parse(JSON.stringify(grouped))).toEqual(grouped);
    expect(grouped.coverage).toEqual(reaches.map(({ coverage }) => coverage));
  }
  expect(changes).toBeGreaterThan(20);
});

test("CSV quotes what would be read otherwise, and tells null from an empty text", () => {
  const text = toCsv({ feature: ['a "b", c', "d\ne", "", null], to: [1.5, true, "x", null] });
  expect(text).toBe('feature,to\r\n"a ""b"", c",1.5\r\n"d\ne",true\r\n"",x\r\n,\r\n');
  expect(toCsv(counterfactualColumns([]))).toBe(
    "row,answer,status,cost,lowerBound,gap,output,unit,nodes,feature,from,to\r\n",
  );
});
