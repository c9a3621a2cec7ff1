import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeCells } from "../../src/cells/merge.ts";
import type { AuditDocument, ConfigurationInput, TableInput } from "../../src/index.ts";
import { audit, auditCells, parseAudit, parseConfiguration, table } from "../../src/index.ts";
import { cellsOf, crowd, QUESTION } from "../people.ts";

const columns = {
  sex: ["F", "M", "F", "M", "F", null],
  hired: [0, 1, 1, 1, 0, 1],
};
const shorthand = { outcome: "hired", by: ["sex"] };

/** A danfojs data frame by shape: `columns`, `shape`, `column(name).values`. */
class Frame {
  readonly columns = Object.keys(columns);
  readonly shape = [6, 2];
  column(name: string) {
    return { values: columns[name as keyof typeof columns] };
  }
}

describe("audit takes", () => {
  const rows = columns.sex.map((sex, i) => ({ sex, hired: columns.hired[i] as number }));
  const expected = audit(columns, shorthand);

  it.each<[string, TableInput]>([
    ["row objects", rows],
    ["columns of typed arrays", { sex: columns.sex, hired: Int8Array.from(columns.hired) }],
    ["a data frame, by its shape", new Frame()],
    ["a table", table(columns)],
    ["outcomes as text", { ...columns, hired: columns.hired.map(String) }],
  ])("%s, to the same audit", (_, input) => {
    expect(audit(input, shorthand)).toEqual(expected);
  });

  it("a short question: attributes against the rest, and their product", () => {
    const people = { ...columns, race: ["a", "b", "a", "b", "b", "a"] };
    const { definitions, outcome, verdicts } = audit(people, { ...shorthand, by: ["sex", "race"] });
    expect(
      definitions.dimensions.map(({ name, by, reference }) => [name, by, reference.kind]),
    ).toEqual([
      ["sex", ["sex"], "rest"],
      ["race", ["race"], "rest"],
      ["sex×race", ["sex", "race"], "rest"],
    ]);
    expect(verdicts).toEqual([]);
    expect(outcome).toMatchObject({ verdict: "no-budgets", exitCode: 0 });
  });

  it("a short question with decisions", () => {
    const people = { ...columns, offered: [0, 0, 1, 1, 0, 1] };
    const { definitions, measurements } = audit(people, { ...shorthand, prediction: "offered" });
    expect(definitions.prediction).toEqual({ column: "offered", favourable: "1" });
    expect(measurements.some(({ metric }) => metric === "true_positive_rate")).toBe(true);
  });

  it.each([
    [[0, 1], "1"],
    [["no", "Yes"], "Yes"],
    [[false, true], "true"],
  ])("the favourable one of %j for granted: %s", (values, favourable) => {
    const people = { g: ["a", "b"], y: values };
    expect(audit(people, { outcome: "y", by: ["g"] }).definitions.label?.favourable).toBe(
      favourable,
    );
  });

  it("no key that it does not know, so that no weight is left out without a word", () => {
    const weighted = { ...shorthand, weight: { column: "w", kind: "sampling" } };
    expect(() => audit(columns, weighted)).toThrow(
      'weight: the short question has no such key; expected outcome, favourable, prediction, by, got "weight". Weights, scores and budgets are declared in a configuration: { decisions, cohorts, … }.',
    );
    expect(() => audit(columns, { ...shorthand, favorable: 1 } as typeof shorthand)).toThrow(
      'Did you mean "favourable"?',
    );
  });

  it("no guess where the values do not speak for themselves", () => {
    expect(() => audit({ g: ["a", "b"], y: ["good", "bad"] }, { outcome: "y", by: ["g"] })).toThrow(
      'favourable: which value of "y" is favourable cannot be guessed; expected one of "bad", "good".',
    );
  });
});

