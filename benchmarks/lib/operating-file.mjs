// The simulated numbers in a file: one list of numbers a scenario, named once.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { POLICIES } from "./policies.mjs";

const KEYS = ["ratio", "referenceRate", "size", "runs"];
const MEASURES = [
  "fail",
  "passed",
  "mostPassed",
  "exit0",
  "exit0Block",
  "pointFail",
  "pointPassed",
];
const COLUMNS = [...KEYS, ...MEASURES.flatMap((name) => [name, `${name}Se`])];

const round = (value) => Number(value.toFixed(5));

/** Replaces what was simulated anew; the rest of the file stays. */
export function writeNumbers(file, on, { scenarios, sixMetrics }) {
  const old = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { policies: {} };
  const fresh = {};
  for (const scenario of scenarios) {
    fresh[scenario.policy] ??= {};
    fresh[scenario.policy][scenario.structure] ??= [];
    fresh[scenario.policy][scenario.structure].push(COLUMNS.map((name) => round(scenario[name])));
  }
  const six = sixMetrics?.map((each) =>
    Object.fromEntries(
      Object.entries(each).map(([name, value]) => [
        name,
        typeof value === "number" ? round(value) : value,
      ]),
    ),
  );
  const all = {
    on,
    columns: COLUMNS,
    policies: { ...old.policies, ...fresh },
    sixMetrics: six ?? old.sixMetrics,
  };
  writeFileSync(file, `${JSON.stringify(all, null, 1)}\n`);
}

export function readNumbers(file) {
  const { on, columns, policies, sixMetrics } = JSON.parse(readFileSync(file, "utf8"));
  const simulated = Object.entries(policies).flatMap(([policy, structures]) =>
    Object.entries(structures).flatMap(([structure, rows]) =>
      rows.map((row) => ({
        policy,
        structure,
        ...Object.fromEntries(columns.map((column, i) => [column, row[i]])),
      })),
    ),
  );
  const blocking = POLICIES.filter(({ verdictsOf }) => verdictsOf !== undefined);
  const derived = blocking.flatMap(({ name, verdictsOf }) =>
    simulated
      .filter(({ policy }) => policy === verdictsOf)
      .map((each) => ({
        ...each,
        policy: name,
        exit0: each.exit0Block,
        exit0Se: each.exit0BlockSe,
      })),
  );
  return { on, scenarios: [...simulated, ...derived], sixMetrics };
}
