import { resolve } from "node:path";
import {
  datasets as catalogue,
  type Dataset,
  type DatasetLocation,
  type FileCheck,
  findDataset,
  howToObtain,
  locateDataset,
  verifyDataset,
} from "@evenhand/sources";
import { commandOf } from "../arguments/command.ts";
import { JSON_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { EXIT } from "../exit-codes.ts";
import { shownPath } from "../outputs/destination.ts";
import type { Session } from "../session.ts";
import { coloursFor } from "../terminal/colours.ts";

export const datasets: Command = commandOf({
  name: "datasets",
  positionals: [
    { name: "id", required: false, summary: "one data set, with its files and pitfalls" },
  ],
  options: {
    verify: { type: "boolean", summary: "compare the files found with the catalogue's digests" },
    json: JSON_OPTION,
  },
  details: [
    "Looks in EVENHAND_DATA, then in ../shared/datasets and datasets of this folder and those above it.",
  ],
  examples: ["evenhand datasets", "evenhand datasets adult --verify"],
  async run(session, { options, positionals }) {
    const [id] = positionals;
    const chosen = id === undefined ? catalogue : [findDataset(id, "evenhand datasets")];
    const found = await Promise.all(
      chosen.map((dataset) => examine(dataset, options.verify, session)),
    );
    if (options.json) {
      session.stdout.write(`${JSON.stringify(found.map(asJson), null, 2)}\n`);
    } else {
      const describe = id === undefined ? summaryOf : detailsText;
      session.stdout.write(found.map((one) => describe(one, session)).join("\n"));
    }
    const altered = found.some(({ checks }) => checks?.some(({ status }) => status === "altered"));
    return altered ? EXIT.input : EXIT.ok;
  },
});

interface Examined {
  readonly dataset: Dataset;
  readonly location: DatasetLocation;
  /** Null where nobody asked. */
  readonly checks: readonly FileCheck[] | null;
}

async function examine(
  dataset: Dataset,
  verifies: boolean,
  { env, cwd }: Session,
): Promise<Examined> {
  const location = await locateDataset(dataset, { env, cwd });
  return { dataset, location, checks: verifies ? await verifyDataset(dataset, location) : null };
}

function asJson({ dataset, location, checks }: Examined): object {
  return {
    ...dataset,
    found: location.found ? resolve(location.folder) : null,
    howToObtain: howToObtain(dataset),
    ...(checks === null ? {} : { checks }),
  };
}

function summaryOf({ dataset, location, checks }: Examined, session: Session): string {
  const colours = coloursFor(session.stdout, session.env);
  return `${[
    `${colours.bold(dataset.id)}  ${dataset.title}`,
    `  ${dataset.domain} · ${dataset.licence}`,
    `  ${placeText(location, dataset, session)}`,
    ...(checks ?? []).map(({ name, status }) => `  ${name}: ${status}`),
  ].join("\n")}\n`;
}

function detailsText(examined: Examined, session: Session): string {
  const { dataset } = examined;
  const { label, favourable, attributes } = dataset;
  return `${summaryOf(examined, session)}${[
    `  label ${label}, favourable ${favourableText(favourable)}, compared by ${attributes.join(", ")}`,
    ...dataset.files.map(({ name, rows }) => `  ${name}: ${rows} rows`),
    `  ${howToObtain(dataset)}`,
    `  Cite: ${dataset.citation}`,
    ...dataset.notes.map((note) => `  Note: ${note}`),
  ].join("\n")}\n`;
}

function placeText(location: DatasetLocation, dataset: Dataset, { cwd }: Session): string {
  if (!location.found) return `not found. ${howToObtain(dataset)}`;
  const missing = location.missing.map(({ name }) => name).join(", ");
  const rest = missing === "" ? "" : `, without ${missing}`;
  return `found in ${shownPath(location.folder, cwd)}${rest}`;
}

function favourableText(favourable: Dataset["favourable"]): string {
  if (typeof favourable === "string") return favourable;
  return "above" in favourable ? `above ${favourable.above}` : favourable.join(" or ");
}
