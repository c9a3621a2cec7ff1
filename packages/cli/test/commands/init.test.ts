import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { main } from "../../src/main.ts";
import { collector, filesIn, folderWith, run } from "../helpers/command.ts";

function rows(header: string, line: (i: number) => string): string {
  return `${header}\n${Array.from({ length: 60 }, (_, i) => line(i)).join("\n")}\n`;
}

const sex = (i: number): string => (i % 2 === 0 ? "F" : "M");
const yes = (i: number): string => (i % 3 === 0 ? "yes" : "no");

const FILES: Readonly<Record<string, { content: string | Uint8Array; flags?: string[] }>> = {
  "plain.csv": { content: rows("sex,hired", (i) => `${sex(i)},${yes(i)}`) },
  "semicolons, ages and gaps.csv": {
    content: rows("Gender;Age;note;approved", (i) => `${sex(i)};${20 + i};"a;b";${i % 7 ? 1 : 0}`),
  },
  "predictions.csv": {
    content: rows("race,label,predicted", (i) => `${"ABC"[i % 3]},${i % 2},${i % 5 ? 1 : 0}`),
  },
  "marks.csv": {
    content: rows("native-country, sex, income", (i) =>
      i % 9 === 0
        ? "?, Male, <=50K"
        : `DE, ${i % 4 ? "Female" : "Male"}, ${i % 3 ? "<=50K" : ">50K"}`,
    ),
  },
  "headless.csv": {
    content: rows("1,F,39,good", (i) => `${i + 2},${sex(i)},${20 + i},${i % 3 ? "good" : "bad"}`),
    flags: ["--outcome", "column4", "--by", "column2", "--by", "column3"],
  },
  "tabs.tsv": { content: rows("sex\thired", (i) => `${sex(i)}\t${yes(i)}`) },
  "packed.csv.gz": { content: gzipSync(rows("sex,hired", (i) => `${sex(i)},${yes(i)}`)) },
  "odd.csv": {
    content: rows('"sex: ""legal""",#hired', (i) => `"x: ${sex(i)} # {y}",${yes(i)}`),
    flags: ["--outcome", "#hired", "--by", 'sex: "legal"'],
  },
  "awkward names.csv": {
    content: rows("null,true,hired", (i) => `${sex(i)},${"xyz"[i % 3]},${yes(i)}`),
    flags: ["--by", "null", "--by", "true", "--by", "null"],
  },
  "scores.csv": {
    content: rows("sex,repaid,score", (i) => `${sex(i)},${yes(i)},${i / 60}`),
    flags: ["--score", "score", "--threshold", "0.5"],
  },
};

