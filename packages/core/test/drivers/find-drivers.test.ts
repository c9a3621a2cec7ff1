import { describe, expect, it } from "vitest";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import type { ConfigurationInput } from "../../src/configuration/input.ts";
import { countTable } from "../../src/document/count-table.ts";
import { findDrivers } from "../../src/drivers/find-drivers.ts";
import { pairRows } from "../../src/drivers/pair-rows.ts";
import { table } from "../../src/table/intake.ts";
import { dimension } from "../people.ts";
import { ADMISSIONS, REVERSED } from "./given-people.ts";

function find(input: ConfigurationInput, people: readonly object[] = REVERSED) {
  const configuration = parseConfiguration(input);
  const rows = people as Record<string, string | number>[];
  return findDrivers(countTable(table(rows), configuration, null).cells, configuration);
}

describe("findDrivers", () => {
  it("takes recorded outcomes apart where there are no decisions", () => {
    const { strata, labels } = find(ADMISSIONS);
    expect(strata.map(({ metric, cohort }) => [metric, cohort])).toEqual([["base_rate", "sex=F"]]);
    expect(labels).toEqual([]);
  });

  it("takes decisions and the rates of the dimension's budgets apart, each once", () => {
    const people = REVERSED.map((one, i) => ({ ...one, picked: i % 3 === 0 ? 1 : 0 }));
    const budget = (id: string, metric: string) => ({
      ...{ id, metric, compare: "difference", cohorts: "sex" },
      limit: { min: -0.1, max: 0.1 },
      ...{ severity: "error", onInconclusive: "warn" },
    });
    const { strata, labels } = find(
      {
        decisions: { ...ADMISSIONS.decisions, prediction: "picked" },
        cohorts: { ...ADMISSIONS.cohorts, department: { by: ["department"] } },
        budgets: [budget("a", "true_positive_rate"), budget("b", "selection_rate")],
      } as ConfigurationInput,
      people,
    );
    expect(strata.map(({ metric }) => metric)).toEqual(["selection_rate", "true_positive_rate"]);
    expect(labels.map(({ dimension: name }) => name)).toEqual(["sex", "department", "department"]);
  });
});

describe("pairRows", () => {
  const people = table([{ g: "a" }, { g: "b" }, { g: "a" }, { g: null }, { g: "c" }]);

  it("lists the rows of each cohort and of its reference", () => {
    const [first, ...others] = pairRows(people, dimension(["g"]));
    expect([...(first?.rows ?? [])]).toEqual([0, 2]);
    expect([...(first?.referenceRows ?? [])]).toEqual([1, 4]);
    expect(others.map(({ cohort }) => cohort)).toEqual(["g=b", "g=c"]);
  });

  it("leaves out the reference itself, and has none with the highest", () => {
    const named = dimension(["g"], { reference: { kind: "cohort", levels: ["b"] } });
    expect(pairRows(people, named).map(({ cohort }) => cohort)).toEqual(["g=a", "g=c"]);
    expect(pairRows(people, dimension(["g"], { reference: { kind: "highest" } }))).toEqual([]);
  });
});
