import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allowedChange, type FeatureDeclaration } from "../../src/explanations/feature.ts";
import { decisionRecord } from "../../src/notices/decision-record.ts";
import { shuffled } from "./generated-records.ts";
import { found, nothing, type Row, sampleInput } from "./sample-record.ts";

const numbered = (count: number, contribution: number): Row[] =>
  Array.from({ length: count }, (_, i) => [`f${String(i).padStart(2, "0")}`, i, 50, contribution]);

describe("reasons", () => {
  test("of a refusal pushed down where values above are favourable", () => {
    const record = decisionRecord(
      sampleInput({
        rows: [
          ["a", 1, 2, -0.3],
          ["b", 1, 2, 0.1],
          ["c", 1, 2, -0.1],
        ],
      }),
    );
    expect(record.outcome.favourable).toBe(false);
    expect(record.reasons.map(({ feature }) => feature)).toEqual(["a", "c"]);
    expect(record.reasons.map(({ direction }) => direction)).toEqual(["against", "against"]);
    expect(record.reasons[0]?.share).toBeCloseTo(0.75, 12);
  });

  test("of a refusal pushed up where values below are favourable", () => {
    const record = decisionRecord(
      sampleInput({
        baseline: 0.3,
        outcome: { favourableWhen: "below" },
        rows: [
          ["a", 1, 2, -0.1],
          ["b", 1, 2, 0.4],
        ],
      }),
    );
    expect(record.outcome.favourable).toBe(false);
    expect(record.reasons.map(({ feature }) => feature)).toEqual(["b"]);
    expect(record.reasons[0]?.sentence).toContain("against you");
  });

  test.each(["above", "below"] as const)("of a yes pushed towards it when %s", (favourableWhen) => {
    const sign = favourableWhen === "above" ? 1 : -1;
    const record = decisionRecord(
      sampleInput({
        baseline: 0.5,
        outcome: { favourableWhen },
        rows: [
          ["a", 1, 2, 0.3 * sign],
          ["b", 1, 2, -0.1 * sign],
        ],
      }),
    );
    expect(record.outcome.favourable).toBe(true);
    expect(record.reasons.map(({ feature, direction }) => [feature, direction])).toEqual([
      ["a", "for"],
    ]);
    expect(record.reasons[0]?.sentence).toContain("for you");
  });

  test("are at most four ordinary ones, ties by name", () => {
    const record = decisionRecord(sampleInput({ rows: numbered(6, -0.05).reverse() }));
    expect(record.reasons.map(({ feature }) => feature)).toEqual(["f00", "f01", "f02", "f03"]);
  });

  test("leave out what has under two per cent of the push", () => {
    const record = decisionRecord(
      sampleInput({
        rows: [
          ["a", 1, 2, -0.981],
          ["b", 1, 2, -0.019],
        ],
        baseline: 1,
      }),
    );
    expect(record.reasons.map(({ feature }) => feature)).toEqual(["a"]);
  });

  test("are never left out altogether because each is small", () => {
    const record = decisionRecord(sampleInput({ rows: numbered(60, -0.005) }));
    expect(record.reasons).toHaveLength(4);
    expect(record.others).toMatchObject({ features: 56 });
    expect(record.others?.share).toBeCloseTo(56 / 60, 12);
  });

  test("are accompanied by the rest only where they cover under sixty per cent", () => {
    // Four reasons of `each` per mille of the push, the rest spread over nine inputs.
    const covering = (each: number) => {
      const rest = Array.from({ length: 9 }, (_, i): Row => {
        return [`z${i}`, 1, 2, -(1000 - 4 * each) / 9000];
      });
      return decisionRecord(
        sampleInput({ rows: [...numbered(4, -each / 1000), ...rest], baseline: 1 }),
      );
    };
    expect(covering(151).reasons).toHaveLength(4);
    expect(covering(151).others).toBeNull();
    expect(covering(149).reasons).toHaveLength(4);
    expect(covering(149).others?.share).toBeCloseTo(0.404, 12);
    const thin = decisionRecord(sampleInput({ rows: numbered(8, -0.04) }));
    expect(thin.reasons).toHaveLength(4);
    expect(thin.others?.sentence).toContain("Many small things");
    expect(thin.others?.sentence).toContain("50%");
  });

  test("hold every protected attribute and proxy that pushed, however little", () => {
    const record = decisionRecord(
      sampleInput({
        rows: [...numbered(5, -0.05), ["sex", "F", "M", -1e-9], ["street", "x", "y", -1e-8]],
        features: { sex: { protected: true }, street: { proxyOf: ["race"] } },
      }),
    );
    expect(record.reasons.map(({ feature }) => feature)).toEqual([
      "f00",
      "f01",
      "f02",
      "f03",
      "street",
      "sex",
    ]);
    expect(record.reasons.slice(4).map(({ kind }) => kind)).toEqual(["proxy", "protected"]);
  });

  test("take rounding noise for no contribution", () => {
    const record = decisionRecord(
      sampleInput({
        rows: [
          ["a", 1, 2, -0.3],
          ["sex", "F", "M", -1e-16],
        ],
        features: { sex: { protected: true } },
      }),
    );
    expect(record.reasons.map(({ feature }) => feature)).toEqual(["a"]);
    expect(record.safeguards.map(({ code }) => code)).not.toContain("protected-attribute-used");
  });

  test("may be none, and then nothing is said to have played no part", () => {
    const record = decisionRecord(sampleInput({ baseline: 0.2, rows: [["a", 1, 2, 0.1]] }));
    expect(record.reasons).toEqual([]);
    const section = record.notices.details.find(({ id }) => id === "reasons");
    expect(section?.sentences.join(" ")).toContain("That does not prove that none did.");
    expect(section?.sentences.join(" ")).toContain("Their average score also means no.");
  });
});

