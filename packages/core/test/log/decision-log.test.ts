import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DecisionRecord } from "../../src/explanations/record.ts";
import {
  digestOf,
  findTombstone,
  logLine,
  parseLog,
  tombstonesIn,
} from "../../src/log/decision-log.ts";
import { deleteSubject, requireHeld, stateOf } from "../../src/log/delete-subject.ts";
import { exportPerson } from "../../src/log/export-person.ts";
import { generatedRecord } from "../notices/generated-records.ts";

const SALT = "00112233445566778899aabbccddeeff";
const OPTIONS = {
  today: "2026-11-24",
  log: "decisions.jsonl",
  contact: "the loans desk",
  salt: SALT,
};

function recordOf(seed: number, subject: string): DecisionRecord {
  return { ...generatedRecord(seed), subject };
}

const TEXT = [recordOf(1, "anna"), recordOf(2, "ben"), recordOf(3, "anna"), recordOf(4, "ann")]
  .map(logLine)
  .join("");

describe("a log", () => {
  test("is read back as it was written", () => {
    const { records, tombstones } = parseLog(TEXT);
    expect(records.map(({ subject }) => subject)).toEqual(["anna", "ben", "anna", "ann"]);
    expect(records[1]).toEqual(recordOf(2, "ben"));
    expect(tombstones).toEqual([]);
    expect(parseLog("")).toEqual({ records: [], tombstones: [] });
  });

  test.each(["{", "null", "{}", '{"schema":"evenhand/decision@1"}', "", "[]"])(
    "with the line %j names its number and nothing that stands in it",
    (line) => {
      const text = `${logLine(recordOf(1, "anna"))}${line}\n${logLine(recordOf(2, "ben"))}`;
      expect(() => parseLog(text)).toThrowError(
        expect.objectContaining({ code: "input/log-line", path: "line 2" }),
      );
      expect(() => parseLog(text)).toThrowError(/^(?!.*(anna|ben))/);
    },
  );
});

