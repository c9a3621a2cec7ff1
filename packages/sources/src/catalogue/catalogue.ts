import { EvenhandError, shown, suggestName } from "@evenhand/core";
import type { Dataset, DatasetFile } from "./dataset.ts";
import { germanCredit, resumeAudit } from "./entries/credit-and-hiring.ts";
import { lawSchool, ouladStudents } from "./entries/education.ts";
import { acsConnecticut, adult, cpsWages } from "./entries/income.ts";
import {
  bankMarketing,
  customerCampaign,
  onlineShoppers,
  restaurantRatings,
} from "./entries/offers.ts";
import { cfpbComplaints, compas, diabetes } from "./entries/public-services.ts";

/** The public data sets Evenhand knows how to read, sorted by id. */
export const datasets: readonly Dataset[] = [
  acsConnecticut,
  adult,
  bankMarketing,
  cfpbComplaints,
  compas,
  cpsWages,
  customerCampaign,
  diabetes,
  germanCredit,
  lawSchool,
  onlineShoppers,
  ouladStudents,
  restaurantRatings,
  resumeAudit,
];

/**
 * The data set of this id.
 *
 * @param path where the id was written, for the message
 * @throws EvenhandError `config/unknown-dataset`, with the nearest id suggested
 * @example
 * findDataset("adult").licence; // "CC BY 4.0"
 */
export function findDataset(id: string, path = "data.dataset"): Dataset {
  const found = datasets.find((dataset) => dataset.id === id);
  if (found !== undefined) return found;
  throw new EvenhandError({
    code: "config/unknown-dataset",
    path,
    problem: "the catalogue has no data set of this name",
    received: shown(id),
    hint: suggestName(
      id,
      datasets.map((dataset) => dataset.id),
    ),
  });
}

/**
 * The file of this name in a data set, with or without `.gz`; the first file where none is named.
 *
 * @throws EvenhandError `config/unknown-file`, with the nearest name suggested
 */
export function findDatasetFile(
  dataset: Dataset,
  name: string | undefined,
  path = "data.file",
): DatasetFile {
  const found =
    name === undefined
      ? dataset.files[0]
      : dataset.files.find((file) => plainName(file.name) === plainName(name));
  if (found !== undefined) return found;
  throw new EvenhandError({
    code: "config/unknown-file",
    path,
    problem: `the data set ${shown(dataset.id)} has no such file`,
    received: shown(name),
    hint: suggestName(
      name ?? "",
      dataset.files.map((file) => file.name),
    ),
  });
}

/** A file name without `.gz`. */
export function plainName(name: string): string {
  return name.replace(/\.gz$/, "");
}