describe("confidence", () => {
  const band = (nearer: number): string =>
    decisionRecord(
      sampleInput({
        rows: [["a", 1, 2, -0.3]],
        backgroundOutputs: Float64Array.from({ length: 100 }, (_, row) => (row < nearer ? 0.5 : 0)),
      }),
    ).confidence.band;

  test.each([
    [0, "close-call"],
    [9, "close-call"],
    [10, "fairly-clear"],
    [34, "fairly-clear"],
    [35, "clear"],
    [100, "clear"],
  ])("with %i of 100 rows nearer to the threshold is %s", (nearer, expected) => {
    expect(band(nearer)).toBe(expected);
  });

  test("counts only rows that are strictly nearer", () => {
    const input = sampleInput({ rows: [["a", 1, 2, -0.25]], baseline: 0.5 });
    const { confidence } = decisionRecord({ ...input, backgroundOutputs: [0.25, 0.75, 0.5, 0.9] });
    expect(confidence).toMatchObject({ distance: 0.25, nearerShare: 0.25 });
  });

  test.each([[[]], [[0.1, Number.NaN]]])("refuses the background outputs %j", (outputs) => {
    const input = { ...sampleInput({ rows: [["a", 1, 2, -0.3]] }), backgroundOutputs: outputs };
    expect(() => decisionRecord(input)).toThrowError(
      expect.objectContaining({ code: "input/background-outputs" }),
    );
  });
});

