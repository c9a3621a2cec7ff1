import { table } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import {
  guessBands,
  guessFavourable,
  guessMissing,
  guessOutcome,
  guessPrediction,
  guessProtected,
  profileColumns,
} from "../../src/guesses/columns.ts";

function profiles(columns: Record<string, (string | number)[]>) {
  return profileColumns(table(columns));
}

describe("guessing what columns mean", () => {
  it("takes columns named like protected attributes, and no others", () => {
    const names = [
      ...["Sex", "gender_id", "ageBand", "native-country", "MARITAL_STATUS", "race"],
      ...["percentage", "sextant", "message", "trace", "garage"],
    ];
    const all = profiles(Object.fromEntries(names.map((name) => [name, ["a", "b"]])));
    expect(guessProtected(all).map(({ name }) => name)).toEqual(names.slice(0, 6));
  });

  it("takes the outcome by its name and its two values", () => {
    const found = guessOutcome(
      profiles({
        class: ["a", "b", "c"],
        predicted_income: ["lo", "hi", "lo"],
        income: ["lo", "hi", "lo"],
      }),
    );
    expect(found?.name).toBe("income");
    expect(guessOutcome(profiles({ colour: ["red", "blue"] }))).toBeNull();
  });

  it("takes for prediction only what has the outcome's values", () => {
    const all = profiles({ hired: ["yes", "no"], pred: ["1", "0"], predicted: ["no", "no"] });
    const hired = all[0] as (typeof all)[number];
    expect(guessPrediction(all, hired)?.name).toBe("predicted");
  });

  it.each([
    [["0", "1"], "1"],
    [["No", "Yes"], "Yes"],
    [["<=50K", ">50K"], ">50K"],
    [["red", "blue"], null],
    [["yes", "1"], null],
  ])("of %j people are glad of %j", (levels, favourable) => {
    expect(guessFavourable(levels)).toBe(favourable);
  });

  it("cuts ages at the usual edges inside their range, other numbers at the middle", () => {
    const numbers = Array.from({ length: 40 }, (_, i) => 30 + i);
    const [age, pay] = profiles({ age: numbers, pay: numbers });
    expect(guessBands(age as NonNullable<typeof age>)).toEqual([45, 65]);
    expect(guessBands(pay as NonNullable<typeof pay>)).toEqual([50]);
  });

  it("finds missing marks that occur", () => {
    expect(guessMissing(profiles({ a: ["?", "x"], b: ["NA", "1"] }))).toEqual(["?", "NA"]);
  });
});
