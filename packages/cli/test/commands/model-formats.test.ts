import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAudit } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { filesIn, folderWith, run } from "../helpers/command.ts";

const FIXTURES = new URL("../../../models/test/fixtures/", import.meta.url);

interface Sample {
  readonly columns: Readonly<Record<string, readonly (string | number | null)[]>>;
  readonly prediction: readonly number[];
}

/** The sample of a fixture as people of two sexes, its model, and a configuration that reads both. */
function filesOf(format: string, name: string, model = {}): [Record<string, string>, Sample] {
  const read = (file: string) => readFileSync(new URL(`${format}/${file}`, FIXTURES), "utf8");
  const sample: Sample = JSON.parse(read(`${name}.sample.json`));
  const names = Object.keys(sample.columns);
  const lines = sample.prediction.map((_, row) =>
    [row % 2 === 0 ? "F" : "M", ...names.map((key) => sample.columns[key]?.[row] ?? "")].join(),
  );
  return [
    {
      "people.csv": `${["sex", ...names].join()}\n${lines.join("\n")}\n`,
      "model.json": read(`${name}.model`),
      "evenhand.yaml": stringify({
        data: { path: "people.csv" },
        decisions: { prediction: { model: true, threshold: 0.5, favourableWhen: "above" } },
        cohorts: { sex: { by: ["sex"] } },
        model: { path: "model.json", format, ...model },
      }),
    },
    sample,
  ];
}

describe.each([
  ["linear", "logistic"],
  ["ebm", "classifier"],
])("a model of format %s", (format, name) => {
  it("scores the people of an audit", async () => {
    const [files, { prediction }] = filesOf(format, name);
    const folder = folderWith(files);
    expect(await run(["audit", "--out", "out"], folder)).toMatchObject({ code: 0 });
    expect(filesIn(join(folder, "out"))).toContain("audit.json");
    const document = parseAudit(JSON.parse(readFileSync(join(folder, "out/audit.json"), "utf8")));
    const women = prediction.filter((_, row) => row % 2 === 0);
    const selected = document.measurements.find(
      ({ metric, cohort }) => metric === "selection_rate" && cohort === "sex=F",
    );
    expect(selected).toMatchObject({
      numerator: women.filter((output) => output >= 0.5).length,
      denominator: women.length,
    });
  });
});

it("a linear model is explained with the smallest change that is proved", async () => {
  const [files] = filesOf("linear", "logistic");
  const { code, stdout } = await run(["explain", "--subject", "8"], folderWith(files));
  expect(code).toBe(0);
  expect(stdout).toContain("What would have changed the answer");
  expect(stdout).toContain("It is the smallest change we could prove.");
});

it("an additive model is not explained with counterfactuals, and the message says so", async () => {
  const [files] = filesOf("ebm", "classifier");
  const { code, stdout, stderr } = await run(["explain", "--subject", "8"], folderWith(files));
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  expect(stderr).toContain(
    "beside linear models, counterfactuals are searched in models of trees only",
  );
});

describe("a tree of ml-cart", () => {
  const tree = {
    name: "DTClassifier",
    root: {
      splitColumn: 0,
      splitValue: 40,
      left: { distribution: [[0.75, 0.25]] },
      right: { distribution: [[0.25, 0.75]] },
    },
  };
  const filesWith = (model: object): Record<string, string> => ({
    ...filesOf("linear", "regression", { format: "ml-cart", ...model })[0],
    "model.json": JSON.stringify(tree),
  });

  it("scores the people of an audit by the inputs and the class that are named", async () => {
    const folder = folderWith(filesWith({ inputs: ["hours"], classOfInterest: "1" }));
    expect(await run(["audit", "--out", "out"], folder)).toMatchObject({ code: 0 });
  });

  it.each([
    [{}, "model.inputs"],
    [{ inputs: ["hours"], classOfInterest: "yes" }, "whole numbers from 0"],
    [{ inputs: ["hours"] }, "one of its classes"],
    [{ inputs: ["hour"], classOfInterest: "1" }, 'Did you mean "hours"?'],
  ])("is refused with %j", async (model, help) => {
    const { code, stderr } = await run(["audit", "--out", "out"], folderWith(filesWith(model)));
    expect(code).toBe(3);
    expect(stderr).toContain(help);
  });
});
