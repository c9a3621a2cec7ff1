import { describe, expect, it } from "vitest";
import { renderReport } from "../../src/html/render-report.tsx";
import { SMALL } from "../fixtures/adult.ts";

describe("what was audited", () => {
  const context = {
    intendedUse: "the intended use",
    affected: "the people affected",
    purpose: "the purpose",
    basis: "the legal basis",
    limitations: "the limitations",
    retention: "the retention",
    contact: "the contact",
  };
  const labels = { meaning: "the meaning", observedFor: "the people observed", lag: "the lag" };
  const signoffs = [
    { name: "A. Person", role: "head of risk", date: "2026-11-01", statement: "seen and agreed" },
    { name: "B. Person", role: "works council", date: "2026-11-02" },
  ];
  const audit = { ...SMALL, context, signoffs, definitions: { ...SMALL.definitions, labels } };

  it("tells every part of the context, the recorded outcome and the sign-offs, before the budgets", async () => {
    const html = await renderReport(audit);
    const section = html.slice(html.indexOf('id="purpose"'), html.indexOf('id="budgets"'));
    for (const text of [...Object.values(context), ...Object.values(labels)]) {
      expect(section).toContain(text);
    }
    expect(section).toContain("A. Person, head of risk, 2026-11-01: seen and agreed");
    expect(section).toContain("B. Person, works council, 2026-11-02");
  });
});
