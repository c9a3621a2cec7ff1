import { describe, expect, test } from "vitest";
import type { Counterfactual } from "../../src/explanations/counterfactual.ts";
import type { DecisionRecord, Notice } from "../../src/explanations/record.ts";
import { decisionRecord } from "../../src/notices/decision-record.ts";
import { notice } from "../../src/notices/notice.ts";
import { generatedRecord } from "./generated-records.ts";
import { gradeOf, sentencesOf, wordsOf } from "./reading.ts";
import { found, nothing, type Row, type Sample, sampleInput } from "./sample-record.ts";

const SEEDS = Array.from({ length: 1000 }, (_, seed) => seed);

function textOf({ headline, details }: Notice): string {
  return [headline, ...details.flatMap(({ title, sentences }) => [title, ...sentences])].join("\n");
}

function section({ details }: Notice, id: string): string {
  return details.find((candidate) => candidate.id === id)?.sentences.join(" ") ?? "";
}

const made = (sample: Sample): DecisionRecord => decisionRecord(sampleInput(sample));

describe("a client's notice", () => {
  const record = made({
    rows: [
      ["hours", 20, 40, -0.2],
      ["job", "A1", "A2", -0.1],
    ],
    features: {
      hours: { label: "hours worked a week", unit: "hours" },
      job: { levels: { A1: "sales", A2: "craft" } },
    },
    counterfactuals: [found("optimal", [{ feature: "hours", from: 20, to: 32.5 }])],
    contact: "the loan desk",
  });

  test("says in three sentences what was decided, by what, and the right to a person", () => {
    expect(record.notices.headline).toBe(
      "The answer is no: “refused”. A computer system worked it out from facts about you. You have the right to ask a person to look at it.",
    );
  });

  test("has the same six sections, none empty", () => {
    for (const seed of SEEDS.slice(0, 100)) {
      for (const audience of ["client", "reviewer"] as const) {
        const { details } = notice(generatedRecord(seed), { audience });
        expect(details.map(({ id }) => id)).toEqual([
          "decision",
          "reasons",
          "changes",
          "confidence",
          "safeguards",
          "actions",
        ]);
        expect(details.filter(({ sentences }) => sentences.length === 0)).toEqual([]);
      }
    }
  });

  test("gives reasons with labels, units, level names and typical values", () => {
    expect(section(record.notices, "reasons")).toContain(
      "Your “hours worked a week” counted strongly against you: we have 20 hours, and 40 hours is typical.",
    );
    expect(section(record.notices, "reasons")).toContain(
      "Your “job” counted strongly against you: we have “sales”, and “craft” is typical.",
    );
  });

  test("is the one that the record carries, with its templates", () => {
    expect(notice(record)).toEqual(record.notices);
    expect(record.provenance.templates).toContain("en/reason.against");
    expect(record.provenance.templates).toEqual([...record.provenance.templates].sort());
  });

  test("gives no score, which would read like a chance", () => {
    const odd = made({ rows: [["a", 1, 2, -0.23456]], outcome: { threshold: 0.54321 } });
    expect(textOf(odd.notices)).not.toMatch(/0\.365|0\.543/);
    expect(textOf(notice(odd, { audience: "reviewer" }))).toContain("0.3654");
  });

  test("says on which side of the line the score lies, and which side means yes", () => {
    const decision = (contribution: number, favourableWhen: "above" | "below") =>
      section(
        made({ rows: [["a", 1, 2, contribution]], outcome: { favourableWhen } }).notices,
        "decision",
      );
    expect(decision(-0.3, "above")).toContain(
      "A score above a set line means yes. Your score is below the line.",
    );
    expect(decision(0.2, "below")).toContain(
      "A score below a set line means yes. Your score is above the line.",
    );
  });

  test("says whom to ask", () => {
    expect(section(record.notices, "actions")).toContain("the loan desk");
  });
});

describe("what would have changed the answer", () => {
  const rows: Row[] = [
    ["a", 1, 2, -0.3],
    ["b", 3, 4, -0.1],
  ];
  const said = (counterfactuals: readonly Counterfactual[]): string =>
    section(made({ rows, counterfactuals }).notices, "changes");
  const one = [{ feature: "a", from: 1, to: 2.000000001 }];

  test("is conditional, no promise, and never rounded", () => {
    const text = said([found("optimal", one)]);
    expect(text).toBe(
      "If your “a” had been 2.000000001, the answer would have been yes. This holds if all else had stayed the same. It is the smallest change we could prove. This is not a promise: our rules may change.",
    );
  });

  test("is one change that would have been enough where nothing is proved", () => {
    expect(said([found("feasible", one)])).toContain("one change that would have been enough");
    expect(said([found("feasible", one)])).not.toContain("smallest");
    expect(said([{ ...found("optimal", one), apartFrom: [["b"]] }])).not.toContain("smallest");
  });

  test("lists the changes of a set, which only count together", () => {
    const text = said([found("feasible", [...one, { feature: "b", from: 3, to: 9 }])]);
    expect(text).toContain("With these 2 changes together, the answer would have been yes.");
    expect(text).toContain("Your “b” would have been 9 in place of 3.");
  });

  test("tells several ways apart by number", () => {
    const text = said([
      found("optimal", one),
      { ...found("feasible", [{ feature: "b", from: 3, to: 9 }]), apartFrom: [["a"]] },
    ]);
    expect(text).toMatch(
      /Each of these 2 ways .* This is way 1 of 2\. If your “a” .* This is way 2 of 2\. If your “b”/,
    );
  });

  test("tells apart: nothing exists, nothing found, nothing sought", () => {
    expect(said([nothing("infeasible")])).toContain("We found that nothing you can change");
    expect(said([nothing("not-found")])).toContain("That does not mean there is none.");
    expect(said([])).toContain("We did not look for changes.");
  });

  test("says no where the answer was yes", () => {
    const yes = made({
      baseline: 0.5,
      rows: [["a", 1, 2, 0.3]],
      counterfactuals: [found("optimal", one, 0.2)],
    });
    expect(section(yes.notices, "changes")).toContain("the answer would have been no.");
  });
});

