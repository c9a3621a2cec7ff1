import { expect, it } from "vitest";
import { audit, parseAudit } from "../../src/index.ts";

const people = {
  g: Array.from({ length: 120 }, (_, i) => (i % 2 === 0 ? "a" : "b")),
  y: Array.from({ length: 120 }, (_, i) => (i % 2 === 0 ? 1 : i % 4 === 1 ? 1 : 0)),
};
const question = {
  decisions: { label: "y", favourable: 1 },
  cohorts: { g: { by: ["g"], reference: "a" } },
  budgets: [
    {
      id: "ratio",
      metric: "base_rate",
      compare: "ratio",
      cohorts: "g",
      limit: { min: 0.8 },
      severity: "warn",
    },
  ],
} as const;

it("carries the tipping points of each verdict where they are asked for, and reads them back", () => {
  const [plain] = audit(people, question).verdicts;
  expect(plain).not.toHaveProperty("tipping");
  const document = audit(people, question, { tipping: true });
  const [point] = document.verdicts[0]?.tipping ?? [];
  expect(point).toMatchObject({ kind: "labels", from: "fail", of: 60 });
  expect(parseAudit(JSON.parse(JSON.stringify(document)))).toEqual(document);
});
