import type { ErrorDetails, EvenhandError } from "@evenhand/core";
import { IssuesError } from "../configuration/issues.ts";

/** The parts of an error, to be printed or changed. */
export function detailsOf(error: EvenhandError): ErrorDetails {
  const { code, path, problem, received, expected, hint } = error;
  return {
    code,
    problem,
    ...(path === undefined ? {} : { path }),
    ...(received === undefined ? {} : { received }),
    ...(expected === undefined ? {} : { expected }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Every issue, where the error stands for several. */
export function issuesOf(error: EvenhandError): readonly ErrorDetails[] | null {
  return error instanceof IssuesError ? error.issues : null;
}
