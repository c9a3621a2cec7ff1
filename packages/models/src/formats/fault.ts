import { EvenhandError, shown } from "@evenhand/core";

/** An error about the inside of a model file; `path` says where in it. */
export function structureFault(
  path: string,
  problem: string,
  expected: string,
  received: unknown,
): EvenhandError {
  return new EvenhandError({
    code: "input/model-structure",
    path,
    problem,
    expected,
    received: shown(received),
    hint: "The model file is damaged, or was not written by the program its format names.",
  });
}

/** An error about a part of a model file that is not there. */
export function truncationFault(path: string, missing: string): EvenhandError {
  return new EvenhandError({
    code: "input/model-truncated",
    path,
    problem: `the model file has no ${missing}`,
    hint: "Was it cut off while it was written or copied? Save the model again.",
  });
}

/** An error about a sound model of a kind that is not read. */
export function unsupportedFault(
  path: string,
  expected: string,
  received: unknown,
  hint?: string,
): EvenhandError {
  return new EvenhandError({
    code: "input/model-unsupported",
    path,
    problem: "models of this kind are not read",
    expected,
    received: shown(received),
    ...(hint === undefined ? {} : { hint }),
  });
}
