import { expect, test } from "vitest";
import type { ReasonCode } from "../../src/explanations/reason-codes.ts";
import type { DecisionRecord } from "../../src/explanations/record.ts";
import { decisionRecord } from "../../src/notices/decision-record.ts";
import { NOTICE_LOCALES, renderNotice } from "../../src/notices/render-notice.ts";
import { generatedInput } from "./generated-records.ts";
import { sampleInput } from "./sample-record.ts";

const CODES: readonly ReasonCode[] = [
  {
    code: "R-10",
    text: { en: "Income too short.", de: "Einkommen" },
    features: ["hours", "school"],
  },
  { code: "R-11", features: ["job"], direction: "for" },
  { code: "R-12", features: ["sex"], direction: "any" },
];

function recordOf(reasonCodes?: readonly ReasonCode[]): DecisionRecord {
  const input = sampleInput({
    rows: [
      ["hours", 20, 40, -0.3],
      ["sex", "F", "M", -0.2],
      ["job", "sales", "craft", -0.1],
    ],
    features: { sex: { protected: true } },
  });
  return decisionRecord(reasonCodes === undefined ? input : { ...input, reasonCodes });
}

test("a reason carries the code declared for its input and direction, or says that there is none", () => {
  expect(recordOf(CODES).reasons.map(({ lenderCode }) => lenderCode)).toEqual([
    { status: "coded", code: "R-10", text: { en: "Income too short.", de: "Einkommen" } },
    { status: "coded", code: "R-12", text: {} },
    { status: "no-code" },
  ]);
  expect(recordOf().reasons.every((reason) => !("lenderCode" in reason))).toBe(true);
});

test("no record of a thousand has a code that was not declared for the very input and direction", () => {
  let coded = 0;
  for (let seed = 0; seed < 1000; seed++) {
    for (const reason of decisionRecord({ ...generatedInput(seed), reasonCodes: CODES }).reasons) {
      const fitting = CODES.filter(
        ({ features, direction = "against" }) =>
          features.includes(reason.feature) && ["any", reason.direction].includes(direction),
      );
      const { lenderCode } = reason;
      if (lenderCode?.status === "coded") coded++;
      expect(lenderCode?.status === "coded" ? [lenderCode.code] : []).toEqual(
        fitting.map(({ code }) => code),
      );
    }
  }
  expect(coded).toBeGreaterThan(300);
});

test("the reviewer reads code and text, the agent the codes of named reasons, the client neither", () => {
  const record = recordOf(CODES);
  const reviewer = renderNotice(record, { audience: "reviewer" });
  expect(reviewer).toContain("“hours” has the code R-10: Income too short.");
  expect(reviewer).toContain("“sex” has the code R-12.");
  expect(reviewer).toContain("no code fits “job”");
  const agent = renderNotice(record, { audience: "agent" });
  expect(agent).toContain("Codes of your list for the main reasons: R-10.");
  expect(agent).toContain("1 main reason has no code of your list. Do not take the nearest one.");
  expect(agent).not.toContain("R-12");
  for (const locale of NOTICE_LOCALES) {
    expect(renderNotice(record, { locale })).not.toMatch(/R-1/);
    expect(renderNotice(record, { locale, audience: "reviewer" })).toContain("R-10");
  }
});
