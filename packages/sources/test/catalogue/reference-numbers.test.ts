import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deriveColumns, filterRows, requireColumn, type Table } from "@evenhand/core";
import { afterAll, expect, test } from "vitest";
import { describeWith } from "../../../../test/optional-suite.ts";
import { root } from "../../../../test/root.ts";
import { missingSharedData, sharedData } from "../../../../test/shared-data.ts";
import {
  datasets,
  findDataset,
  locateDataset,
  readTable,
  resolveDatasetFile,
  verifyDataset,
} from "../../src/index.ts";
import { levelsOf, missingOf, rateOf } from "../helpers/counts.ts";

const whereabouts = { env: { EVENHAND_DATA: sharedData }, cwd: root };
const tables = new Map<string, Promise<Table>>();

async function read(dataset: string, file: string): Promise<Table> {
  const { path, options } = await resolveDatasetFile({ dataset, file }, whereabouts);
  return (await readTable(path, options)).table;
}

/** Each file is parsed once. */
function tableOf(dataset: string, file: string): Promise<Table> {
  const key = `${dataset}/${file}`;
  const table = tables.get(key) ?? read(dataset, file);
  tables.set(key, table);
  return table;
}

/** To four decimals, as the READMEs print them. */
const rounded = ({ rate }: { rate: number }) => Math.round(rate * 10_000) / 10_000;
const rough = ({ rate }: { rate: number }) => Math.round(rate * 1000) / 1000;

