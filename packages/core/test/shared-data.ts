import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { sharedData } from "../../../test/shared-data.ts";
import type { Table } from "../src/index.ts";
import { table } from "../src/index.ts";

function fieldsOf(path: string, separator: string): string[][] {
  const bytes = readFileSync(join(sharedData, path));
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .split(/\r?\n/)
    .filter((line) => line.includes(separator))
    .map((line) => line.split(separator));
}

function columns(rows: readonly (readonly string[])[], names: Readonly<Record<string, number>>) {
  const picked = Object.entries(names).map(([name, at]) => [
    name,
    rows.map((row) => row[at] as string),
  ]);
  return table(Object.fromEntries(picked) as Record<string, string[]>);
}

/** The columns of `adult.test` that the tests use. */
export function readAdult(): Table {
  const names = { fnlwgt: 2, education: 4, race: 8, sex: 9, income: 14 };
  return columns(fieldsOf("adult/adult.test.gz", ", "), names);
}

/** The inputs of `adult.test` beside two attributes; `?` is missing. */
export function readAdultInputs(): Table {
  const names = {
    ...{ age: 0, workclass: 1, "education-num": 4, "marital-status": 5, occupation: 6 },
    ...{ relationship: 7, race: 8, sex: 9, "capital-gain": 10, "hours-per-week": 12, income: 14 },
  };
  const rows = fieldsOf("adult/adult.test.gz", ", ");
  const picked = Object.entries(names).map(([name, at]) => [
    name,
    rows.map((row) => (row[at] === "?" ? null : (row[at] as string))),
  ]);
  return table(Object.fromEntries(picked) as Record<string, (string | null)[]>);
}

/** `bank-full.csv`. */
export function readBank(): Table {
  const [header, ...rows] = fieldsOf("bank-marketing/bank-full.csv.gz", ";").map((row) =>
    row.map((text) => text.replaceAll('"', "")),
  );
  return columns(rows, Object.fromEntries((header as string[]).map((name, at) => [name, at])));
}

/** Likewise of the COMPAS file. */
export function readCompas(): Table {
  const [header, ...rows] = fieldsOf("compas/compas-two-years-deidentified.csv", ",");
  const wanted = ["race", "sex", "age_cat", "decile_score", "two_year_recid"];
  return columns(
    rows,
    Object.fromEntries(wanted.map((name) => [name, (header as string[]).indexOf(name)])),
  );
}

/** Likewise of the German credit file. */
export function readGerman(): Table {
  const names = { duration: 1, status: 8, age: 12, housing: 14, foreign: 19, class: 20 };
  return columns(fieldsOf("german-credit/german.data", " "), names);
}

/** Likewise of the ACS file of 2018, every age. */
export function readAcs(): Table {
  const [header, ...rows] = fieldsOf("acs-connecticut/ct-pums-2018.csv.gz", ",");
  const wanted = ["Sex", "Race", "PWeight", "Education", "Income"];
  return columns(
    rows,
    Object.fromEntries(wanted.map((name) => [name, (header as string[]).indexOf(name)])),
  );
}
