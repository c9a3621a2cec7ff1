import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { BudgetPlaces } from "@evenhand/reporting";
import type { LoadedConfiguration } from "./load.ts";
import { positionOf } from "./positions.ts";

/** Where each budget of a configuration is declared, for formats that point at lines. */
export function budgetPlaces({
  configuration,
  folder,
  identity,
  source,
}: LoadedConfiguration): BudgetPlaces {
  return {
    file: pathInRepository(resolve(folder, identity.name)),
    budgets: Object.fromEntries(
      configuration.budgets.map(({ id }, index) => [id, positionOf(source, ["budgets", index])]),
    ),
  };
}

/** The path from the folder that holds `.git`, which is what code hosts count from; outside of one, the name alone. */
function pathInRepository(path: string): string {
  let folder = dirname(path);
  while (!existsSync(join(folder, ".git"))) {
    const parent = dirname(folder);
    if (parent === folder) return basename(path);
    folder = parent;
  }
  return relative(folder, path).split(sep).join("/");
}
