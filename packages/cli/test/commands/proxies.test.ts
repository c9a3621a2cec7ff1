import { parseAudit, parseDecision } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";
import { loanFiles, loans } from "../helpers/loans.ts";
import { configurationOf } from "../helpers/people.ts";

/** 400 people: the title gives sex away, the shade tells nothing. */
function peopleFiles(changes: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const lines = Array.from({ length: 400 }, (_, i) => {
    const sex = i % 5 < 2 ? "F" : "M";
    const title = i % 7 === 0 ? "Dr" : sex === "F" ? "Ms" : "Mr";
    return [sex, title, `s${(i * 7) % 3}`, i % 3 === 0 ? 1 : 0, i % 4 === 0 ? 1 : 0].join();
  });
  return {
    "people.csv": `sex,title,shade,hired,picked\n${lines.join("\n")}\n`,
    "evenhand.yaml": configurationOf(changes),
  };
}

const flat = (text: string): string => text.replace(/\s+/g, " ");

describe("proxies", () => {
  it("says in sentences and a table what gives an attribute away, without a section for it", async () => {
    const { code, stdout, stderr } = await run(["proxies"], folderWith(peopleFiles()));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const text = flat(stdout);
    expect(text).toMatch(/1 of 2 features is a proxy of “sex”: “title” \(0\.9\d\)\./);
    expect(text).toMatch(/All 2 features together tell it with 0\.9\d \(/);
    expect(text).toMatch(/shade F 0\.\d+ 0\.\d+ to 0\.\d+ below the limit/);
    expect(text).toContain("These are associations, not causes");
  });

  it("prints the audit of proxies alone with --json", async () => {
    const { stdout } = await run(["proxies", "--json"], folderWith(peopleFiles()));
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "evenhand/proxies@1",
      limit: 0.7,
      features: ["title", "shade"],
      flagged: [{ feature: "title", proxyOf: ["sex"] }],
    });
  });

  it("is part of an audit that asks for it, in its document and beside its verdicts", async () => {
    const files = peopleFiles({ proxies: { features: ["title"] } });
    const asJson = await run(["audit", "--json"], folderWith(files));
    expect(parseAudit(JSON.parse(asJson.stdout)).proxies?.flagged).toEqual([
      { feature: "title", proxyOf: ["sex"] },
    ]);
    const { stdout } = await run(["audit"], folderWith(files));
    expect(flat(stdout)).toContain("Proxies sex 1 of 1 feature is a proxy of “sex”");
    const plain = await run(["audit", "--json"], folderWith(peopleFiles()));
    expect(parseAudit(JSON.parse(plain.stdout)).proxies).toBeUndefined();
  });

  it("places what is wrong in the section at its line, and exits with 3", async () => {
    const missing = folderWith(peopleFiles({ proxies: { features: ["title", "shoe"] } }));
    for (const verb of ["proxies", "lint", "audit"]) {
      const { code, stderr } = await run([verb], missing);
      expect(code).toBe(3);
      expect(stderr).toMatch(/evenhand\.yaml:\d+:\d+ \(proxies\.features\[1\]\)/);
    }
    const chance = folderWith(peopleFiles({ proxies: { limit: 0.5 } }));
    const { code, stderr } = await run(["proxies"], chance);
    expect(code).toBe(3);
    expect(flat(stderr)).toContain("an area above 0.5, which is chance");
  });
});

describe("explain with proxies declared", () => {
  const refused = loans.prediction.findIndex((output) => output < 0.6);
  const subject = `case-${refused + 1}`;
  const argv = ["explain", "--subject", subject, "--json"];

  /** Ten copies of everybody, only the first with the subject's id; sex as one input says. */
  function filesWhere(feature: string, changes: Readonly<Record<string, unknown>>) {
    const files = loanFiles({ evidence: { minimum: { denominator: 10 } }, ...changes });
    const [head, ...rows] = (files["people.csv"] as string).trimEnd().split("\n");
    const values = loans.columns[feature] ?? [];
    const sorted = [...values].filter((value) => value !== null).sort((a, b) => (a < b ? -1 : 1));
    const middle = sorted[Math.floor(sorted.length / 2)] as string | number;
    const copies = Array.from({ length: 10 }, (_, copy) =>
      rows.map((row, i) => {
        const [id, , ...rest] = row.split(",");
        const isAbove = (values[i] ?? middle) >= middle;
        return [copy === 0 ? id : `${id}-${copy}`, isAbove ? "F" : "M", ...rest].join();
      }),
    );
    return { ...files, "people.csv": `${[head, ...copies.flat()].join("\n")}\n` };
  }

  async function changesWhere(feature: string, changes: Readonly<Record<string, unknown>>) {
    const { stdout } = await run(argv, folderWith(filesWhere(feature, changes)));
    const record = parseDecision(JSON.parse(stdout));
    const changed = record.counterfactuals.flatMap((one) => one.changes.map((c) => c.feature));
    return { record, changed };
  }

  it("advises no change of what is flagged, and says so, until an owner answers for it", async () => {
    const before = parseDecision(JSON.parse((await run(argv, folderWith(loanFiles()))).stdout));
    const feature = before.counterfactuals[0]?.changes[0]?.feature as string;
    expect((await changesWhere(feature, {})).changed).toContain(feature);

    const flagged = await changesWhere(feature, { proxies: {} });
    expect(flagged.changed).not.toContain(feature);
    expect(flagged.record.safeguards).toContainEqual(
      expect.objectContaining({ code: "proxy-used", feature }),
    );

    const actionable = { owner: "@loans", rationale: "people do change it" };
    const owned = { proxies: {}, features: { [feature]: { actionable } } };
    const features = Object.keys(loans.columns);
    const asked = { ...owned, proxies: { features } };
    expect((await changesWhere(feature, asked)).changed).toContain(feature);
  });
});