describe("init", () => {
  it.each(Object.entries(FILES))(
    "writes a configuration that lint accepts: %s",
    async (name, file) => {
      const folder = folderWith({ [name]: file.content });
      const made = await run(["init", name, ...(file.flags ?? [])], folder);
      expect(made).toMatchObject({ code: 0, stdout: "" });
      const linted = await run(["lint"], folder);
      expect(linted).toMatchObject({
        code: 0,
        stderr: "",
        stdout: "evenhand.yaml: no issue; the data fit it.\n",
      });
    },
  );

  it("tells everything it guessed", async () => {
    const folder = folderWith({ "marks.csv": FILES["marks.csv"]?.content ?? "" });
    const { stderr } = await run(["init", "marks.csv"], folder);
    for (const guess of [
      "blanks around fields are trimmed",
      '"?" stands for a missing value',
      'the outcome is "income"',
      'the favourable value is ">50K"',
      "the recorded outcomes alone are audited",
      'compared by "native-country", "sex"',
    ]) {
      // native-country has one value left, so it makes no cohorts.
      if (!guess.includes("native")) expect(stderr).toContain(guess);
    }
    expect(stderr).toContain('"native-country" is left out');
  });

  it("writes paths relative to the configuration, wherever that goes", async () => {
    const folder = folderWith({ "data/plain.csv": FILES["plain.csv"]?.content ?? "" });
    const out = ["--out", "policy/fair.yaml"];
    expect((await run(["init", "data/plain.csv", ...out], folder)).code).toBe(0);
    const written = parse(readFileSync(join(folder, "policy/fair.yaml"), "utf8"));
    expect(written.data.path).toBe("../data/plain.csv");
    expect((await run(["lint", "--config", "policy/fair.yaml"], folder)).code).toBe(0);
  });

  it("does not overwrite unless it is told to", async () => {
    const folder = folderWith({
      "plain.csv": FILES["plain.csv"]?.content ?? "",
      "evenhand.yaml": "mine",
    });
    const refused = await run(["init", "plain.csv"], folder);
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.stderr).toContain("--force");
    expect(readFileSync(join(folder, "evenhand.yaml"), "utf8")).toBe("mine");
    expect((await run(["init", "plain.csv", "--force"], folder)).code).toBe(0);
    expect(readFileSync(join(folder, "evenhand.yaml"), "utf8")).toContain("budgets:");
  });

  it.each([
    [["--outcome", "hierd"], "--outcome", 'Did you mean "hired"?'],
    [["--by", "sexe"], "--by", 'Did you mean "sex"?'],
    [["--favourable", "yess"], "--favourable", 'Did you mean "yes"?'],
    [["--score", "sex"], "--threshold", "0.5"],
  ])("refuses %j in one message and writes nothing", async (flags, where, help) => {
    const folder = folderWith({ "plain.csv": FILES["plain.csv"]?.content ?? "" });
    const { code, stderr } = await run(["init", "plain.csv", ...flags], folder);
    expect(code).toBe(3);
    expect(stderr).toContain(where);
    expect(stderr).toContain(help);
    expect(filesIn(folder)).toEqual(["plain.csv"]);
  });

  it("asks for the outcome, and lists the columns, where it cannot tell", async () => {
    const folder = folderWith({ "a.csv": rows("colour,size", (i) => `${sex(i)},${i}`) });
    const { code, stderr } = await run(["init", "a.csv"], folder);
    expect(code).toBe(3);
    expect(stderr).toContain('The columns are: "colour", "size"');
  });
});

describe("init on a terminal", () => {
  /** Presses keys one after another, each once the screen has come to rest. */
  async function answer(folder: string, keys: readonly string[]) {
    const stderr = collector();
    const stdout = collector();
    const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
    const running = main({
      argv: ["init", "people.csv"],
      cwd: folder,
      env: {},
      stdin,
      stdout: stdout.stream,
      stderr: Object.assign(stderr.stream, { isTTY: true, columns: 80, rows: 40 }),
    });
    for (const key of keys) {
      await settled(() => stderr.text());
      stdin.write(key);
    }
    return { code: await running, stdout: stdout.text(), stderr: stderr.text() };
  }

  async function settled(read: () => string): Promise<void> {
    let before: string;
    do {
      before = read();
      await new Promise((resolve) => setTimeout(resolve, 60));
    } while (read() !== before || before === "");
  }

  const people = rows("sex,hired,picked", (i) => `${sex(i)},${yes(i)},${yes(i + 1)}`);
  const ENTER = "\r";
  const DOWN = "\u001b[B";

  it("asks, offers its guesses, and writes what was answered", async () => {
    const folder = folderWith({ "people.csv": people });
    // Outcome: as guessed. Favourable: as guessed. Prediction: picked, the third choice. Cohorts: as guessed.
    const ran = await answer(folder, [ENTER, ENTER, DOWN, DOWN, ENTER, ENTER]);
    expect(ran).toMatchObject({ code: 0, stdout: "" });
    const written = parse(readFileSync(join(folder, "evenhand.yaml"), "utf8"));
    expect(written.decisions).toEqual({ label: "hired", favourable: "yes", prediction: "picked" });
    expect(Object.keys(written.cohorts)).toEqual(["sex"]);
    expect((await run(["lint"], folder)).code).toBe(0);
  });

  it("writes nothing when it is called off", async () => {
    const folder = folderWith({ "people.csv": people });
    const ran = await answer(folder, [ENTER, "\u0003"]);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain("nothing was written");
    expect(filesIn(folder)).toEqual(["people.csv"]);
  });
});