// The expectations are the numbers of the READMEs beside the shared data sets.
describeWith("data", missingSharedData, "the shared data sets", () => {
  afterAll(() => tables.clear());

  test("every catalogue file is there, intact, with its rows", async () => {
    for (const dataset of datasets) {
      const location = await locateDataset(dataset, whereabouts);
      const checks = await verifyDataset(dataset, location);
      expect(
        checks.filter(({ status }) => status !== "intact"),
        dataset.id,
      ).toEqual([]);
      for (const file of dataset.files) {
        expect((await tableOf(dataset.id, file.name)).rows, file.name).toBe(file.rows);
      }
      const first = await tableOf(dataset.id, dataset.files[0]?.name ?? "");
      for (const name of [dataset.label, ...dataset.attributes]) {
        requireColumn(first, name, dataset.id);
      }
    }
  });

  test("a table's digest is that of the stored bytes, as SHA256SUMS lists it", async () => {
    const sums = readFileSync(join(sharedData, "SHA256SUMS"), "utf8");
    const { path, options } = await resolveDatasetFile(
      { dataset: "adult", file: "adult.test.gz" },
      whereabouts,
    );
    const { file } = await readTable(path, options);
    expect(sums).toContain(`${file.sha256}  adult/adult.test.gz`);
    expect(file.sha256).toBe(createHash("sha256").update(readFileSync(path)).digest("hex"));
  });

  test("adult: trimmed, comment and ? understood, full stops kept", async () => {
    const train = await tableOf("adult", "adult.data.gz");
    const high = rateOf.bind(null, train, (text) => text("income") === ">50K");
    expect(levelsOf(train, "income")).toEqual({ "<=50K": 24_720, ">50K": 7841 });
    expect(levelsOf(train, "race")).toEqual({
      White: 27_816,
      Black: 3124,
      "Asian-Pac-Islander": 1039,
      "Amer-Indian-Eskimo": 311,
      Other: 271,
    });
    expect(missingOf(train)).toEqual({ workclass: 1836, occupation: 1843, "native-country": 583 });
    const male = high((text) => text("sex") === "Male");
    const female = high((text) => text("sex") === "Female");
    expect([male.rows, female.rows]).toEqual([21_790, 10_771]);
    expect([rounded(male), rounded(female)]).toEqual([0.3057, 0.1095]);
    const judged = await tableOf("adult", "adult.test.gz");
    expect(Object.keys(levelsOf(judged, "income")).sort()).toEqual(["<=50K.", ">50K."]);
    const complete = (table: Table) =>
      rateOf(
        table,
        () => true,
        (text) =>
          ["workclass", "occupation", "native-country"].every((name) => text(name) !== null),
      ).rows;
    expect([complete(train), complete(judged)]).toEqual([30_162, 15_060]);
  });

  test("german-credit: sex derived from column 9, age split at 25", async () => {
    const { table } = deriveColumns(await tableOf("german-credit", "german.data"), {
      sex: {
        from: "status",
        map: { A91: "male", A92: "female", A93: "male", A94: "male", A95: "female" },
      },
    });
    const good = rateOf.bind(null, table, (text) => text("class") === "1");
    expect(levelsOf(table, "class")).toEqual({ 1: 700, 2: 300 });
    const male = good((text) => text("sex") === "male");
    const female = good((text) => text("sex") === "female");
    const young = good((text) => Number(text("age")) <= 25);
    const older = good((text) => Number(text("age")) > 25);
    expect([male, female, young, older].map(({ rows }) => rows)).toEqual([690, 310, 190, 810]);
    expect([male, female, young, older].map(rounded)).toEqual([0.7232, 0.6484, 0.5789, 0.7284]);
    expect(levelsOf(table, "foreign_worker").A202).toBe(37);
  });

  test("compas: error rates at a decile score of 5", async () => {
    const table = await tableOf("compas", "compas-two-years-deidentified.csv");
    const high = rateOf.bind(null, table, (text) => Number(text("decile_score")) >= 5);
    const low = rateOf.bind(null, table, (text) => Number(text("decile_score")) < 5);
    const among = (race: string, label: string) => (text: (name: string) => string | null) =>
      text("race") === race && text("two_year_recid") === label;
    expect(levelsOf(table, "race")).toEqual({
      "African-American": 3175,
      Caucasian: 2103,
      Hispanic: 509,
      Other: 343,
      Asian: 31,
      "Native American": 11,
    });
    expect(rounded(high(among("African-American", "0")))).toBe(0.4234);
    expect(rounded(high(among("Caucasian", "0")))).toBe(0.2201);
    expect(rounded(low(among("African-American", "1")))).toBe(0.2848);
    expect(rounded(low(among("Caucasian", "1")))).toBe(0.4964);
    expect(rounded(rateOf(table, (text) => text("two_year_recid") === "1"))).toBe(0.4551);
  });

  test("bank-marketing: semicolons, quotes, unknown as missing", async () => {
    const table = await tableOf("bank-marketing", "bank-full.csv");
    const yes = rateOf.bind(null, table, (text) => text("y") === "yes");
    const age = (from: number, to: number) => (text: (name: string) => string | null) =>
      Number(text("age")) >= from && Number(text("age")) < to;
    const bands = [yes(age(0, 25)), yes(age(25, 60)), yes(age(60, 200))];
    expect(levelsOf(table, "y")).toEqual({ no: 39_922, yes: 5289 });
    expect(bands.map(({ rows }) => rows)).toEqual([809, 42_618, 1784]);
    expect(bands.map(rough)).toEqual([0.256, 0.105, 0.336]);
    expect(Object.keys(missingOf(table)).sort()).toEqual([
      "contact",
      "education",
      "job",
      "poutcome",
    ]);
    const additional = await tableOf("bank-marketing", "bank-additional-full.csv.gz");
    expect(levelsOf(additional, "y").yes).toBe(4640);
  });

  test("acs-connecticut: leading zeros kept, b missing, adults by number", async () => {
    const years = [
      await tableOf("acs-connecticut", "ct-pums-2018.csv.gz"),
      await tableOf("acs-connecticut", "ct-pums-2021.csv.gz"),
    ];
    const adults = years.map((table) => filterRows(table, { Age: { min: 18 } }).table);
    expect(adults.map(({ rows }) => rows)).toEqual([29_220, 30_099]);
    const rates = adults.map((table) =>
      ["1", "2"].map((sex) =>
        rough(
          rateOf(
            table,
            (text) => Number(text("Income")) > 50_000,
            (text) => text("Sex") === sex,
          ),
        ),
      ),
    );
    expect(rates).toEqual([
      [0.471, 0.309],
      [0.497, 0.336],
    ]);
    expect(years[0] && missingOf(years[0])).toMatchObject({ COW: 8185, Tenure: 2088 });
    expect(years.map((table) => levelsOf(table, "Race")[9])).toEqual([637, 2494]);
    expect(years[0] && Object.keys(levelsOf(years[0], "Hispanic"))).toContain("01");
    expect(years[0] && Object.keys(levelsOf(years[0], "PUMA"))).toContain("00101");
  });

  test("oulad-students: no final newline, empty bands missing", async () => {
    const table = await tableOf("oulad-students", "studentInfo.csv.gz");
    const passed = rateOf.bind(null, table, (text) =>
      ["Pass", "Distinction"].includes(text("final_result") ?? ""),
    );
    const rates = (column: string, ...levels: string[]) =>
      levels.map((level) => rough(passed((text) => text(column) === level)));
    expect(levelsOf(table, "final_result")).toEqual({
      Distinction: 3024,
      Pass: 12_361,
      Fail: 7052,
      Withdrawn: 10_156,
    });
    expect(missingOf(table)).toEqual({ imd_band: 1111 });
    expect(rates("gender", "F", "M")).toEqual([0.484, 0.462]);
    expect(rates("disability", "Y", "N")).toEqual([0.381, 0.482]);
    expect(rates("imd_band", "0-10%", "90-100%")).toEqual([0.352, 0.575]);
    expect(rates("age_band", "0-35", "35-55", "55<=")).toEqual([0.45, 0.522, 0.616]);
    expect(Object.keys(levelsOf(table, "imd_band"))).toContain("10-20");
  });

  test("online-shoppers: CRLF", async () => {
    const table = await tableOf("online-shoppers", "online_shoppers_intention.csv.gz");
    const bought = rateOf.bind(null, table, (text) => text("Revenue") === "TRUE");
    expect(levelsOf(table, "Revenue")).toEqual({ FALSE: 10_422, TRUE: 1908 });
    expect(levelsOf(table, "VisitorType")).toEqual({
      Returning_Visitor: 10_551,
      New_Visitor: 1694,
      Other: 85,
    });
    const rates = ["New_Visitor", "Returning_Visitor", "Other"].map((level) =>
      rough(bought((text) => text("VisitorType") === level)),
    );
    expect(rates).toEqual([0.249, 0.139, 0.188]);
    expect(missingOf(table)).toEqual({});
  });

  test("cfpb-complaints: line breaks inside quotes, N/A is literal", async () => {
    const table = await tableOf("cfpb-complaints", "complaints_sample.csv.gz");
    const told = "Consumer complaint narrative";
    expect(table.rows - (missingOf(table)[told] ?? 0)).toBe(1532);
    expect(levelsOf(table, "Tags")).toEqual({
      "Older American": 239,
      Servicemember: 502,
      "Older American, Servicemember": 73,
    });
    expect(levelsOf(table, "Submitted via")).toEqual({
      Web: 5143,
      Referral: 627,
      Phone: 482,
      "Postal mail": 267,
      Fax: 102,
      Email: 2,
    });
    expect(levelsOf(table, "Consumer disputed?")["N/A"]).toBe(6591);
    expect(levelsOf(table, "Timely response?").No).toBe(94);
    const lengths = Object.keys(levelsOf(table, told)).map((text) => [...text].length);
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([15, 21_928]);
  });

  test("customer-campaign: CRLF without a final newline, empty incomes missing", async () => {
    const table = await tableOf("customer-campaign", "marketing_campaign.csv");
    expect(levelsOf(table, "Response")).toEqual({ 1: 334, 0: 1906 });
    expect(missingOf(table)).toEqual({ Income: 24 });
    expect(levelsOf(table, "Marital_Status")).toMatchObject({ Married: 864, YOLO: 2, Absurd: 2 });
    expect(levelsOf(table, "Education")).toMatchObject({ Graduation: 1127, "2n Cycle": 203 });
  });

  test("diabetes-130: ? is missing, None is not", async () => {
    const table = await tableOf("diabetes-130", "diabetic_data.csv.gz");
    expect(levelsOf(table, "readmitted")).toEqual({ NO: 54_864, ">30": 35_545, "<30": 11_357 });
    expect(missingOf(table)).toEqual({
      weight: 98_569,
      medical_specialty: 49_949,
      payer_code: 40_256,
      race: 2273,
      diag_3: 1423,
      diag_2: 358,
      diag_1: 21,
    });
    expect(levelsOf(table, "max_glu_serum").None).toBeGreaterThan(90_000);
    const ended = rateOf(
      table,
      () => true,
      (text) =>
        ["11", "13", "14", "19", "20", "21"].includes(text("discharge_disposition_id") ?? ""),
    );
    expect(ended.rows).toBe(2423);
  });

  test("law-school", async () => {
    const table = await tableOf("law-school", "law-school-admissions.csv");
    const passed = rateOf.bind(null, table, (text) => text("bar") === "TRUE");
    const rate = (column: string, level: string) => rough(passed((text) => text(column) === level));
    expect(levelsOf(table, "bar")).toEqual({ TRUE: 18_507, FALSE: 2293 });
    const races = ["white", "other", "asian", "hisp", "black"];
    expect(races.map((race) => rate("race1", race))).toEqual([0.921, 0.796, 0.816, 0.749, 0.618]);
    expect(["male", "female"].map((gender) => rate("gender", gender))).toEqual([0.899, 0.878]);
  });

  test("resume-audit: the text none is a category", async () => {
    const table = await tableOf("resume-audit", "resume-names.csv");
    const called = rateOf.bind(null, table, (text) => text("call") === "yes");
    const rate = (column: string, level: string) =>
      rounded(called((text) => text(column) === level));
    expect(levelsOf(table, "ethnicity")).toEqual({ cauc: 2435, afam: 2435 });
    expect([rate("ethnicity", "cauc"), rate("ethnicity", "afam")]).toEqual([0.0965, 0.0645]);
    expect([rate("gender", "female"), rate("gender", "male")]).toEqual([0.0825, 0.0738]);
    expect(levelsOf(table, "minimum").none).toBeGreaterThan(0);
  });

  test("restaurant-ratings", async () => {
    const ratings = await tableOf("restaurant-ratings", "rating_final.csv");
    const profiles = await tableOf("restaurant-ratings", "userprofile.csv");
    expect(levelsOf(ratings, "rating")).toEqual({ 2: 486, 1: 421, 0: 254 });
    expect(levelsOf(profiles, "budget")).toEqual({ low: 35, medium: 91, high: 5 });
    expect(missingOf(profiles).budget).toBe(7);
  });
});

test("cps-wages-1985: the counts of its card, corrected codes included", async () => {
  const { path, options } = await resolveDatasetFile({ dataset: "cps-wages-1985" }, whereabouts);
  const { table } = await readTable(path, options);
  expect(findDataset("cps-wages-1985").files[0]?.rows).toBe(table.rows);
  expect(levelsOf(table, "gender")).toEqual({ female: 245, male: 289 });
  expect(levelsOf(table, "race")).toEqual({ hispanic: 27, white: 440, other: 67 });
  expect(levelsOf(table, "union")).toEqual({ "not member": 438, member: 96 });
  expect(levelsOf(table, "married")).toEqual({ yes: 350, no: 184 });
  expect(levelsOf(table, "south")).toEqual({ no: 378, yes: 156 });
  const high = rateOf.bind(null, table, (text) => Number(text("wage")) > 7.78);
  const rates = ["male", "female"].map((gender) =>
    rounded(high((text) => text("gender") === gender)),
  );
  expect(rates).toEqual([0.5744, 0.4082]);
  const odd = rateOf(
    table,
    () => true,
    (text) => Number(text("age")) - Number(text("experience")) - Number(text("education")) !== 6,
  );
  expect(odd.rows).toBe(1);
});
