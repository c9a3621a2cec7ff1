import { describe, expect, test } from "vitest";
import { parseDecision, parseDispute } from "../../src/document/parse-document.ts";
import { withDispute } from "../../src/explanations/check-dispute.ts";
import { DISPUTE_SCHEMA, type Dispute } from "../../src/explanations/dispute.ts";
import type { DecisionRecord } from "../../src/explanations/record.ts";
import { CATALOGUES } from "../../src/notices/catalogues.ts";
import { decisionRecord } from "../../src/notices/decision-record.ts";
import { type ReExplanation, reExplain } from "../../src/notices/re-explanation.ts";
import { renderNotice } from "../../src/notices/render-notice.ts";
import {
  reExplanationNotice,
  renderReExplanation,
} from "../../src/notices/render-re-explanation.ts";
import { generatedInput } from "./generated-records.ts";
import { gradeOf, sentencesOf, wordsOf } from "./reading.ts";
import { type Row, sampleInput } from "./sample-record.ts";

const FEATURES = {
  hours: { label: "hours worked a week", unit: "hours" },
  job: { label: "job", levels: { S: "sales", C: "craft" } },
  sex: { label: "sex", protected: true },
  guess: { label: "guessed interest", source: "inferred" },
} as const;

function recordOf(rows: readonly Row[]): DecisionRecord {
  return decisionRecord(sampleInput({ rows, features: FEATURES }));
}

const BEFORE = recordOf([
  ["hours", 20, 40, -0.3],
  ["job", "S", "C", -0.05],
  ["sex", "F", "M", -0.05],
  ["guess", 777, 3, 0],
]);
const AFTER = recordOf([
  ["hours", 38.5, 40, -0.02],
  ["job", "C", "C", -0.01],
  ["sex", "F", "M", -0.05],
  ["guess", 777, 3, 0],
]);
const DISPUTE: Dispute = {
  schema: DISPUTE_SCHEMA,
  subject: "17",
  raised: "2026-11-20",
  claims: [
    { feature: "hours", stated: 38.5, comment: "My contract\u202e <b>says</b> so." },
    { feature: "job", stated: "C" },
  ],
};

describe("a dispute", () => {
  test("becomes part of the record, which is read back whole", () => {
    const record = withDispute(BEFORE, DISPUTE);
    expect(parseDecision(JSON.parse(JSON.stringify(record)))).toEqual(record);
    expect(renderNotice(record, { audience: "reviewer" })).toContain(
      "The person disputes “hours worked a week”: the record has 20 hours, and they say 38.5 hours.",
    );
  });

  test.each([
    [{ subject: "18" }, "input/dispute-subject"],
    [{ claims: [{ feature: "hour", stated: 1 }] }, "input/dispute-feature"],
    [{ claims: [DISPUTE.claims[0], DISPUTE.claims[0]] }, "input/dispute-feature"],
    [{ claims: [{ feature: "hours", stated: 20 }] }, "input/dispute-value"],
    [{ claims: [{ feature: "hours", stated: "many" }] }, "input/dispute-value"],
    [{ claims: [{ feature: "job", stated: 4 }] }, "input/dispute-value"],
  ])("with %j is refused", (change, code) => {
    const dispute = { ...DISPUTE, ...change } as Dispute;
    expect(() => withDispute(BEFORE, dispute)).toThrowError(expect.objectContaining({ code }));
  });

  test("about somebody else does not say about whom the record is", () => {
    const record = { ...BEFORE, subject: "secret-subject" };
    expect(() => withDispute(record, DISPUTE)).toThrowError(/^(?!.*secret-subject)/);
  });

  test.each([
    [{ ...DISPUTE, schema: "evenhand/decision@1" }, "input/not-a-dispute"],
    [{ ...DISPUTE, claims: [] }, "input/broken-dispute"],
    [{ ...DISPUTE, raised: "2026-02-30" }, "input/broken-dispute"],
    [{ ...DISPUTE, raised: "yesterday" }, "input/broken-dispute"],
    [{ ...DISPUTE, claims: [{ feature: "hours" }] }, "input/broken-dispute"],
    [{ ...DISPUTE, verdict: "granted" }, "input/broken-dispute"],
    [
      { ...DISPUTE, claims: [{ ...DISPUTE.claims[0], comment: "a".repeat(2001) }] },
      "input/broken-dispute",
    ],
    [null, "input/not-a-dispute"],
  ])("of another shape is refused: %#", (value, code) => {
    expect(() => parseDispute(value)).toThrowError(expect.objectContaining({ code }));
  });
});

