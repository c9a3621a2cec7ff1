import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository: string = join(dirname(fileURLToPath(import.meta.url)), "../../../..");

/** Where the shared data sets are, or null; absent data are an error where they are required. */
export function sharedData(): string | null {
  const folder = process.env.EVENHAND_DATA ?? join(repository, "../shared/datasets");
  if (existsSync(join(folder, "adult"))) return folder;
  if (process.env.EVENHAND_REQUIRE?.split(",").includes("data")) {
    throw new Error(`EVENHAND_REQUIRE asks for the shared data sets; there are none in ${folder}`);
  }
  return null;
}
