import type { AuditDocument, Budget, Verdict } from "@evenhand/core";
import { formatLimit } from "../wording/numbers.ts";
import { plainText } from "../wording/text.ts";
import { type OutwardRow, outwardGrowth, outwardRows } from "./outward-rows.ts";

type Attributes = Readonly<Record<`@${string}`, string | number>>;
type Element = Attributes & { readonly [child: string]: unknown };

/**
 * Writes an audit as JUnit XML: a suite for each budget, a case for each comparison. A failure of
 * either severity is a `failure`, missing data an `error`, an undecided comparison is `skipped` with
 * its reason, and a waived failure passes with its waiver as a property. Gaps against a baseline have a
 * suite of their own. No count of people below 10 is written.
 *
 * @throws EvenhandError `input/not-an-audit`, `input/broken-audit`
 * @example
 * await writeFile("junit.xml", await renderJunit(audit));
 */
export async function renderJunit(audit: AuditDocument): Promise<string> {
  const rows = outwardRows(audit);
  const budgets = new Map(audit.budgets.map((budget) => [budget.id, budget]));
  const ids = [...new Set(rows.map(({ verdict }) => verdict.budget))];
  const suites = ids.map((id) =>
    suiteOf(
      id,
      budgets.get(id),
      rows.filter(({ verdict }) => verdict.budget === id),
    ),
  );
  const beside = [...growthCases(audit), ...proposalCases(audit)];
  const testsuites: Element = {
    "@name": xmlText(audit.title),
    ...tallyOf([...rows.map(({ verdict }) => kindOf(verdict)), ...beside.map(({ kind }) => kind)]),
    "@time": "0",
    testsuite: [...suites, ...suitesBeside(beside)],
  };
  // Loaded when it is needed: what imports this package mostly wants something else.
  const { default: XMLBuilder } = await import("fast-xml-builder");
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ testsuites })}`;
}

function suiteOf(id: string, budget: Budget | undefined, rows: readonly OutwardRow[]): Element {
  return {
    "@name": xmlText(id),
    ...tallyOf(rows.map(({ verdict }) => kindOf(verdict))),
    "@time": "0",
    ...propertiesOf(budget === undefined ? [] : declarationOf(budget)),
    testcase: rows.map(caseOf),
  };
}

type Entry = readonly [name: string, value: string];

function declarationOf(budget: Budget): readonly Entry[] {
  const entries: readonly Entry[] = [
    ["metric", budget.metric],
    ["compare", budget.compare],
    ["limit", formatLimit(budget.limit)],
    ...(budget.target === undefined
      ? []
      : [["target", formatLimit(budget.target)] satisfies Entry]),
    ...(budget.rule === "point"
      ? [["rule", "point estimate, chance not allowed for"] satisfies Entry]
      : []),
    ["severity", budget.severity],
    ["onInconclusive", budget.onInconclusive],
    ["onNoData", budget.onNoData],
  ];
  return budget.owner === null ? entries : [...entries, ["owner", budget.owner]];
}

/** The counts of a suite; the attributes' names are those of the format. */
function tallyOf(kinds: readonly CaseKind[]): Attributes {
  const count = (kind: CaseKind): number => kinds.filter((one) => one === kind).length;
  return {
    "@tests": kinds.length,
    "@failures": count("failure"),
    "@errors": count("error"),
    "@skipped": count("skipped"),
  };
}

type CaseKind = "passed" | "failure" | "error" | "skipped";

function kindOf(verdict: Verdict): CaseKind {
  switch (verdict.verdict) {
    case "pass":
      return "passed";
    case "fail":
      return verdict.waiver?.status === "applied" ? "passed" : "failure";
    case "inconclusive":
      return "skipped";
    case "no-data":
    case "error":
      return "error";
  }
}

function caseOf({ row, verdict }: OutwardRow): Element {
  const head: Attributes = {
    "@classname": xmlText(row.budget),
    "@name": xmlText(row.comparison),
    "@time": "0",
  };
  const remark = row.remark === "" ? row.word : `${row.word}: ${row.remark}`;
  const numbers = `limit ${row.limit} · bound ${row.bound} · estimate ${row.estimate} · n ${row.n}`;
  const found = {
    "@message": xmlText(row.sentence),
    "@type": verdict.verdict,
    "#text": xmlText(`${remark}\n${row.sentence}\n${numbers}`),
  };
  switch (kindOf(verdict)) {
    case "failure":
      return { ...head, failure: found };
    case "error":
      return { ...head, error: found };
    case "skipped":
      return { ...head, skipped: { "@message": xmlText(`${row.sentence} (${row.remark})`) } };
    case "passed":
      return { ...head, ...propertiesOf(waiverOf(verdict)) };
  }
}

/** A case that is no verdict on a limit. */
interface CaseBeside {
  readonly suite: string;
  readonly name: string;
  readonly kind: CaseKind;
  readonly message: string;
}

/** Growth is a failure where it is enforced; what is open or only reported is skipped with its reason. */
function growthCases(audit: AuditDocument): CaseBeside[] {
  const isEnforced = audit.ratchet?.enforced === true;
  return outwardGrowth(audit).map(({ of, budget, cohort, sentence }) => ({
    suite: "growth against the baseline",
    name: `${budget}: ${cohort}`,
    kind:
      of.status === "held" ? "passed" : of.status === "grew" && isEnforced ? "failure" : "skipped",
    message: of.status === "grew" && !isEnforced ? `${sentence} This is only reported.` : sentence,
  }));
}

/** Whether what passes only under the proposed budgets blocks is for a reviewer to say. */
function proposalCases({ proposal }: AuditDocument): CaseBeside[] {
  if (proposal?.status !== "passes-only-under-proposal") return [];
  return [
    {
      suite: "proposed budgets",
      name: "passes under the budgets in force",
      kind: "skipped",
      message: proposal.sentence,
    },
  ];
}

function suitesBeside(cases: readonly CaseBeside[]): Element[] {
  const names = [...new Set(cases.map(({ suite }) => suite))];
  return names.map((name) => {
    const inside = cases.filter(({ suite }) => suite === name);
    return {
      "@name": name,
      ...tallyOf(inside.map(({ kind }) => kind)),
      "@time": "0",
      testcase: inside.map(({ kind, message, ...own }) => {
        const head: Attributes = {
          "@classname": name,
          "@name": xmlText(own.name),
          "@time": "0",
        };
        const said = { "@message": xmlText(message) };
        if (kind === "passed") return head;
        return kind === "failure"
          ? { ...head, failure: { ...said, "@type": "growth" } }
          : { ...head, skipped: said };
      }),
    };
  });
}

function waiverOf({ waiver }: Verdict): readonly Entry[] {
  if (waiver?.status !== "applied") return [];
  return [
    ["verdict", "fail"],
    ["waived-until", waiver.expires],
    ["waiver-reason", waiver.reason],
    ["waiver-owner", waiver.owner],
    ["waiver-approved-by", waiver.approvedBy],
  ];
}

function propertiesOf(entries: readonly Entry[]): { readonly properties?: unknown } {
  if (entries.length === 0) return {};
  const property = entries.map(([name, value]) => ({ "@name": name, "@value": xmlText(value) }));
  return { properties: { property } };
}

/** Text that XML 1.0 can hold: lines kept, control characters written out, non-characters replaced. */
function xmlText(text: string): string {
  return text
    .split("\n")
    .map(plainText)
    .join("\n")
    .replace(/[\ufffe\uffff]/g, "\ufffd");
}
