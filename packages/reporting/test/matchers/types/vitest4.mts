import type { AuditDocument } from "@evenhand/core";
import { toMeetBudget } from "@evenhand/reporting/vitest";
import { expect } from "vitest";

declare const audit: AuditDocument;

expect.extend({ toMeetBudget });
expect(audit).toMeetBudget("ratio");
expect(audit).not.toMeetBudget("ratio", { inconclusive: "allow" });
// @ts-expect-error a budget is a name or a whole budget
expect(audit).toMeetBudget(1);
// @ts-expect-error there are two choices
expect(audit).toMeetBudget("ratio", { inconclusive: "warn" });
// @ts-expect-error the matcher has one name
expect(audit).toMeetBudgets("ratio");
