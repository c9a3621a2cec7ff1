import { describe, expect, it } from "vitest";
import { guessLayout } from "../../src/guesses/layout.ts";

describe("guessing a layout", () => {
  it.each([
    [",", "a,b,c\n1,2,3\n4,5,6\n"],
    [";", "a;b;c\n1,5;2;3\n4,5;5;6\n"],
    ["\t", "a\tb\n1, and 2\t3\n4\t5\n"],
    ["|", "a|b|c\n1|2|3\n4|5|6\n"],
    [" ", "A11 6 A34\nA12 48 A32\n"],
    [",", 'a,b\n"one; two; three",2\n"four; five\nsix; seven",8\n'],
    [",", "only\n1\n2\n"],
  ])("finds the delimiter %j", (delimiter, text) => {
    expect(guessLayout(text).options.delimiter).toBe(delimiter);
  });

  it("finds that there is no header where the first line holds a number, and names the columns", () => {
    const { options, said } = guessLayout("39, State-gov, Male\n50, Private, Female\n");
    expect(options).toMatchObject({
      header: false,
      columns: ["column1", "column2", "column3"],
      trim: true,
    });
    expect(said.join()).toContain("no header");
  });

  it("finds comment lines", () => {
    const { options } = guessLayout("|1x3 Cross validator\n25, a\n38, b\n");
    expect(options).toMatchObject({ comment: "|", delimiter: ",", header: false });
  });

  it("does not guess, or tell, what was given", () => {
    const { options, said } = guessLayout("a;b\n1;2\n", { delimiter: ",", header: false });
    expect(options).toMatchObject({ delimiter: ",", header: false, columns: ["column1"] });
    expect(said.join()).not.toContain("delimiter");
  });

  it("says nothing about a plain comma file", () => {
    expect(guessLayout("sex,hired\nF,1\n").said).toEqual([]);
  });
});
