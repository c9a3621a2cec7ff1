import { describe, expect, test } from "vitest";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import {
  findNamingIssues,
  type ModelInput,
} from "../../src/configuration/naming/find-naming-issues.ts";
import { isCode } from "../../src/configuration/naming/readable.ts";

const GOOD = { label: "hours", unit: "hours", more: "more hours", less: "fewer hours" };

function configurationOf(features: unknown, rest: object = {}) {
  return parseConfiguration({
    decisions: { label: "y", favourable: 1 },
    cohorts: { sex: { by: ["sex"] } },
    features,
    ...rest,
  });
}

function found(features: object, inputs: readonly ModelInput[] = [], rest: object = {}): string[] {
  return findNamingIssues(configurationOf(features, rest), inputs).map(
    ({ path, code }) => `${path} ${code}`,
  );
}

const hours: ModelInput = { name: "hours", levels: null };

test("a well-named catalogue has none", () => {
  expect(found({ hours: GOOD }, [hours])).toEqual([]);
});

describe("a label", () => {
  test.each([
    ["hours_per_week", "column"],
    ["hoursPerWeek", "camel case"],
    ["HOURS WORKED", "capitals"],
    ["<b>hours</b>", "markup"],
    ["hours &amp; days", "markup"],
    ["see https://example.org", "markup or an address"],
    ["hours\u202ekeew", "not seen"],
    ["how many hours you said you work in a week now", "too long"],
    ["a".repeat(41), "too long"],
  ])("like %s is told apart, with its place and what to do", (label, words) => {
    const [issue, ...others] = findNamingIssues(
      configurationOf({ hours: { ...GOOD, label: { en: label } }, sex: { protected: true } }),
      [hours],
    ).filter(({ code }) => code === "config/label-unreadable");
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ segments: ["features", "hours", "label", "en"] });
    expect(issue?.problem).toContain(words);
    expect(issue?.hint).toMatch(/\.$/);
  });

  test.each(["hours a week", "GDP", "EU citizen", "IBAN", "Alter", "ساعات العمل"])(
    "like %s can be read",
    (label) => expect(found({ hours: { ...GOOD, label } }, [hours])).toEqual([]),
  );

  test("that is missing is asked for in words of the column's name", () => {
    const [issue] = findNamingIssues(configurationOf({}), [{ name: "hoursPer_week", levels: [] }]);
    expect(issue).toMatchObject({
      code: "config/label-missing",
      hint: "For example `label: hours per week`.",
    });
  });

  test("of an ordinary input that names a protected attribute is told, of a proxy not", () => {
    const label = "gap by Sex";
    expect(found({ hours: { ...GOOD, label } }, [hours])).toEqual([
      "features.hours.label config/label-mentions-protected",
    ]);
    expect(found({ hours: { ...GOOD, label, proxyOf: ["sex"] } }, [hours])).toEqual([]);
    expect(found({ hours: { ...GOOD, label: "sextant hours" } }, [hours])).toEqual([]);
  });
});

test("numbers need a unit and words for more and less, codes a name, all texts the same languages", () => {
  expect(found({ hours: { label: "hours" } }, [hours])).toEqual([
    "features.hours config/unit-missing",
    "features.hours config/comparison-missing",
  ]);
  const job: ModelInput = { name: "job", levels: ["A11", "A12", "sales", "sea_man"] };
  expect(found({ job: { label: "job", levels: { A11: "craft" } } }, [job])).toEqual([
    "features.job config/level-unnamed",
  ]);
  const languages = {
    job: { label: { en: "job", de: "Beruf" }, levels: { A11: { en: "craft" } } },
  };
  expect(found(languages)).toEqual([
    "features.job.levels config/label-language",
    "features.sex config/label-missing",
  ]);
});

test.each([
  ["A11", true],
  ["7", true],
  ["C-3", true],
  ["sea_man", true],
  ["sales", false],
  ["HS-grad", false],
  ["Own-child", false],
])("%s is a code: %s", (level, expected) => expect(isCode(level)).toBe(expected));

describe("reason codes", () => {
  const codes = { reasonCodes: [{ code: "R1", features: ["hours"] }] };

  test("that leave an input out are told by lint", () => {
    const job: ModelInput = { name: "job", levels: ["sales"] };
    expect(found({ hours: GOOD, job: { label: "job" } }, [hours, job], codes)).toEqual([
      "reasonCodes config/no-reason-code",
    ]);
    expect(found({ hours: GOOD }, [hours], codes)).toEqual([]);
  });

  test.each([
    [
      [
        { code: "R1", features: ["a"] },
        { code: "R1", features: ["b"] },
      ],
      "reasonCodes[1].code: another entry has the same code",
    ],
    [
      [
        { code: "R1", features: ["a"], direction: "any" },
        { code: "R2", features: ["b", "a"] },
      ],
      'reasonCodes[1].features: reasonCodes[0] has this input in the same direction, so a reason would have two codes; expected each input under one code a direction, got "a"',
    ],
    [[{ code: "two words", features: ["a"] }], "expected letters, digits, . _ or -"],
  ])("that are ambiguous are refused", (reasonCodes, message) => {
    expect(() => configurationOf({}, { reasonCodes })).toThrowError(
      expect.objectContaining({ message: expect.stringContaining(message) }),
    );
  });

  test("may name one input in each direction", () => {
    const reasonCodes = [
      { code: "R1", features: ["a"], direction: "for" },
      { code: "R2", features: ["a"] },
    ];
    expect(configurationOf({}, { reasonCodes }).reasonCodes).toHaveLength(2);
  });
});

test.each([
  ["javascript:alert(1)", undefined, "a notice cannot link to this address"],
  ["https://a@b.example", undefined, "a notice cannot link to this address"],
  ["/profile", "none", "declared as not changeable"],
])("adjustAt %s with change %s is refused", (adjustAt, change, words) => {
  const hoursAt = { ...GOOD, adjustAt, ...(change === undefined ? {} : { change }) };
  expect(() => configurationOf({ hours: hoursAt })).toThrowError(words);
});
