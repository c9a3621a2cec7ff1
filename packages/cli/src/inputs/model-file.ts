import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import {
  EvenhandError,
  type FileIdentity,
  isEvenhandError,
  type ModelSection,
  type NumericColumn,
  shown,
  type Table,
} from "@evenhand/core";
import { type LoadOptions, loadModel, type Model, predict } from "@evenhand/models";
import { detailsOf } from "../terminal/error-details.ts";
import { systemProblem } from "./system-problem.ts";

export interface ReadModel {
  readonly model: Model;
  readonly identity: FileIdentity & { readonly format: string };
}

/**
 * Reads the model of a configuration.
 *
 * @param folder that its path is relative to
 * @throws EvenhandError `input/missing-file`, `input/unreadable-file`, `config/model-format`, and
 *   those of `loadModel`
 */
export async function readModel(section: ModelSection, folder: string): Promise<ReadModel> {
  const { path, format } = section;
  const options = loadOptions(section);
  const bytes = await modelBytes(resolve(folder, path));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    model: namingFile(path, () => loadModel(bytes, options)),
    identity: { name: basename(path), sha256, format },
  };
}

/** What `loadModel` needs beside the bytes. */
function loadOptions(section: ModelSection): LoadOptions {
  const { format, classOfInterest, inputs, levels, iterations } = section;
  const chosen = classOfInterest === undefined ? {} : { classOfInterest };
  switch (format) {
    case "lightgbm":
    case "catboost":
    case "scikit-learn":
    case "linear":
    case "ebm":
      return { format, ...chosen };
    case "xgboost":
      return {
        format,
        ...chosen,
        ...(levels === undefined ? {} : { levels }),
        ...(iterations === undefined ? {} : { iterations }),
      };
    case "onnx":
      return { format, features: requireInputs(inputs, "an ONNX file"), ...chosen };
    case "ml-cart":
      return {
        format,
        features: requireInputs(inputs, "a file of ml-cart").map((name) => ({
          name,
          kind: "numeric",
        })),
        ...(classOfInterest === undefined ? {} : { favourable: labelOf(classOfInterest) }),
      };
    case "ml-random-forest":
      throw new EvenhandError({
        code: "config/model-format",
        path: "model.format",
        problem:
          "a forest's file names neither its inputs nor its classes, so it cannot be read alone",
        expected: "lightgbm, xgboost, catboost, scikit-learn, onnx, ml-cart, linear or ebm",
        received: format,
        hint: "Load it in code with `loadModel`, which takes the layout of its inputs.",
      });
  }
}

function requireInputs(inputs: readonly string[] | undefined, file: string): readonly string[] {
  if (inputs !== undefined) return inputs;
  throw new EvenhandError({
    code: "config/missing-key",
    path: "model.inputs",
    problem: `${file} does not name its inputs`,
    expected: "a list of columns in the order the model takes them",
  });
}

/** ml-cart is trained with whole numbers from 0 as classes. */
function labelOf(classOfInterest: string): { label: number } {
  if (/^\d{1,9}$/.test(classOfInterest)) return { label: Number(classOfInterest) };
  throw new EvenhandError({
    code: "config/model-class",
    path: "model.classOfInterest",
    problem: "the classes of ml-cart are whole numbers from 0",
    expected: "the number of a class",
    received: shown(classOfInterest),
  });
}

/** The model's output for every row, as the evaluator takes it. */
export function scoreRows(model: Model, table: Table): NumericColumn {
  return { kind: "numeric", name: "model", values: predict(model, table), validity: null };
}

async function modelBytes(absolute: string): Promise<Uint8Array> {
  try {
    return await readFile(absolute);
  } catch (error) {
    const { problem, isMissing } = systemProblem(error);
    throw new EvenhandError(
      {
        code: isMissing ? "input/missing-file" : "input/unreadable-file",
        path: absolute,
        problem,
        expected: "the model named by `model.path`",
        hint: "Paths are relative to the configuration file.",
      },
      { cause: error },
    );
  }
}

function namingFile<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isEvenhandError(error) || !error.code.startsWith("input/")) throw error;
    const details = detailsOf(error);
    const inside = details.path === undefined ? "" : ` (${details.path})`;
    throw new EvenhandError({ ...details, path: `${path}${inside}` }, { cause: error });
  }
}
