import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../root.ts";
import { BANNED_WORDS, findBannedWords } from "./banned-words.ts";
import { publicTexts, textsOf } from "./public-texts.ts";

describe("public texts", () => {
  const texts = publicTexts();

  it.each([".md", ".ts", ".tsx", ".ipynb"])("include files that end in %s", (ending) => {
    expect(texts.filter(({ path }) => path.endsWith(ending)).length).toBeGreaterThan(0);
  });

  it("avoid the words that VOICE.md advises against", () => {
    const found = texts.flatMap(({ path, text }) =>
      findBannedWords(text).map((finding) => `${path}: ${finding}`),
    );
    expect(found).toEqual([]);
  });

  it.each(BANNED_WORDS)("have VOICE.md say why not $word", ({ word }) => {
    expect(readFileSync(join(root, "VOICE.md"), "utf8").toLowerCase()).toContain(word);
  });
});

describe("the search for banned words", () => {
  it.each([
    ["An unbiased score", "unbiased"],
    ["Debiasing the data", "debiased"],
    ["now a fairer model", "fair model"],
    ["It solves discrimination", "solve"],
    ["bias-free by design", "bias-free"],
  ])("finds what is wrong in %s", (text, word) => {
    expect(findBannedWords(text)).toEqual([expect.stringMatching(`^${word}: `)]);
  });

  it("leaves other words alone", () => {
    expect(findBannedWords("A fairness budget was resolved; assess and mitigate harms.")).toEqual(
      [],
    );
  });

  it("reads strings, templates and markup of a source, but no code and no import", () => {
    const source = `
      import { solve } from "./solve.ts";
      // solve it
      export const page = (n: number) => <p title="one">two {solve(\`three \${n} four\`)}</p>;`;
    expect(textsOf("packages/a/src/a.tsx", source).map(({ text }) => text)).toEqual([
      "one",
      "two ",
      "three ",
      " four",
    ]);
  });

  it("reads the cells of a notebook and a page as a whole", () => {
    const notebook = JSON.stringify({ cells: [{ source: ["a", "b"] }, { source: "c" }] });
    expect(textsOf("notebooks/a.ipynb", notebook).map(({ text }) => text)).toEqual(["ab", "c"]);
    expect(textsOf("README.md", "# d")).toEqual([{ path: "README.md", text: "# d" }]);
  });
});
