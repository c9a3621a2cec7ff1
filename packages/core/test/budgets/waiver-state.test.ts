import { describe, expect, it } from "vitest";
import type { Waiver } from "../../src/budgets/waiver.ts";
import { remindOfWaivers, stateOfWaiver } from "../../src/budgets/waiver-state.ts";

const WAIVER: Waiver = {
  budget: "ratio",
  cohort: { sex: "F", race: "b" },
  ceiling: 0.7,
  reason: "a new model is on its way",
  owner: "@a",
  approvedBy: "@b",
  created: "2026-02-20",
  expires: "2026-03-31",
};

describe("stateOfWaiver", () => {
  it.each([
    ["2026-02-19", "not-yet-valid", 40],
    ["2026-02-20", "active", 39],
    ["2026-03-16", "active", 15],
    ["2026-03-17", "ending", 14],
    ["2026-03-31", "ending", 0],
    ["2026-04-01", "expired", -1],
  ])("on %s is %s, with %i days left", (today, status, daysLeft) => {
    expect(stateOfWaiver(WAIVER, today)).toEqual({ status, daysLeft });
  });
});

describe("remindOfWaivers", () => {
  const name = 'The waiver of "ratio" for sex=F,race=b (@a)';
  it.each([
    ["2026-03-16", []],
    ["2026-03-17", [`${name} ends in 14 days, on 2026-03-31.`]],
    ["2026-03-30", [`${name} ends tomorrow.`]],
    ["2026-03-31", [`${name} ends today.`]],
    ["2026-04-01", [`${name} ended on 2026-03-31: it covers nothing.`]],
  ])("on %s says %j", (today, said) => {
    expect(remindOfWaivers([WAIVER], today)).toEqual(said);
  });
});
