import { describe, expect, it } from "vitest";
import { findErrorRegions } from "../../src/drivers/error-regions.ts";
import { makeSource } from "./source.ts";

describe("findErrorRegions", () => {
  const random = makeSource(5);
  const people = Array.from({ length: 6000 }, () => {
    const job = random() < 0.25 ? "night" : "day";
    const region = random() < 0.5 ? "north" : "south";
    const y = random() < 0.5 ? 1 : 0;
    const wrong = y === 1 && job === "night" ? 0.4 : 0.1;
    return { job, region, y, p: random() < wrong ? 1 - y : y };
  });
  const found = findErrorRegions(people, {
    attributes: ["job", "region"],
    label: "y",
    prediction: "p",
    favourable: [1],
  });

  it("finds where refusals against the outcome concentrate, and how many of them", () => {
    const [first] = found.regions;
    expect(first).toMatchObject({ kind: "refusal", cohort: "job=night" });
    // .25 · .4 of .25 · .4 + .75 · .1.
    expect(first?.errorShare).toBeCloseTo(0.571, 1);
    expect(first?.peopleShare).toBeCloseTo(0.25, 1);
  });

  it("names nothing where errors are as frequent as elsewhere", () => {
    expect(found.regions.filter(({ kind }) => kind === "grant")).toEqual([]);
    expect(found.regions.every(({ cohort }) => cohort.includes("job=night"))).toBe(true);
    expect(found.compared).toBeGreaterThan(8);
  });
});