describe("audit tells", () => {
  const document = audit(columns, shorthand);

  it("what was counted, and of whom", () => {
    expect(document.population).toEqual({ rows: 6, used: 6, excluded: [] });
    expect(document.cohorts.map(({ id, rows, kind }) => [id, rows, kind])).toEqual([
      ["all", 6, "all"],
      ["sex=F", 3, "observed"],
      ["sex=M", 2, "observed"],
      ["sex=?", 1, "unknown"],
      ["rest:sex=F", 2, "rest"],
      ["rest:sex=M", 3, "rest"],
      ["rest:sex=?", 5, "rest"],
    ]);
    expect(document.definitions).toMatchObject({
      label: { column: "hired", favourable: "1" },
      prediction: null,
      attributes: [{ column: "sex", protected: true, source: null }],
    });
  });

  it("beside the numbers, what a reader must know", () => {
    expect(document.notes).toEqual([
      "No decisions were given: the recorded outcomes alone are audited.",
      "The configuration does not say what the recorded outcome means or when it was observed.",
      '1 row of unknown sex in "sex": shown on their own, and every pass was checked against the worst they could mean.',
      '2 of 2 cohorts in "sex" have fewer than 30 people: too few for a pass.',
    ]);
  });

  it("of labels of three kinds, and of rows without label or decision", () => {
    const people = {
      g: ["a", "b", "a", "b"],
      y: ["good", "bad", "odd", null],
      p: ["good", "bad", null, null],
    };
    const question: ConfigurationInput = {
      decisions: { label: "y", favourable: "good", prediction: "p" },
      labels: { meaning: "paid back" },
      cohorts: { g: { by: ["g"] } },
      evidence: { minimum: { denominator: 1 } },
    };
    expect(audit(people, question).notes).toEqual([
      '"y" has 3 values; all but good count as unfavourable.',
      "1 row without a recorded outcome: no rate that needs it counts them, and every pass was checked against the worst they could mean.",
      "2 rows without a decision: no rate that needs it counts them, and every pass was checked against the worst they could mean.",
    ]);
  });

  it("counts people, not rows, in its note on small cohorts where rows stand for several", () => {
    const people = { g: ["a", "b"], y: [1, 0], w: [40, 20] };
    const question = (kind: "frequency" | "sampling"): ConfigurationInput => ({
      decisions: { label: "y", favourable: 1, weight: { column: "w", kind } },
      cohorts: { g: { by: ["g"] } },
    });
    const small = (kind: "frequency" | "sampling") => audit(people, question(kind)).notes.at(-1);
    expect(small("frequency")).toContain("1 of 2 cohorts");
    expect(small("sampling")).toContain("2 of 2 cohorts");
  });

  it("takes a missing score for a missing decision", () => {
    const people = { g: ["a", "a", "b", "b"], s: [0.9, NaN, 0.5, 0.4] };
    const { measurements, notes } = audit(people, {
      decisions: {
        score: "s",
        prediction: { score: true, threshold: 0.5, favourableWhen: "above" },
      },
      cohorts: { g: { by: ["g"] } },
    });
    const rate = (cohort: string) => {
      const found = measurements.find(
        (one) => one.metric === "selection_rate" && one.cohort === cohort,
      );
      return [found?.numerator, found?.denominator];
    };
    expect([rate("g=a"), rate("g=b")]).toEqual([
      [1, 1],
      [1, 2],
    ]);
    expect(notes.some((note) => note.startsWith("1 row without a decision"))).toBe(true);
  });

  it("shows a ratio to zero as unbounded", () => {
    const people = { g: [..."aaaabbbb"], y: [1, 1, 0, 0, 0, 0, 0, 0] };
    const { disparities } = audit(people, { outcome: "y", by: ["g"] });
    const ratio = disparities.find(
      ({ compare, cohort }) => compare === "ratio" && cohort === "g=a",
    );
    expect(ratio).toMatchObject({ status: "unbounded", value: null, reason: "reference-zero" });
  });

  it("stays within itself when all rows are one cohort", () => {
    const people = { g: ["a", "a"], y: [1, 0] };
    const { disparities } = audit(people, { outcome: "y", by: ["g"] });
    expect(disparities.map(({ status, reason }) => [status, reason])).toEqual([
      ["not-estimable", "reference-not-estimable"],
      ["not-estimable", "reference-not-estimable"],
    ]);
  });

  it("takes a column called constructor like any other", () => {
    const people = { constructor: ["a", "b"], y: [1, 0] };
    const question: ConfigurationInput = {
      decisions: { label: "y", favourable: 1 },
      cohorts: { maker: { by: ["constructor"], reference: "a" } },
    };
    expect(audit(people, question).cohorts.map(({ id }) => id)).toEqual([
      "all",
      "constructor=a",
      "constructor=b",
    ]);
  });
});

const withBudgets: ConfigurationInput = {
  ...QUESTION,
  budgets: ["selection_rate", "true_positive_rate"].map((metric) => ({
    id: metric,
    metric,
    compare: "ratio",
    cohorts: "sex",
    limit: { min: 0.8, max: 1.25 },
    severity: "error",
    onInconclusive: "warn",
  })),
};

function auditPeople(people: Parameters<typeof cellsOf>[0]): AuditDocument {
  return audit(
    people.map((one) => ({ ...one })),
    withBudgets,
    { today: "2026-11-24" },
  );
}

describe("an audit is a function of its cells", () => {
  it("is the same from merged shards as from all rows, to the byte", () => {
    fc.assert(
      fc.property(fc.array(crowd, { minLength: 1, maxLength: 4 }), (shards) => {
        const [first, ...others] = shards.map((shard) => cellsOf(shard));
        const merged = others.reduce(mergeCells, first as NonNullable<typeof first>);
        const fromShards = auditCells(merged, parseConfiguration(withBudgets), {
          today: "2026-11-24",
        });
        expect(JSON.stringify(fromShards)).toBe(JSON.stringify(auditPeople(shards.flat())));
      }),
      { numRuns: 40 },
    );
  });

  it("survives JSON unchanged, and is read back", () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const document = auditPeople(people);
        const text = JSON.stringify(document);
        const read = parseAudit(JSON.parse(text));
        expect(JSON.stringify(read)).toBe(text);
        // The cells read back give the same audit again.
        const again = auditCells(
          read.cells as NonNullable<typeof read.cells>,
          parseConfiguration(withBudgets),
          {
            today: "2026-11-24",
          },
        );
        expect(JSON.stringify(again)).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it("keeps what it was told: title, files, exclusions", () => {
    const document = audit(columns, shorthand, {
      title: "T",
      data: { name: "d.csv", sha256: "00" },
      configuration: { name: "c.yaml", sha256: "11" },
      model: { name: "m.txt", sha256: "22", format: "lightgbm" },
      excluded: [{ reason: "outside data.rows", column: null, rows: 4 }],
      today: "2026-11-24",
    });
    expect(document).toMatchObject({
      schema: "evenhand/audit@1",
      title: "T",
      provenance: {
        today: "2026-11-24",
        data: { name: "d.csv", sha256: "00" },
        configuration: { name: "c.yaml" },
        model: { format: "lightgbm" },
      },
      population: { rows: 10, used: 6, excluded: [{ rows: 4 }] },
    });
  });
});
