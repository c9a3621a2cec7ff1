import type { Additive } from "./additive/additive.ts";
import type { Linear } from "./linear/linear.ts";
import type { TreeEnsemble } from "./trees/ensemble.ts";

/** Any model of a file, told apart by `kind`. */
export type Model = TreeEnsemble | Linear | Additive;
