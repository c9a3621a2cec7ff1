import { readFileSync } from "node:fs";
import type { AuditDocument } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { renderJunit } from "../../src/formats/junit.ts";
import { FULL, OPEN, SMALL } from "../fixtures/adult.ts";
import { EVERY, everyWith } from "../fixtures/every-verdict.ts";
import { EVERYTHING } from "../fixtures/everything.ts";
import { hostileAudit } from "../fixtures/hostile.ts";

const schema = readFileSync(new URL("junit.xsd", import.meta.url), "utf8");

async function xmlErrors(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: { fileName: "junit.xml", contents: xml }, schema });
  return errors.map(({ message }) => message);
}

/** What a reader of the file takes each case for, by suite and name. */
async function casesOf(audit: AuditDocument): Promise<Map<string, string>> {
  const xml = await renderJunit(audit);
  const cases = xml.matchAll(
    /<testcase classname="([^"]*)" name="([^"]*)" time="0"(?:\/>|>(.*?)<\/testcase>)/gs,
  );
  return new Map(
    [...cases].map(([, suite, name, body = ""]) => [
      `${suite}: ${name}`,
      /<(failure|error|skipped)\b/.exec(body)?.[1] ?? "passed",
    ]),
  );
}

describe("the common shape of JUnit files", () => {
  it.each([
    ["every verdict", EVERY],
    ["a small audit", SMALL],
    ["a full audit", FULL],
    ["an audit without budgets", OPEN],
    ["a hostile audit", hostileAudit()],
    ["a proposal and a baseline", EVERYTHING],
    ["characters that XML cannot hold", everyWith("nul\u0000 \u001b[31m \ufffe\uffff ]]> \ud800")],
  ])("holds for %s", async (_, audit) => {
    expect(await xmlErrors(await renderJunit(audit))).toEqual([]);
  });

  it("is really asked", async () => {
    const xml = await renderJunit(EVERY);
    expect(await xmlErrors(xml.replace('failures="', 'failures="x'))).not.toEqual([]);
    expect(await xmlErrors(xml.replace("<testsuites ", "<testsuites \u0000 "))).not.toEqual([]);
  });
});

describe("renderJunit", () => {
  it("turns each verdict of either severity into the case that tools know", async () => {
    const cases = await casesOf(EVERY);
    expect(cases.size).toBe(EVERY.verdicts.length);
    expect(Object.fromEntries(cases)).toMatchObject({
      "ratio: inside vs ref": "passed",
      "ratio: outside vs ref": "failure",
      "ratio-warn: outside vs ref": "failure",
      "ratio: waived vs ref": "passed",
      "ratio-warn: waived vs ref": "failure",
      "ratio: open vs ref": "skipped",
      "tpr: unlabelled vs ref": "error",
      "tpr-warn: unlabelled vs ref": "error",
    });
  });

  it("counts what it holds, in each suite and in all", async () => {
    const xml = await renderJunit(EVERY);
    const kinds = [...(await casesOf(EVERY)).values()];
    const count = (kind: string): number => kinds.filter((each) => each === kind).length;
    expect(xml).toContain(
      `<testsuites name="Every verdict" tests="${kinds.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}" time="0">`,
    );
    for (const attribute of ["tests", "failures", "errors", "skipped"]) {
      const [all = 0, ...suites] = [...xml.matchAll(new RegExp(` ${attribute}="(\\d+)"`, "g"))].map(
        ([, text]) => Number(text),
      );
      expect(suites.reduce((sum, each) => sum + each, 0)).toBe(all);
    }
  });

  it("keeps the waiver as properties of the case that passes by it", async () => {
    expect(await renderJunit(EVERY)).toContain(
      [
        '<testcase classname="ratio" name="waived vs ref" time="0">',
        "      <properties>",
        '        <property name="verdict" value="fail"/>',
        '        <property name="waived-until" value="2026-12-31"/>',
        '        <property name="waiver-reason" value="a new model is on its way"/>',
        '        <property name="waiver-owner" value="@a"/>',
        '        <property name="waiver-approved-by" value="@b"/>',
        "      </properties>",
      ].join("\n"),
    );
  });

  it("says why a case is skipped", async () => {
    expect(await renderJunit(EVERY)).toMatch(
      /name="open vs ref" time="0">\s*<skipped message="[^"]*Not decided: [^"]*"\/>/,
    );
  });

  it("prints no count of people below 10", async () => {
    const xml = await renderJunit(EVERY);
    expect(xml).toContain("tiny vs ref: withheld");
    expect(xml).not.toMatch(/(?<![\d.,\u202f])[1-9] (?:decisions?|rows?|people)\b/);
    expect(xml).not.toMatch(/· n [1-9]</);
  });
});

describe("what is no verdict on a limit", () => {
  const grown = "growth against the baseline: ratio: east";

  it("fails for growth where that is enforced, and is skipped where it is only reported", async () => {
    expect((await casesOf(EVERYTHING)).get(grown)).toBe("failure");
    const ratchet = { ...EVERYTHING.ratchet, enforced: false };
    expect((await casesOf({ ...EVERYTHING, ratchet } as AuditDocument)).get(grown)).toBe("skipped");
  });

  it("leaves it to a reviewer whether a proposal may pass", async () => {
    const cases = await casesOf(EVERYTHING);
    expect(cases.get("proposed budgets: passes under the budgets in force")).toBe("skipped");
    expect([...(await casesOf(EVERY)).keys()].join()).not.toContain("proposed");
  });
});