describe("what is withheld from the client", () => {
  const record = made({
    rows: [
      ["gender", "femme", "homme", -0.1],
      ["origin", "umber", "ochre", -0.1],
      ["mood", "bleak", "bright", -0.1],
      ["a", 1, 2, -0.1],
    ],
    features: {
      gender: { protected: true },
      origin: { protected: true, source: "inferred", use: { allowed: "a rule" } },
      mood: { source: "inferred" },
    },
    counterfactuals: [found("optimal", [{ feature: "mood", from: "bleak", to: "bright" }])],
  });
  const client = textOf(record.notices);
  const reviewer = textOf(notice(record, { audience: "reviewer" }));

  test("the name of a prohibited attribute, not that it played a part", () => {
    expect(client).toContain("A fact about you that should not decide this counted against you.");
    expect(client).toContain("A person must check before this stands.");
    expect(client).not.toContain("gender");
    expect(reviewer).toContain("The protected attribute “gender” moved the score by -0.1.");
  });

  test("inferred values, also in the sentences of the record", () => {
    const sentences = [...record.reasons, ...record.safeguards].map(({ sentence }) => sentence);
    for (const text of [client, ...sentences]) {
      expect(text).not.toMatch(/umber|ochre|bleak|bright|femme|homme/);
    }
    expect(client).toContain("Your “mood” played a part: we worked it out and did not ask you.");
    expect(client).toContain("We found a change, but it rests on something we worked out");
    expect(reviewer).toContain("“umber”");
    expect(reviewer).toContain("“bleak” to “bright”");
  });

  test("several prohibited attributes share one sentence", () => {
    const two = made({
      rows: [
        ["gender", "F", "M", -0.2],
        ["race", "x", "y", -0.1],
      ],
      features: { gender: { protected: true }, race: { protected: true } },
    });
    expect(section(two.notices, "safeguards")).toContain(
      "2 facts about you that should not decide this played a part. We flagged them. A person must check before this stands.",
    );
    expect(section(two.notices, "reasons").match(/should not decide/g)).toHaveLength(1);
  });

  test("in a thousand records, nothing inferred or prohibited", () => {
    for (const seed of SEEDS) {
      expect(textOf(generatedRecord(seed).notices)).not.toMatch(/umber|ochre|race|female|“sex”/);
    }
  });
});

describe("a reviewer's notice", () => {
  test("never takes a contribution of zero for evidence", () => {
    const record = made({
      rows: [
        ["a", 1, 2, -0.3],
        ["sex", "F", "M", 0],
      ],
      features: { sex: { protected: true } },
    });
    expect(section(notice(record, { audience: "reviewer" }), "safeguards")).toContain(
      "A contribution of zero is no evidence that there is no proxy.",
    );
  });

  test("names who answers for sensitive advice", () => {
    const record = made({
      rows: [["sex", "F", "M", -0.3]],
      features: {
        sex: { protected: true, actionable: { owner: "A. Reeve", rationale: "self-declared." } },
      },
      counterfactuals: [found("optimal", [{ feature: "sex", from: "F", to: "M" }])],
    });
    expect(section(notice(record, { audience: "reviewer" }), "changes")).toContain(
      "A. Reeve answers for advising a change of “sex”. The rationale given is: self-declared.",
    );
  });
});

describe("hostile labels and values", () => {
  const hostile = `\u202e<b>{x}\u0007 \ud800${"long ".repeat(2000)}`;
  const record = made({
    rows: [
      [hostile, hostile, "\u2066\u0000", -0.3],
      ["", 1, 2, -0.1],
    ],
    features: { [hostile]: { label: hostile, unit: hostile } },
    contact: hostile,
    outcome: { decided: hostile },
  });

  test("lose what cannot be seen and what is too long, and break no message", () => {
    for (const audience of ["client", "reviewer"] as const) {
      const text = textOf(notice(record, { audience }));
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(text).toContain("“<b>{x} \ufffdlong long");
      expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(700);
    }
  });

  test("keep a name where nothing visible is left of one", () => {
    expect(record.reasons.map(({ label }) => label).at(-1)).toBe("?");
  });
});

describe("a thousand generated notices", () => {
  const records = SEEDS.map((seed) => generatedRecord(seed));

  test("have a grade of at most eight and sentences of at most twenty words", () => {
    const grades = records.map(({ notices }) =>
      gradeOf(textOf(notices).split("\n").flatMap(sentencesOf)),
    );
    expect(Math.max(...grades)).toBeLessThanOrEqual(8);
    const lengths = records.flatMap((record) =>
      [
        record.notices,
        ...(["agent", "reviewer"] as const).map((audience) => notice(record, { audience })),
      ]
        .flatMap((one) => textOf(one).split("\n").flatMap(sentencesOf))
        .map((sentence) => wordsOf(sentence).length),
    );
    expect(lengths.filter((words) => words > 20)).toEqual([]);
  });

  test("have at most three sentences in the headline", () => {
    for (const { notices } of records) expect(sentencesOf(notices.headline)).toHaveLength(3);
  });
});