describe("safeguards", () => {
  const withSex = (sex: FeatureDeclaration, contribution = -0.1) =>
    decisionRecord(
      sampleInput({
        rows: [
          ["a", 1, 2, -0.3],
          ["sex", "F", "M", contribution],
        ],
        features: { sex },
      }),
    );

  test("hold a decision in which a prohibited attribute played a part, in either direction", () => {
    for (const contribution of [-0.1, 0.1]) {
      expect(withSex({ protected: true }, contribution).safeguards).toContainEqual({
        code: "protected-attribute-used",
        feature: "sex",
        holdForReview: true,
        sentence:
          "A fact about you that should not decide this played a part. We flagged it. A person must check before this stands.",
      });
    }
  });

  test("name the basis of an allowed attribute and hold nothing", () => {
    const record = withSex({ protected: true, use: { allowed: "Article 5 of the Pension Act." } });
    const [safeguard] = record.safeguards;
    expect(safeguard).toMatchObject({ code: "protected-attribute-used", holdForReview: false });
    expect(safeguard?.sentence).toContain("on this basis: Article 5 of the Pension Act.");
    expect(JSON.stringify(record.notices)).toContain("Article 5 of the Pension Act.");
    expect(record.notices.headline).not.toContain("must check");
  });

  test("flag a proxy, prohibited unless declared otherwise", () => {
    const [held] = withSex({ proxyOf: ["gender"] }).safeguards;
    expect(held).toMatchObject({ code: "proxy-used", feature: "sex", holdForReview: true });
    const [allowed] = withSex({ proxyOf: ["gender"], use: { allowed: "a rule" } }).safeguards;
    expect(allowed).toMatchObject({ code: "proxy-used", holdForReview: false });
    expect(allowed?.sentence).toContain("a rule.");
  });

  const codes = (counterfactuals: ReturnType<typeof found>[]): string[] =>
    decisionRecord(sampleInput({ rows: [["a", 1, 2, -0.3]], counterfactuals })).safeguards.map(
      ({ code }) => code,
    );
  const change = [{ feature: "a", from: 1, to: 2 }];

  test("tell a proved dead end from a search that ended early", () => {
    expect(codes([found("optimal", change)])).toEqual([]);
    expect(codes([found("feasible", change)])).toEqual(["search-incomplete"]);
    expect(codes([nothing("not-found")])).toEqual(["search-incomplete"]);
    expect(codes([nothing("infeasible")])).toEqual(["no-recourse"]);
    // An infeasible search after an answer says that there is no other answer, not that there is none.
    expect(codes([found("optimal", change), nothing("infeasible")])).toEqual([]);
  });

  test("flag a close call", () => {
    const record = decisionRecord(sampleInput({ rows: [["a", 1, 2, -0.101]] }));
    expect(record.safeguards.map(({ code }) => code)).toEqual(["close-call"]);
  });
});

