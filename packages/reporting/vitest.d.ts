// Types of Vitest 4 (`Matchers<T>`). Written by hand: one program cannot hold both augmentations.
import type { AssertOptions, BudgetInput } from "@evenhand/core";
import "vitest";

export type { BudgetMatch } from "./dist/matchers/to-meet-budget.js";
export { toMeetBudget } from "./dist/matchers/to-meet-budget.js";

declare module "vitest" {
  interface Matchers<T> {
    /** Asserts that a budget holds in an audit. `inconclusive` says what an undecided comparison means: default `fail`. */
    toMeetBudget(budget: string | BudgetInput, options?: AssertOptions): void;
  }
}
