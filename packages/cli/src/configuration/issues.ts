import { type ErrorDetails, EvenhandError } from "@evenhand/core";

/** Everything found wrong with a configuration at once; as one error it reads like the first. */
export class IssuesError extends EvenhandError {
  readonly issues: readonly ErrorDetails[];

  /** @param issues at least one */
  constructor(issues: readonly ErrorDetails[]) {
    super(issues[0] as ErrorDetails);
    this.issues = issues;
  }
}