describe("input that must not become a record", () => {
  const rows: Row[] = [
    ["a", 1, 2, -0.3],
    ["sex", "F", "M", 0],
  ];
  const refusal = (input: Parameters<typeof decisionRecord>[0], code: string) =>
    expect(() => decisionRecord(input)).toThrowError(expect.objectContaining({ code }));
  const advising = (feature: string, declaration: FeatureDeclaration) =>
    sampleInput({
      rows,
      features: { [feature]: declaration },
      counterfactuals: [found("optimal", [{ feature, from: "F", to: "M" }])],
    });

  test("a gap between the attributions and the output", () => {
    const input = sampleInput({ rows });
    const { attribution } = input;
    const shifted = (value: number) => ({
      ...input,
      attribution: { ...attribution, output: { ...attribution.output, value } },
    });
    expect(decisionRecord(shifted(0.3 + 9e-7)).subject).toBe("17");
    refusal(shifted(0.3 + 2e-6), "input/attribution-gap");
    refusal(shifted(Number.NaN), "input/attribution-gap");
    const residual = { ...shifted(0.31).attribution, residual: 0.01 };
    refusal({ ...input, attribution: residual }, "input/attribution-gap");
    const approximate = { ...residual, exact: false };
    expect(decisionRecord({ ...input, attribution: approximate }).residual).toBe(0.01);
  });

  test("advice to change a protected attribute or a proxy that nobody answers for", () => {
    refusal(advising("sex", { protected: true }), "input/barred-change");
    refusal(advising("sex", { proxyOf: ["gender"] }), "input/barred-change");
    refusal(advising("sex", { change: "none" }), "input/barred-change");
    const owned = {
      protected: true,
      actionable: { owner: "A. Reeve", rationale: "self-declared" },
    };
    expect(decisionRecord(advising("sex", owned)).counterfactuals).toHaveLength(1);
  });

  test("an outcome that the output contradicts", () => {
    refusal(sampleInput({ rows, outcome: { favourable: true } }), "input/outcome-mismatch");
    refusal(sampleInput({ rows, outcome: { threshold: Number.NaN } }), "input/outcome-mismatch");
    const onTheLine = { threshold: 0.6, favourable: true };
    expect(decisionRecord(sampleInput({ rows: [], outcome: onTheLine })).reasons).toEqual([]);
  });

  test("a counterfactual that alters nothing, names nothing, or contradicts its status", () => {
    const given = (counterfactual: ReturnType<typeof found>) =>
      sampleInput({ rows, counterfactuals: [counterfactual] });
    const changes = [{ feature: "a", from: 1, to: 2 }];
    refusal(given(found("optimal", changes, 0.4)), "input/counterfactual");
    refusal(given(found("optimal", [])), "input/counterfactual");
    refusal(given({ ...found("optimal", changes), status: "infeasible" }), "input/counterfactual");
    refusal(given(found("optimal", [{ feature: "b", from: 1, to: 2 }])), "input/unknown-feature");
  });

  test("two attributions of one input, and a date that is none", () => {
    refusal(
      sampleInput({
        rows: [
          ["a", 1, 2, -0.2],
          ["a", 1, 2, -0.1],
        ],
      }),
      "input/attribution-twice",
    );
    const input = sampleInput({ rows });
    refusal({ ...input, provenance: { ...input.provenance, today: "24.11.2026" } }, "input/date");
  });

  test("a language that does not exist, naming those that do", () => {
    expect(() => decisionRecord({ ...sampleInput({ rows }), locale: "tlh" })).toThrowError(
      /expected one of ar, de, en, es, got "tlh"/,
    );
  });

  test("declarations are looked up by own name only", () => {
    const record = decisionRecord(
      sampleInput({
        rows: [
          ["constructor", "toString", "b", -0.2],
          ["__proto__", 1, 2, -0.1],
        ],
      }),
    );
    expect(record.reasons.map(({ label }) => label)).toEqual(["constructor", "__proto__"]);
  });
});

test("the order of the inputs leaves no trace", () => {
  const contribution = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 7000);
  const kind = fc.constantFrom<FeatureDeclaration>(
    {},
    { protected: true },
    { proxyOf: ["sex"] },
    { source: "inferred" },
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(contribution, kind), { minLength: 1, maxLength: 12 }),
      fc.integer(),
      (parts, seed) => {
        const rows = parts.map(([value], i): Row => [`f${i}`, i, 3, value]);
        const features = Object.fromEntries(
          parts.map(([, declaration], i) => [`f${i}`, declaration]),
        );
        const draft = sampleInput({ rows, features });
        const changes = rows
          .filter(([feature]) => allowedChange(features[feature]) !== "none")
          .map(([feature, from]) => ({ feature, from, to: 3 }));
        const withChanges = (inOrder: typeof changes) =>
          inOrder.length === 0
            ? []
            : [found("optimal", inOrder, draft.outcome.favourable ? 0.1 : 0.9)];
        const input = { ...draft, counterfactuals: withChanges(changes) };
        const attributions = shuffled(input.attribution.attributions, seed);
        const other = {
          ...input,
          attribution: { ...input.attribution, attributions },
          counterfactuals: withChanges(shuffled(changes, seed)),
        };
        expect(JSON.stringify(decisionRecord(other))).toBe(JSON.stringify(decisionRecord(input)));
      },
    ),
    { seed: 7, numRuns: 200 },
  );
});
