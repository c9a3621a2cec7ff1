import { describe, expect, it } from "vitest";
import { checkAudit } from "../../src/formats/check-audit.ts";
import { SMALL } from "../fixtures/adult.ts";

describe("checkAudit", () => {
  it("passes an audit through", () => {
    expect(checkAudit(SMALL)).toBe(SMALL);
  });

  it.each([null, 1, "text", {}, { schema: "evenhand/audit@9" }])("refuses %j", (value) => {
    expect(() => checkAudit(value)).toThrow(/not an audit that can be read here/);
  });

  it("names the part that a truncated audit lacks", () => {
    const { verdicts: _, ...rest } = SMALL;
    expect(() => checkAudit(rest)).toThrow(/^verdicts: the audit lacks this part/);
  });
});