describe("a deletion", () => {
  const { text, receipt } = deleteSubject(TEXT, "anna", OPTIONS);

  test("takes out every record of the subject and leaves all others byte for byte", () => {
    const lines = TEXT.split("\n");
    expect(text.startsWith(`${lines[1]}\n${lines[3]}\n`)).toBe(true);
    expect(text.split("\n")).toHaveLength(4);
    expect(text).not.toContain('"anna"');
    expect(parseLog(text).records.map(({ subject }) => subject)).toEqual(["ben", "ann"]);
  });

  test("gives a receipt with counts and hashes that anybody can work out, and without the id", () => {
    const sha256 = (of: string) => createHash("sha256").update(of).digest("hex");
    expect(receipt).toMatchObject({
      schema: "evenhand/deletion@1",
      deleted: "2026-11-24",
      log: "decisions.jsonl",
      records: { count: 2, from: "2026-11-24", to: "2026-11-24" },
      before: { sha256: sha256(TEXT), lines: 4 },
      after: { sha256: sha256(text), lines: 3 },
      remaining: 0,
      contact: "the loans desk",
      tombstone: createHash("sha256").update(Buffer.from(SALT, "hex")).update("anna").digest("hex"),
    });
    expect(JSON.stringify(receipt)).not.toContain("anna");
  });

  test("leaves a tombstone by which that subject is known again, and no other", () => {
    const tombstones = tombstonesIn(text);
    expect(tombstones).toEqual(parseLog(text).tombstones);
    expect(findTombstone(tombstones, "anna")?.deleted).toBe("2026-11-24");
    for (const other of ["ann", "Anna", "anna ", "ben", ""]) {
      expect(findTombstone(tombstones, other)).toBeNull();
    }
  });

  test("uses the salt that the log has, so that one digest answers for all", () => {
    const again = deleteSubject(text, "ben", { ...OPTIONS, salt: "ff".repeat(16) });
    expect(tombstonesIn(again.text).map(({ salt }) => salt)).toEqual([SALT, SALT]);
    expect(again.receipt.tombstone).toBe(digestOf("ben", SALT));
  });

  test("of one who was deleted or never there is refused, with nothing about others", () => {
    const refused = (code: string) => expect.objectContaining({ code });
    expect(() => deleteSubject(text, "anna", OPTIONS)).toThrowError(
      refused("usage/deleted-subject"),
    );
    expect(() => deleteSubject(text, "carl", OPTIONS)).toThrowError(
      refused("usage/unknown-subject"),
    );
    expect(() => requireHeld(parseLog(text), "carl")).toThrowError(/^(?!.*(ben|ann\b))/);
  });

  test("holds for any log and subject: others untouched, nobody else deleted, state as said", () => {
    const subjects = fc.constantFrom("a", "aa", "a\n", '"a"', "\u202ea", "é", "e\u0301", "17", "7");
    const lines = new Map<string, string>();
    const lineOf = (seed: number, subject: string): string => {
      const key = `${seed} ${subject}`;
      const line = lines.get(key) ?? logLine(recordOf(seed, subject));
      lines.set(key, line);
      return line;
    };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), subjects), { minLength: 1, maxLength: 12 }),
        (held) => {
          const before = held.map(([seed, subject]) => lineOf(seed, subject)).join("");
          const [, subject] = held[0] as [number, string];
          const after = deleteSubject(before, subject, OPTIONS);
          const others = held.filter(([, each]) => each !== subject);
          expect(after.text.startsWith(others.map(([s, each]) => lineOf(s, each)).join(""))).toBe(
            true,
          );
          expect(after.receipt.records.count).toBe(held.length - others.length);
          expect(after.receipt.after).toEqual(stateOf(after.text));
          const log = parseLog(after.text);
          expect(log.records.map((record) => record.subject)).toEqual(
            others.map(([, each]) => each),
          );
          for (const [, each] of others) expect(findTombstone(log.tombstones, each)).toBeNull();
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe("an export", () => {
  const HOSTILE = `=cmd|' /C calc'!A0"\n<script>alert(1)</script>\u202e`;
  const plain = recordOf(5, "anna");
  const record: DecisionRecord = {
    ...plain,
    outcome: { ...plain.outcome, decided: HOSTILE },
    features: plain.features.map((each) => ({ ...each, label: HOSTILE })),
  };
  const { json, csv, html } = exportPerson([record, recordOf(6, "anna")], {
    subject: HOSTILE,
    made: "2026-11-24",
  });

  test("holds every record whole as JSON", () => {
    expect(JSON.parse(json)).toEqual({
      schema: "evenhand/person@1",
      subject: HOSTILE,
      made: "2026-11-24",
      records: [record, recordOf(6, "anna")],
    });
  });

  test("holds every input of every record as CSV, each number as it is", () => {
    const attributions = [record, recordOf(6, "anna")].flatMap((each) => each.attributions);
    const rows = csv.split("\r\n").filter((line) => line !== "");
    expect(rows).toHaveLength(1 + attributions.length);
    for (const { contribution } of attributions) expect(csv).toContain(String(contribution));
    expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
  });

  test("is a page in which nothing runs, and every input and decision stands", () => {
    expect(html).not.toContain("<script");
    expect(html).not.toContain("\u202e");
    expect(html).not.toMatch(/ (src|on\w+)=/);
    expect(new Set(html.match(/href="[^"]*"/g))).toEqual(
      new Set(['href="https://example.org/profile"']),
    );
    expect(html.match(/<article /g)).toHaveLength(2);
    expect(html.match(/<tr><td>/g)).toHaveLength(
      record.attributions.length + recordOf(6, "anna").attributions.length,
    );
    for (const tag of ["table", "section", "main", "tbody", "td", "bdi"]) {
      expect(html.match(new RegExp(`<${tag}[ >]`, "g"))?.length).toBe(
        html.match(new RegExp(`</${tag}>`, "g"))?.length,
      );
    }
  });
});
