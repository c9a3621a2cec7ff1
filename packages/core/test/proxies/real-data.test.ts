import { expect, it } from "vitest";
import { describeWith } from "../../../../test/optional-suite.ts";
import { missingSharedData } from "../../../../test/shared-data.ts";
import { auditProxies, flagProxies, sliceRows, strongestLevel } from "../../src/index.ts";
import { readAdultInputs, readBank, readGerman } from "../shared-data.ts";

describeWith("data", missingSharedData, "proxies in public data", () => {
  it("Adult: the position in the family gives sex away, and all inputs nearly always", () => {
    const features = ["relationship", "marital-status", "occupation", "hours-per-week"];
    const { attributes, flagged } = auditProxies(readAdultInputs(), {
      features,
      protected: [{ column: "sex" }],
    });
    const areas = attributes[0]?.features.map(({ overall }) => strongestLevel(overall)?.auc ?? 0);
    expect(areas?.map((area) => Number(area.toFixed(2)))).toEqual([0.86, 0.76, 0.75, 0.65]);
    const joint = strongestLevel(attributes[0]?.joint.overall ?? never());
    // LightGBM with 100 rounds, cross-fitted in five parts on eight inputs: 0.930.
    expect(joint?.auc).toBeGreaterThan(0.9);
    expect(flagged.map(({ feature }) => feature)).toEqual(features.slice(0, 3));
  });

  it("Adult: marital status tells little of sex among people alike in their position", () => {
    const { attributes } = auditProxies(readAdultInputs(), {
      features: ["marital-status", "occupation"],
      protected: [{ column: "sex" }],
      legitimate: [{ feature: "relationship", owner: "@test", rationale: "to see what is left" }],
    });
    expect(attributes[0]?.features.map(({ finding }) => finding)).toEqual(["explained", "proxy"]);
  });

  it("German Credit: a thousand people leave open whether status and housing give age away", () => {
    const german = readGerman();
    const { attributes } = auditProxies(german, {
      features: ["status", "housing", "duration"],
      protected: [{ column: "age", bands: [26] }],
    });
    const [status, housing, duration] = attributes[0]?.features ?? [];
    expect([status?.finding, housing?.finding, duration?.finding]).toEqual([
      "undecided",
      "undecided",
      "below",
    ]);
  });

  it("Bank Marketing: of the last 10,211 clients a housing loan gives age away, which nobody declared", () => {
    const features = ["balance", "housing", "loan", "default"];
    const protected_ = [{ column: "age", bands: [25, 60] }];
    const flagged = flagProxies(sliceRows(readBank(), { from: 35_001 }).table, {
      features,
      protected: protected_,
    });
    expect(flagged.map(({ feature }) => feature)).toEqual(["housing"]);
  });
});

function never(): never {
  throw new Error("no attribute was audited");
}
