// Of the built package: a worker starts from a file that Node reads by itself.
import { attribute, attributeInWorkers, type TreeEnsemble, withCovers } from "@evenhand/models";
import { expect, test } from "vitest";
import { drawFrom, randomModel, randomTable } from "../random-models.ts";

const ROWS = 103;

function someCase(seed: number) {
  const draw = drawFrom(seed);
  const bare = randomModel(draw, { features: 6, trees: 12, depth: 9, span: 8 }) as TreeEnsemble;
  const rows = (count: number) =>
    randomTable(draw, bare.features, count, { number: () => draw(17) / 2, missing: 9 });
  return { model: withCovers(bare, rows(60)), people: rows(ROWS), background: rows(20) };
}

const GAMES = ["path-dependent", "interventional"] as const;

test.each(GAMES.flatMap((game) => [1, 2, 3].map((workers) => [game, workers] as const)))(
  "%s: %i workers give the bytes of one thread",
  async (game, workers) => {
    const { model, people, background } = someCase(3);
    const options =
      game === "path-dependent" ? { game } : { game, background, description: "20 random rows" };
    const groups = { both: ["f1", "f4"] };
    const alone = attribute(model, people, { ...options, groups });
    const told: number[] = [];
    const found = await attributeInWorkers(model, people, {
      ...options,
      groups,
      workers,
      onProgress: ({ done, most }) => {
        expect(most).toBe(12 * workers);
        told.push(done);
      },
    });
    expect(found).toEqual(alone);
    expect(told).toEqual(Array.from({ length: 12 * workers }, (_, at) => at + 1));
  },
);

test("stops once it is aborted, and says why", async () => {
  const { model, people } = someCase(4);
  const stop = new AbortController();
  const reason = new Error("enough");
  const options = { game: "path-dependent", workers: 2, signal: stop.signal } as const;
  const running = attributeInWorkers(model, people, {
    ...options,
    onProgress: () => stop.abort(reason),
  });
  await expect(running).rejects.toBe(reason);
  await expect(attributeInWorkers(model, people, options)).rejects.toBe(reason);
});

test("more workers than rows, and no rows", async () => {
  const { model, people } = someCase(5);
  const few = randomTable(drawFrom(1), model.features, 2, { number: () => 1, missing: 0 });
  const none = randomTable(drawFrom(1), model.features, 0, { number: () => 1, missing: 0 });
  const options = { game: "path-dependent", workers: 5 } as const;
  expect(await attributeInWorkers(model, few, options)).toEqual(attribute(model, few, options));
  const found = await attributeInWorkers(model, none, options);
  expect(found.outputs.length).toBe(0);
  expect(people.rows).toBe(ROWS);
});

test.each([0, 1.5, Number.NaN])("%f workers are refused", async (workers) => {
  const { model, people } = someCase(6);
  await expect(
    attributeInWorkers(model, people, { game: "path-dependent", workers }),
  ).rejects.toMatchObject({ code: "usage/workers" });
});
