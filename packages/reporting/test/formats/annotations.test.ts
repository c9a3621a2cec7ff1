import type { AuditDocument } from "@evenhand/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { command, renderAnnotations } from "../../src/formats/annotations.ts";
import { FULL, OPEN } from "../fixtures/adult.ts";
import { EVERY, everyWith, PLACES } from "../fixtures/every-verdict.ts";
import { EVERYTHING } from "../fixtures/everything.ts";
import { hostileAudit, PAYLOADS } from "../fixtures/hostile.ts";

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * The commands in a log as GitHub's runner reads them: a line that begins with `::` after spaces,
 * properties up to the next `::`, everything unescaped.
 */
function readCommands(log: string): Command[] {
  return log.split(/\r\n|[\r\n]/).flatMap((line) => {
    const match = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line);
    if (match === null) return [];
    const [, name = "", listed = "", data = ""] = match;
    const properties = listed
      .split(",")
      .filter((entry) => entry.includes("="))
      .map((entry): [string, string] => {
        const mark = entry.indexOf("=");
        return [entry.slice(0, mark), unescapeProperty(entry.slice(mark + 1))];
      });
    return [{ name, properties: Object.fromEntries(properties), message: unescapeData(data) }];
  });
}

function unescapeData(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function unescapeProperty(text: string): string {
  const inner = text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  return inner.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%");
}

const annotate = (audit: AuditDocument): Command[] =>
  readCommands(renderAnnotations(audit, { places: PLACES }));

describe("renderAnnotations", () => {
  it("takes what is undecided for too long for an error, as the exit code does", () => {
    const debt = { dataSets: 3, since: "2026-09-01", days: 84, escalated: true };
    const verdicts = EVERYTHING.verdicts
      .filter((one) => one.verdict === "inconclusive" && one.severity === "error")
      .map((one) => ({ ...one, debt }));
    expect(verdicts.length).toBeGreaterThan(0);
    const commands = annotate({ ...EVERYTHING, verdicts });
    expect(commands[0]?.name).toBe("error");
    expect(commands[0]?.message).toContain("which now blocks");
  });

  it("annotates gaps that grew and a proposal that alone makes it pass", () => {
    const titles = annotate(EVERYTHING).map(
      ({ name, properties }) => `${name} ${properties.title}`,
    );
    expect(titles).toContain("error ratio: east: grew against the baseline");
    expect(titles).toContain("warning Proposed budgets");
    const ratchet = { ...EVERYTHING.ratchet, enforced: false };
    const reported = annotate({ ...EVERYTHING, ratchet } as AuditDocument);
    expect(reported.map(({ name }) => name)).not.toContain("error");
  });

  it("annotates errors for what blocks, then warnings; nothing for passes and waived failures", () => {
    const commands = annotate(EVERY);
    const titles = commands.map(({ name, properties }) => `${name} ${properties.title}`);
    expect(titles.slice(0, 2)).toEqual([
      "error ratio: outside vs ref: fail",
      "error tpr: outside vs ref: fail",
    ]);
    expect(titles).toContain("error ratio: open vs ref: inconclusive");
    expect(titles).toContain("error tpr: unlabelled vs ref: no data");
    expect(titles.join()).not.toMatch(/inside|ratio: waived/);
    const kinds = commands.slice(0, 10).map(({ name }) => name);
    expect(kinds).toEqual([...kinds].sort());
  });

  it("is silent where nothing is open", () => {
    expect(renderAnnotations(OPEN)).toBe("");
    const [pass] = EVERY.verdicts.filter(({ verdict }) => verdict === "pass");
    expect(renderAnnotations({ ...EVERY, verdicts: pass === undefined ? [] : [pass] })).toBe("");
  });

  it("points at the line of the budget where that is known", () => {
    expect(annotate(EVERY)[0]?.properties).toMatchObject({
      file: "models/credit risk/evenhand.yaml",
      line: "7",
      col: "5",
    });
    expect(readCommands(renderAnnotations(EVERY))[0]?.properties).not.toHaveProperty("file");
  });

  it("stops after ten and counts the rest", () => {
    const open = FULL.verdicts.filter(
      ({ verdict, waiver }) => verdict !== "pass" && waiver === null,
    );
    expect(open.length).toBeGreaterThan(10);
    const commands = annotate(FULL);
    expect(commands).toHaveLength(11);
    expect(commands.at(-1)).toEqual({
      name: "notice",
      properties: { title: "Evenhand" },
      message: `${open.length - 10} more comparisons in the summary of this job.`,
    });
  });

  it("prints no count of people below 10", () => {
    const tiny = EVERY.verdicts.filter(({ cohort }) => cohort === "g=tiny");
    const text = renderAnnotations({ ...EVERY, verdicts: tiny });
    expect(text).toContain("withheld");
    expect(text).not.toMatch(/(?<![\d.,\u202f])[1-9] (?:decisions?|rows?|people)\b/);
  });

  const forgeries = [
    "x\n::error::forged",
    "x\r::set-output name=a::b",
    "::stop-commands::token",
    "x%0A::warning::forged",
    "a,line=99::forged",
    "x\u2028::error::forged",
    "##[error]forged",
    ...PAYLOADS,
  ];

  it.each(forgeries)("lets no level forge a command: %j", (level) => {
    const audit = everyWith(level);
    const text = renderAnnotations(audit, { places: PLACES });
    const plain = annotate(EVERY);
    const commands = readCommands(text);
    expect(text.trimEnd().split(/[\r\n\u2028\u2029]/)).toHaveLength(commands.length);
    expect(commands.map(({ name }) => name).sort()).toEqual(plain.map(({ name }) => name).sort());
    for (const { properties } of commands) {
      if (properties.title === "Evenhand") continue;
      expect(Object.keys(properties)).toEqual(["file", "line", "col", "title"]);
      expect(["7", "12", "20", "31"]).toContain(properties.line);
    }
  });

  it("lets no text of a hostile document begin a command", () => {
    const text = renderAnnotations(hostileAudit());
    expect(text.trimEnd().split("\n")).toHaveLength(readCommands(text).length);
    expect(readCommands(text).every(({ name }) => /^(error|warning|notice)$/.test(name))).toBe(
      true,
    );
  });
});

describe("command", () => {
  it("escapes as GitHub documents it", () => {
    expect(command("error", { title: "a:b,c%\r\n" }, "50 %, a:b\r\nc")).toBe(
      "::error title=a%3Ab%2Cc%25%0D%0A::50 %25, a:b%0D%0Ac",
    );
    expect(command("notice", {}, "text")).toBe("::notice::text");
  });

  it("comes back from the runner as it was, whatever the text", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "%", ":", ",", "\r", "\n", "=", "0A", " "),
    });
    fc.assert(
      fc.property(text, text, (title, message) => {
        expect(readCommands(command("error", { title }, message))).toEqual([
          { name: "error", properties: { title }, message },
        ]);
      }),
    );
  });
});
