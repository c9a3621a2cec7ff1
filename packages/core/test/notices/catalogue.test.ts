import { describe, expect, test } from "vitest";
import { withDispute } from "../../src/explanations/check-dispute.ts";
import { DISPUTE_SCHEMA } from "../../src/explanations/dispute.ts";
import { catalogueOf } from "../../src/notices/catalogues.ts";
import { decisionRecord } from "../../src/notices/decision-record.ts";
import { composeNotice } from "../../src/notices/notice.ts";
import { speakerOf } from "../../src/notices/speaker.ts";
import type { Catalogue } from "../../src/notices/templates.ts";
import { generatedRecord } from "./generated-records.ts";
import { idsOf, textsOf } from "./messages.ts";
import { sentencesOf, wordsOf } from "./reading.ts";
import { found, type Row, sampleInput } from "./sample-record.ts";

const catalogue = catalogueOf("en");
const ids = idsOf(catalogue);
const texts = textsOf(catalogue);

describe("every English message, in every variant", () => {
  test("is there to be read", () => {
    expect(ids.length).toBeGreaterThan(80);
    expect(texts.length).toBeGreaterThan(ids.length);
  });

  test("has sentences of at most twenty words", () => {
    const long = texts.flatMap(([id, text]) =>
      sentencesOf(text)
        .filter((sentence) => wordsOf(sentence).length > 20)
        .map((sentence) => `${id}: ${sentence}`),
    );
    expect(long).toEqual([]);
  });

  test("is made of whole sentences, values and titles apart", () => {
    const fragments = texts.filter(
      ([id, text]) => !/^(value|title)\./.test(id) && !/^[“A-Z7].*[.]$/u.test(text),
    );
    expect(fragments).toEqual([]);
  });

  test.each([
    /unbias|debias/i,
    /\bfair (model|system|decision)/i,
    /\bsolv/i,
    /internal (policy|standard)/i,
    /score (is |was )?too low/i,
    /qualifying score/i,
    /played no part|no influence|did not (play|matter)/i,
    /probability of|chance of|likelihood/i,
    /\bguarantee/i,
    /\bobjective/i,
  ])("never says %s", (banned) => {
    expect(texts.filter(([, text]) => banned.test(text))).toEqual([]);
  });

  test("claims a smallest change only where it is proved", () => {
    const claims = texts.filter(([id, text]) => id.startsWith("change.") && /smallest/.test(text));
    expect(claims.map(([id]) => id)).toEqual(["change.rest"]);
    const speaker = speakerOf(catalogue);
    expect(speaker.say("change.rest", { status: "feasible", count: 1 })).not.toMatch(/smallest/);
    expect(speaker.say("change.rest", { status: "optimal", count: 1 })).toMatch(
      /smallest change we could prove/,
    );
  });
});

test("every message is used by some notice", () => {
  const speaker = speakerOf(catalogue);
  const speakOf = (record: Parameters<typeof composeNotice>[1]) => {
    composeNotice(speaker, record, "client");
    composeNotice(speaker, record, "agent");
    composeNotice(speaker, record, "reviewer");
  };
  for (let seed = 0; seed < 300; seed++) speakOf(generatedRecord(seed));
  const many = Array.from({ length: 30 }, (_, i): Row => [`f${i}`, i, 3, -0.01]);
  const changes = [{ feature: "f1", from: 1, to: 4 }];
  const special = sampleInput({
    rows: [...many, ["flat", 3, 3, -0.1]],
    contact: "the loan desk",
    features: {
      f1: { protected: true, actionable: { owner: "A. Reeve", rationale: "chosen freely" } },
      f2: { proxyOf: ["sex"], use: { allowed: "a rule" } },
    },
    counterfactuals: [
      { ...found("feasible", changes), lowerBound: null, gap: null },
      found("feasible", [{ feature: "f3", from: 3, to: 9 }]),
      { ...found("optimal", []), status: "infeasible", output: null, cost: null },
    ],
  });
  const data = { name: "applications", sha256: "ef" };
  const reasonCodes = [
    { code: "R-1", features: ["f1"] },
    { code: "R-2", text: "many things", features: ["f2"] },
  ];
  const record = decisionRecord({
    ...special,
    reasonCodes,
    provenance: { ...special.provenance, data },
  });
  const dispute = {
    schema: DISPUTE_SCHEMA,
    subject: "17",
    raised: "2026-11-20",
    claims: [
      { feature: "f1", stated: 9, comment: "so" },
      { feature: "f4", stated: 9 },
    ],
  } as const;
  speakOf(withDispute(record, dispute));
  // Re-explanations have a speaker and tests of their own.
  const notices = ids.filter((id) => !/^(dispute\.|title\.(claims|before|after|next))/.test(id));
  expect(speaker.templates()).toEqual(notices.map((id) => `en/${id}`).sort());
});

test("a missing message and a missing slot are errors", () => {
  const { "headline.system": _, ...others } = catalogue.messages;
  const broken = { locale: "en", messages: others } as Catalogue;
  const defect = expect.objectContaining({ code: "defect/message" });
  expect(() => speakerOf(broken).say("headline.system", {})).toThrowError(defect);
  expect(() => speakerOf(catalogue).say("change.item", { label: "a" } as never)).toThrowError(
    defect,
  );
});
