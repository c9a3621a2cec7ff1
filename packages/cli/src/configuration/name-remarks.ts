import {
  categoriesOf,
  type ErrorDetails,
  findNamingIssues,
  isEvenhandError,
  type ModelInput,
  type Table,
} from "@evenhand/core";
import { readModel } from "../inputs/model-file.ts";
import type { LoadedConfiguration } from "./load.ts";
import { placeIssue } from "./load.ts";

/**
 * What people could not read in a notice, each with its place in the file. Only where the
 * configuration has a model, since nothing is explained without one.
 *
 * @param table the data; null where they could not be read
 */
export async function findNameRemarks(
  loaded: LoadedConfiguration,
  table: Table | null,
): Promise<readonly ErrorDetails[]> {
  if (loaded.configuration.model === null) return [];
  const inputs = table === null ? [] : await modelInputs(loaded, table);
  return findNamingIssues(loaded.configuration, inputs).map((issue) =>
    placeIssue(loaded.source, issue),
  );
}

/** The inputs of the model as the data have them; none where the model cannot be read here. */
async function modelInputs(
  { configuration, folder }: LoadedConfiguration,
  table: Table,
): Promise<readonly ModelInput[]> {
  const { model: section } = configuration;
  if (section === null) return [];
  try {
    const { model } = await readModel(section, folder);
    return model.features.flatMap(({ name, kind }): ModelInput[] => {
      const column = table.columns.get(name);
      if (column === undefined) return [];
      const levels = kind === "numeric" ? null : categoriesOf(column).levels;
      return [{ name, levels }];
    });
  } catch (error) {
    // `evenhand check` says what is wrong with a model; names can be looked at without it.
    if (isEvenhandError(error)) return [];
    throw error;
  }
}
