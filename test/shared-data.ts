import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "./root.ts";

/** The folder of the public data sets, whether or not it is there. */
export const sharedData: string = resolve(root, process.env.EVENHAND_DATA ?? "../shared/datasets");

/** Why the public data sets cannot be read, as a sentence; null when they are there. */
export const missingSharedData: string | null = existsSync(join(sharedData, "adult"))
  ? null
  : "The public data sets are not here: set EVENHAND_DATA to the folder that holds them.";
