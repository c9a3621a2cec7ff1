import { parseDecision } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { folderWith, type Ran, run } from "../helpers/command.ts";
import { loanFiles, loans } from "../helpers/loans.ts";

async function explain(
  argv: readonly string[],
  changes?: Readonly<Record<string, unknown>>,
): Promise<Ran> {
  return await run(["explain", ...argv], folderWith(loanFiles(changes)));
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

const refused = loans.prediction.findIndex((output) => output < 0.6);

describe("explain", () => {
  it("prints one decision record and nothing else with --json", async () => {
    const { code, stdout, stderr } = await explain(["--subject", `case-${refused + 1}`, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const record = parseDecision(JSON.parse(stdout));
    expect(record).toMatchObject({
      subject: `case-${refused + 1}`,
      outcome: { decided: "owed", favourable: false },
      contact: "the loans desk",
      provenance: {
        today: "2026-11-24",
        data: { name: "people.csv" },
        model: { name: "model.txt", format: "lightgbm" },
      },
    });
    expect(record.baseline.description).toBe("20 rows drawn with seed 7 from people.csv");
    expect(logistic(record.output.value)).toBeCloseTo(loans.prediction[refused] as number, 12);
    const sum = record.attributions.reduce((total, { contribution }) => total + contribution, 0);
    expect(record.baseline.value + sum).toBeCloseTo(record.output.value, 9);
    expect(record.counterfactuals).toHaveLength(1);
    const [found] = record.counterfactuals;
    expect(logistic(found?.output?.value ?? Number.NaN)).toBeGreaterThanOrEqual(0.6);
  });

  it("words the decision by the label, the same bytes each time", async () => {
    const favoured = loans.prediction.findIndex((output) => output >= 0.6);
    const argv = ["--subject", `case-${favoured + 1}`, "--json"];
    const [one, two] = [await explain(argv), await explain(argv)];
    expect(one).toEqual(two);
    expect(JSON.parse(one.stdout).outcome).toMatchObject({ decided: "paid", favourable: true });
  });

  it("looks for changes of different kinds with --answers", async () => {
    const argv = ["--subject", `case-${refused + 1}`, "--json"];
    const few = parseDecision(JSON.parse((await explain(argv)).stdout)).counterfactuals;
    const more = await explain([...argv, "--answers", "3"]);
    const { counterfactuals } = parseDecision(JSON.parse(more.stdout));
    expect(counterfactuals[0]).toEqual(few[0]);
    expect(counterfactuals.length).toBeGreaterThan(1);
    expect(counterfactuals.slice(1).every(({ apartFrom }) => apartFrom !== undefined)).toBe(true);
  });

  it("reads the links of the configuration", async () => {
    const links = [{ feature: "nowhere", atLeast: "elsewhere" }];
    const { code, stderr } = await explain(["--subject", "case-1"], { links });
    expect(code).toBe(3);
    expect(stderr).toContain("nowhere");
  });

  it("refuses a number of answers that cannot be looked for", async () => {
    const { code, stderr } = await explain(["--subject", "1", "--answers", "9"]);
    expect(code).toBe(3);
    expect(stderr).toContain("--answers");
  });

  it("prints the notice as text otherwise", async () => {
    const { code, stdout } = await explain(["--subject", `case-${refused + 1}`]);
    expect(code).toBe(0);
    expect(stdout).toContain("owed");
    expect(stdout).not.toContain("{");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("says the decision in the language of the notice", async () => {
    const wording = { favourable: "paid", other: { en: "no loan", de: "kein Kredit" } };
    const decisions = {
      id: "id",
      label: "loan",
      favourable: "paid",
      prediction: { model: true, threshold: 0.6, favourableWhen: "above" },
      wording,
    };
    const argv = ["--subject", `case-${refused + 1}`];
    expect((await explain(argv, { decisions })).stdout).toContain("“no loan”");
    const german = await explain([...argv, "--locale", "de"], { decisions });
    expect(german.stdout).toContain("„kein Kredit“");
  });

  it("prints the notice in another language, form and for another reader", async () => {
    const argv = ["--subject", `case-${refused + 1}`];
    const german = await explain([...argv, "--locale", "de"]);
    expect(german.stdout).toContain("Die Antwort ist Nein: „owed“.");
    const region = await explain([...argv, "--locale", "de-AT"]);
    expect(region.stdout).toBe(german.stdout);
    const arabic = await explain([...argv, "--locale", "ar", "--format", "html"]);
    expect(arabic.stdout).toMatch(/^<article lang="ar" dir="rtl">/);
    const spanish = await explain([...argv, "--locale", "es", "--format", "markdown"]);
    expect(spanish.stdout).toContain("## Las razones principales\n");
    const data = await explain([...argv, "--format", "json", "--audience", "agent"]);
    expect(JSON.parse(data.stdout)).toMatchObject({
      schema: "evenhand/notice@1",
      lang: "en",
      audience: "agent",
      subject: `case-${refused + 1}`,
    });
    for (const { code, stderr } of [german, arabic, spanish, data]) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    }
  });

  it("makes the record in the language asked for", async () => {
    const argv = ["--subject", `case-${refused + 1}`, "--json", "--locale", "es"];
    expect(parseDecision(JSON.parse((await explain(argv)).stdout)).notices.locale).toBe("es");
  });

  it.each([
    [["--locale", "dee"], 'Did you mean "de"?'],
    [["--locale", "klingon"], "ar or de or en or es"],
    [["--format", "markdwn"], 'Did you mean "markdown"?'],
    [["--audience", "agents"], 'Did you mean "agent"?'],
    [["--json", "--format", "html"], "`--json` alone"],
  ])("refuses %j, with what to do", async (argv, help) => {
    const { code, stdout, stderr } = await explain(["--subject", "case-1", ...argv]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr.replace(/\s+/g, " ")).toContain(help);
  });

  it("takes the data row number, before exclusions, where no id is declared", async () => {
    const data = { path: "people.csv", rows: { from: 3 } };
    const decisions = {
      label: "loan",
      favourable: "paid",
      prediction: { model: true, threshold: 0.6, favourableWhen: "above" },
    };
    const { stdout } = await explain(["--subject", "5", "--json"], { data, decisions });
    expect(logistic(JSON.parse(stdout).output.value)).toBeCloseTo(
      loans.prediction[4] as number,
      12,
    );
    for (const subject of ["2", "0", "41", "5.0", "-1", "case-5"]) {
      const { code } = await explain([`--subject=${subject}`, "--json"], { data, decisions });
      expect(code).toBe(3);
    }
  });

  it("takes its own data for background where none is declared", async () => {
    const model = { path: "model.txt", format: "lightgbm" };
    const { stdout } = await explain(["--subject", "case-1", "--json"], { model });
    expect(JSON.parse(stdout).baseline.description).toBe("all 40 rows of people.csv");
  });

  it("says of an unknown subject nothing about anybody else", async () => {
    const { code, stdout, stderr } = await explain(["--subject", "case-999"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain('"case-999"');
    expect(stderr).not.toMatch(/case-\d{1,2}\b/);
    expect(stderr).not.toMatch(/Did you mean/);
  });

  it("refuses an id that stands at several decisions", async () => {
    const decisions = {
      id: "sex",
      label: "loan",
      favourable: "paid",
      prediction: { model: true, threshold: 0.6, favourableWhen: "above" },
    };
    const { code, stderr } = await explain(["--subject", "F"], { decisions });
    expect(code).toBe(4);
    expect(stderr).toContain("20 times");
  });

  it.each([
    [[], undefined, "--subject"],
    [
      ["--subject", "case-1"],
      { model: undefined, decisions: { label: "loan", favourable: "paid" } },
      "section `model`",
    ],
    [
      ["--subject", "case-1"],
      { decisions: { label: "loan", favourable: "paid" } },
      "decisions.prediction",
    ],
    [["--subject", "case-1", "--locale", "xx"], undefined, "xx"],
    [
      ["--subject", "case-1"],
      { model: { path: "f.json", format: "ml-random-forest" } },
      "loadModel",
    ],
  ])("refuses %j with %j", async (argv, changes, help) => {
    const { code, stdout, stderr } = await explain(argv, changes);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(help);
  });

  it("reports a missing, a broken and a cut-off model as bad input", async () => {
    for (const [name, content] of [
      ["gone.txt", null],
      ["broken.txt", "no model"],
      ["cut.txt", loanFiles()["model.txt"]?.slice(0, 2000) ?? ""],
    ] as const) {
      const files = loanFiles({ model: { path: name, format: "lightgbm" } });
      const folder = folderWith(content === null ? files : { ...files, [name]: content });
      const { code, stderr } = await run(["explain", "--subject", "case-1"], folder);
      expect(code).toBe(4);
      expect(stderr).toContain(name);
    }
  });
});

describe("explain --dispute", () => {
  const subject = `case-${refused + 1}`;
  const dispute = (changes: object = {}) =>
    JSON.stringify({
      schema: "evenhand/dispute@1",
      subject,
      raised: "2026-11-20",
      claims: [{ feature: "hours", stated: 61, comment: "see my contract" }],
      ...changes,
    });

  async function explainAgain(text: string, argv: readonly string[] = []): Promise<Ran> {
    const folder = folderWith({ ...loanFiles(), "dispute.json": text });
    return await run(
      ["explain", "--subject", subject, "--dispute", "dispute.json", ...argv],
      folder,
    );
  }

  it("gives both records, of which the second has the stated value and the model's output for it", async () => {
    const { code, stdout } = await explainAgain(dispute(), ["--json"]);
    expect(code).toBe(0);
    const { before, after, decided, answerChanges } = JSON.parse(stdout);
    const plain = await explain(["--subject", subject, "--json"]);
    const { dispute: carried, ...rest } = before;
    expect(rest).toEqual(JSON.parse(plain.stdout));
    expect(carried.claims).toHaveLength(1);
    expect(decided).toBe(false);
    expect(answerChanges).toBe(before.outcome.favourable !== after.outcome.favourable);
    const hours = after.attributions.find(
      ({ feature }: { feature: string }) => feature === "hours",
    );
    expect(hours.value).toBe(61);
    // The data with the stated value in them give the same record.
    const files = loanFiles();
    const held = loans.columns.hours?.[refused];
    const data = (files["people.csv"] ?? "").replace(
      new RegExp(`^(${subject},[FM],\\w+,)${held},`, "m"),
      "$161,",
    );
    const corrected = await run(
      ["explain", "--subject", subject, "--json"],
      folderWith({ ...files, "people.csv": data }),
    );
    expect(JSON.parse(corrected.stdout).output).toEqual(after.output);
  });

  it("says it in words, in four languages and formats", async () => {
    const { stdout } = await explainAgain(dispute());
    expect(stdout).toContain("you told us that a fact about you is wrong");
    expect(stdout).toContain("This is no new decision");
    expect(stdout).toContain("With your values");
    const arabic = await explainAgain(dispute(), ["--locale", "ar", "--format", "html"]);
    expect(arabic.stdout).toMatch(/^<article lang="ar" dir="rtl">/);
  });

  it.each([
    [dispute({ subject: "case-0" }), 4, "input/dispute-subject"],
    [dispute({ claims: [{ feature: "hour", stated: 1 }] }), 4, 'Did you mean "hours"?'],
    [dispute({ claims: [{ feature: "job", stated: "chimney_sweep" }] }), 4, "knows no such value"],
    [dispute({ claims: [] }), 4, "input/broken-dispute"],
    ["{", 4, "input/not-json"],
  ])("refuses %s", async (text, expected, words) => {
    const { code, stdout, stderr } = await explainAgain(text);
    expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
    expect(stderr.replace(/\s+/g, " ")).toContain(words);
  });

  it("has no view for reviewers but the records", async () => {
    const { code, stderr } = await explainAgain(dispute(), ["--audience", "reviewer"]);
    expect(code).toBe(3);
    expect(stderr).toContain("--json");
  });
});
