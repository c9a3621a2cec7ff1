// Of the built package: a worker starts from a file that Node reads by itself.

import { takeRows } from "@evenhand/core";
import {
  type BatchCounterfactuals,
  counterfactualsInWorkers,
  prepareCounterfactuals,
} from "@evenhand/models";
import { expect, test } from "vitest";
import { randomCase } from "../counterfactuals/cases.ts";
import { drawFrom, randomTable } from "../random-models.ts";

const ROWS = 40;

function someCase(seed: number) {
  const draw = drawFrom(seed);
  const number = () => draw(6);
  const { model, options } = randomCase(draw, { features: 5, trees: 8, number });
  const people = randomTable(draw, model.features, ROWS, { number, missing: 12 });
  const unit = model.output.unit;
  const target = { threshold: 0.9, favourableWhen: "above", unit } as const;
  return { model, people, options: { ...options, target, answers: 2 } };
}

function alone({ model, people, options }: ReturnType<typeof someCase>) {
  const changesFor = prepareCounterfactuals(model, options);
  return Array.from({ length: ROWS }, (_, row) => ({ row, found: changesFor(people, row) }));
}

test.each([1, 2, 3])("%i workers give the bytes of one thread", async (workers) => {
  const one = someCase(11);
  const expected = alone(one);
  expect(expected.filter(({ found }) => found.length > 0).length).toBeGreaterThan(10);
  const told: number[] = [];
  const { answers } = await counterfactualsInWorkers(one.model, one.people, {
    ...one.options,
    workers,
    onProgress: ({ done, most }) => {
      expect(most).toBe(ROWS);
      told.push(done);
    },
  });
  expect(JSON.stringify(answers)).toBe(JSON.stringify(expected));
  expect(told).toEqual(Array.from({ length: ROWS }, (_, at) => at + 1));
});

test("what was found before an abort is resumed, also from JSON, and nobody is searched for twice", async () => {
  const one = someCase(11);
  const stop = new AbortController();
  const reason = new Error("enough");
  let kept: BatchCounterfactuals | null = null;
  const options = { ...one.options, workers: 2 };
  const running = counterfactualsInWorkers(one.model, one.people, {
    ...options,
    signal: stop.signal,
    onProgress: ({ done, partial }) => {
      kept = partial();
      if (done === 9) stop.abort(reason);
    },
  });
  await expect(running).rejects.toBe(reason);
  const resume = JSON.parse(JSON.stringify(kept)) as BatchCounterfactuals;
  expect(resume.answers).toHaveLength(9);
  const told: number[] = [];
  const { answers, key } = await counterfactualsInWorkers(one.model, one.people, {
    ...options,
    resume,
    onProgress: ({ done }) => told.push(done),
  });
  expect(JSON.stringify(answers)).toBe(JSON.stringify(alone(one)));
  expect(told[0]).toBe(10);
  expect(told).toHaveLength(ROWS - 9);
  const whole = { key, answers };
  expect(
    await counterfactualsInWorkers(one.model, one.people, { ...options, resume: whole }),
  ).toEqual(whole);
});

test("answers to another question are not resumed", async () => {
  const { model, people, options } = someCase(11);
  const run = (more: object) =>
    counterfactualsInWorkers(model, people, { ...options, workers: 1, rows: [3, 1, 3], ...more });
  const first = await run({});
  expect(first.answers.map(({ row }) => row)).toEqual([3, 1, 3]);
  const refused = { code: "usage/resume", path: "resume.key" };
  await expect(run({ answers: 1, resume: first })).rejects.toMatchObject(refused);
  await expect(
    run({ target: { ...options.target, threshold: 0.8 }, resume: first }),
  ).rejects.toMatchObject(refused);
  await expect(
    run({ anchors: takeRows(options.anchors, [0, 1]), resume: first }),
  ).rejects.toMatchObject(refused);
  expect(await run({ rows: [1], resume: first })).toEqual({
    key: first.key,
    answers: [first.answers[1]],
  });
});

test("wrong questions are refused as one thread refuses them, those about a person too", async () => {
  const { model, people, options } = someCase(11);
  const run = (more: object) =>
    counterfactualsInWorkers(model, people, { ...options, workers: 2, ...more });
  await expect(run({ workers: 0 })).rejects.toMatchObject({ code: "usage/workers" });
  await expect(run({ rows: [ROWS] })).rejects.toMatchObject({ code: "usage/row-range" });
  await expect(run({ answers: 9 })).rejects.toMatchObject({ code: "usage/answers" });
  const name = model.features[0]?.name as string;
  await expect(run({ features: { [name]: { cost: -1 } } })).rejects.toMatchObject({
    code: "config/feature-number",
    path: `features.${name}.cost`,
  });
  const stopped = { aborted: true, reason: new Error("before") };
  await expect(run({ signal: stopped })).rejects.toBe(stopped.reason);
});
