import { describe, expect, it } from "vitest";
import { nameCohorts } from "../../src/wording/cohorts.ts";
import { FULL } from "../fixtures/adult.ts";

describe("nameCohorts", () => {
  const names = nameCohorts(FULL);

  it.each([
    ["sex", "sex=Female", "Female"],
    ["age", "age=<25", "age under 25"],
    ["age", "age=25..<45", "age 25 to under 45"],
    ["sex×race", "sex=Female,race=Black", "Female · Black"],
    ["race", "race=?", "race unknown"],
    ["sex×race", "unknown", "sex or race unknown"],
    ["age", "rest:age=<25", "everyone else"],
    [null, "all", "everyone"],
  ])("calls %s %s “%s”", (dimension, id, name) => {
    expect(names(dimension, id)).toBe(name);
  });

  it("finds the band whose id holds an escaped sign", () => {
    const oldest = FULL.cohorts.find((cohort) => cohort.levels[0] === ">=65");
    expect(names("age", oldest?.id ?? "")).toBe("age 65 and over");
  });

  it("says which attribute a terse level belongs to", () => {
    const cohorts = [{ ...FULL.cohorts[1], id: "foreign=yes", by: ["foreign"], levels: ["yes"] }];
    const named = nameCohorts({ ...FULL, cohorts } as typeof FULL);
    expect(named(cohorts[0]?.dimension ?? null, "foreign=yes")).toBe("foreign = yes");
  });

  it("shows an id that the audit does not list as it stands", () => {
    expect(names("sex", "sex=Other")).toBe("sex=Other");
  });
});