describe("a re-explanation", () => {
  const found = reExplain(BEFORE, DISPUTE, AFTER);

  test("puts both records side by side and decides nothing", () => {
    expect(found).toMatchObject({ decided: false, answerChanges: true });
    expect(found.before).toEqual({ ...BEFORE, dispute: DISPUTE });
    expect(found.after).toEqual(AFTER);
  });

  test("says what was claimed, the answer and the reasons before and after", () => {
    const { headline, details } = reExplanationNotice(found);
    expect(headline).toBe(
      "On November 20, 2026 you told us that 2 facts about you are wrong. With your values, the system would say yes in place of no. This is no new decision: a person must check your values first.",
    );
    expect(details.map(({ id }) => id)).toEqual(["claims", "before", "after", "actions"]);
    expect(details[0]?.sentences).toEqual([
      "On your “hours worked a week” we have 20 hours. You say it is 38.5 hours.",
      "You wrote: “My contract <b>says</b> so.”.",
      "On your “job” we have “sales”. You say it is “craft”.",
    ]);
    expect(details[1]?.sentences.join("\n")).toContain(
      "hours worked a week” counted strongly against",
    );
    expect(details[2]?.sentences[0]).toBe("The system would say yes.");
  });

  test("shows no value that the client's notice withholds, though the person disputes it", () => {
    const claims = [{ feature: "guess", stated: 5 }];
    const after = recordOf([
      ["hours", 20, 40, -0.3],
      ["job", "S", "C", -0.05],
      ["sex", "F", "M", -0.05],
      ["guess", 5, 3, 0],
    ]);
    const text = renderReExplanation(reExplain(BEFORE, { ...DISPUTE, claims }, after));
    expect(text).toContain("On your “guessed interest” you say it is 5.");
    expect(text).toContain("With your values, the system would still say no.");
    expect(text).not.toContain("777");
    expect(text).not.toContain("“sex”");
  });

  test("is escaped in every format", () => {
    expect(renderReExplanation(found, { format: "html" })).toContain("&lt;b&gt;says&lt;/b&gt;");
    expect(renderReExplanation(found, { format: "markdown" })).toContain("\\<b\\>says");
    for (const format of ["text", "markdown", "html", "json"] as const) {
      expect(renderReExplanation(found, { format })).not.toContain("\u202e");
    }
  });

  test.each<[string, Partial<DecisionRecord>]>([
    ["another threshold", { outcome: { ...AFTER.outcome, threshold: 0.1 } }],
    ["another background", { baseline: { ...AFTER.baseline, hash: "other" } }],
    ["another input", { attributions: AFTER.attributions.slice(1) }],
    ["a value nobody stated", BEFORE],
  ])("with %s is refused", (_, change) => {
    expect(() => reExplain(BEFORE, DISPUTE, { ...AFTER, ...change })).toThrowError(
      expect.objectContaining({ code: "input/re-explanation" }),
    );
  });
});

/** Each seeded record disputed in one input: a number halved, a level changed, a gap filled. */
function generatedReExplanation(seed: number): ReExplanation | null {
  const input = generatedInput(seed);
  const [claimed] = input.attribution.attributions;
  if (claimed === undefined) return null;
  const { feature, value } = claimed;
  const stated = typeof value === "number" ? value / 2 : value === null ? "low" : "high";
  if (stated === value) return null;
  const attribution = {
    ...input.attribution,
    attributions: input.attribution.attributions.map((each) =>
      each === claimed ? { ...each, value: stated } : each,
    ),
  };
  const dispute = { ...DISPUTE, claims: [{ feature, stated }] };
  return reExplain(
    decisionRecord(input),
    dispute,
    decisionRecord({ ...input, attribution, counterfactuals: [] }),
  );
}

describe("a thousand re-explanations", () => {
  const all = Array.from({ length: 1000 }, (_, seed) => generatedReExplanation(seed)).filter(
    (each) => each !== null,
  );

  test("read at grade 8 or below, in sentences of at most twenty words", () => {
    expect(all.length).toBeGreaterThan(900);
    let highest = 0;
    for (const each of all) {
      const { headline, details } = reExplanationNotice(each);
      const texts = [headline, ...details.flatMap((section) => section.sentences)];
      const sentences = texts.flatMap(sentencesOf);
      highest = Math.max(highest, gradeOf(sentences));
      expect(sentences.filter((sentence) => wordsOf(sentence).length > 20)).toEqual([]);
    }
    expect(highest).toBeLessThanOrEqual(8);
  });

  test("mention no protected attribute and no proxy without its safeguard", () => {
    let mentions = 0;
    for (const each of all) {
      for (const section of reExplanationNotice(each).details) {
        if (section.id !== "before" && section.id !== "after") continue;
        const text = section.sentences.join("\n");
        if (/“(age|place in the family)” counted|should not decide this counted/.test(text)) {
          mentions++;
          expect(text).toMatch(/played a part\./);
        }
      }
    }
    expect(mentions).toBeGreaterThan(500);
  });

  test("hold in every language the stated number as it was stated", () => {
    for (const { locale, formatting } of CATALOGUES) {
      const exact = new Intl.NumberFormat(formatting, {
        maximumSignificantDigits: 21,
        useGrouping: "min2" as never,
      });
      for (const each of all.slice(0, 200)) {
        const [claim] = each.before.dispute.claims;
        if (typeof claim?.stated !== "number") continue;
        const [section] = reExplanationNotice(each, { locale }).details;
        expect(section?.sentences.join("\n")).toContain(exact.format(claim.stated));
      }
    }
  });
});
