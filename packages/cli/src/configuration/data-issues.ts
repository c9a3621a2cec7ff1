import {
  type Cells,
  type Configuration,
  categoriesOf,
  checkFeasibility,
  countTable,
  type ErrorDetails,
  findMetric,
  isEvenhandError,
  METRICS,
  requireColumn,
  requireFavourable,
  shown,
  suggestName,
  type Table,
} from "@evenhand/core";
import { detailsOf } from "../terminal/error-details.ts";

/** Columns in a role of the audit that the table lacks, every one of them. */
export function findMissingColumns(configuration: Configuration, table: Table): ErrorDetails[] {
  return requireAll(roleColumns(configuration), table);
}

/**
 * Everything in a configuration that does not fit the table: missing columns, metrics, references
 * and favourable values that never occur, columns of texts where numbers are needed, budgets that the
 * recorded outcomes make impossible together.
 */
export function findDataIssues(configuration: Configuration, table: Table): ErrorDetails[] {
  const named = [...roleColumns(configuration), ...featureColumns(configuration)];
  const missing = requireAll(named, table);
  if (missing.length > 0) return missing;
  const { decisions } = configuration;
  // Scoring with the model takes long and says nothing about the data.
  const withoutModel =
    decisions.prediction?.kind === "model"
      ? { ...configuration, decisions: { ...decisions, prediction: null } }
      : configuration;
  const unknown = [
    ...findUnknownMetrics(configuration),
    ...findMissingReferences(configuration, table),
    ...findMissingWaived(configuration, table),
  ];
  // Counting would stop at the same references.
  if (unknown.length > 0) return unknown;
  return caught(() => {
    const { cells } = countTable(table, withoutModel, null);
    requireFavourable(withoutModel.decisions, cells.schema);
    return findConflicts(configuration, cells);
  });
}

/** A budget on a value may name a measurement made elsewhere; the commands make none but ours. */
function findUnknownMetrics({ budgets }: Configuration): ErrorDetails[] {
  const names = METRICS.filter(({ kind }) => kind !== "count").map(({ name }) => name);
  return budgets.flatMap(({ metric }, i): ErrorDetails[] =>
    findMetric(metric) !== undefined
      ? []
      : [
          {
            code: "config/unknown-metric",
            path: `budgets[${i}].metric`,
            problem: "no metric has this name",
            received: shown(metric),
            hint: suggestName(metric, names),
          },
        ],
  );
}

/** Sets of budgets that no decisions can keep together, at the budget that closes each. */
function findConflicts(configuration: Configuration, cells: Cells): ErrorDetails[] {
  return checkFeasibility(cells, configuration).flatMap((found) => {
    if (found.status !== "infeasible") return [];
    const { conflict, baseRates, dimension } = found;
    const places = conflict.map((id) => configuration.budgets.findIndex((one) => one.id === id));
    const rates = baseRates.map(({ cohort, value }) => `${cohort} ${value.toFixed(3)}`);
    return {
      code: "config/conflicting-budgets",
      path: `budgets[${Math.max(...places)}]`,
      problem:
        conflict.length === 1
          ? `this budget cannot hold, whatever is decided: ${shown(conflict[0] as string)}`
          : `these budgets cannot hold together, whatever is decided: ${conflict.map(shown).join(", ")}`,
      expected: "limits that some decisions could keep, chance apart",
      received: `base rates of ${shown(dimension)}: ${rates.slice(0, 8).join(", ")}${rates.length > 8 ? ", …" : ""}`,
      hint:
        conflict.length === 1 ? "Widen its limit." : "Widen the limit of one, or leave one out.",
    };
  });
}

type NamedColumn = readonly [name: string, path: string];

function requireAll(columns: readonly NamedColumn[], table: Table): ErrorDetails[] {
  return columns.flatMap(([name, path]) =>
    caught(() => {
      requireColumn(table, name, path);
      return [];
    }),
  );
}

function proxyColumns(proxies: Configuration["proxies"]): NamedColumn[] {
  if (proxies === null) return [];
  const { protected: attributes, features, legitimate } = proxies;
  return [
    ...attributes.map(({ column }, i): NamedColumn => [column, `proxies.protected[${i}]`]),
    ...(features ?? []).map((name, i): NamedColumn => [name, `proxies.features[${i}]`]),
    ...legitimate.map(
      ({ feature }, i): NamedColumn => [feature, `proxies.legitimate[${i}].feature`],
    ),
  ];
}

function roleColumns({ decisions, cohorts, proxies }: Configuration): NamedColumn[] {
  const { id, label, prediction, score, time, weight } = decisions;
  const roles: readonly (readonly [string | null, string])[] = [
    [id, "decisions.id"],
    [label, "decisions.label"],
    [prediction?.kind === "column" ? prediction.column : null, "decisions.prediction"],
    [score, "decisions.score"],
    [time, "decisions.time"],
    [weight?.column ?? null, "decisions.weight.column"],
    ...proxyColumns(proxies),
    ...cohorts.flatMap(({ name, by }) =>
      by.map((column, i): NamedColumn => [column, `cohorts.${name}.by[${i}]`]),
    ),
  ];
  return roles.flatMap(([name, path]): NamedColumn[] => (name === null ? [] : [[name, path]]));
}

/** Declared features; cohort attributes are features by default and were named before. */
function featureColumns({ cohorts, features, reasonCodes }: Configuration): NamedColumn[] {
  const attributes = new Set(cohorts.flatMap(({ by }) => by));
  const declared = Object.keys(features)
    .filter((name) => !attributes.has(name))
    .map((name): NamedColumn => [name, `features.${name}`]);
  const coded = reasonCodes.flatMap((each, i) =>
    each.features.map((name, k): NamedColumn => [name, `reasonCodes[${i}].features[${k}]`]),
  );
  return [...declared, ...coded];
}

function findMissingReferences({ cohorts }: Configuration, table: Table): ErrorDetails[] {
  return cohorts.flatMap(({ name, by, bands, reference }) => {
    if (reference.kind !== "cohort") return [];
    return by.flatMap((column, i): ErrorDetails[] => {
      const path = `cohorts.${name}.reference`;
      const level = reference.levels[i] as string;
      if (bands[column] !== undefined) return [];
      const { levels } = categoriesOf(requireColumn(table, column, path));
      if (levels.includes(level)) return [];
      return [
        {
          code: "config/unknown-reference",
          path,
          problem: `this value never occurs in column ${shown(column)}`,
          received: shown(level),
          hint: suggestName(level, levels),
        },
      ];
    });
  });
}

/** Levels that waivers name and the data lack: such a waiver covers nobody. */
function findMissingWaived(
  { waivers, budgets, cohorts }: Configuration,
  table: Table,
): ErrorDetails[] {
  return waivers.flatMap(({ budget, cohort }, i) => {
    const looked = budgets.find(({ id }) => id === budget)?.cohorts;
    const bands = cohorts.find(({ name }) => name === looked)?.bands ?? {};
    return Object.entries(cohort).flatMap(([column, level]): ErrorDetails[] => {
      if (bands[column] !== undefined) return [];
      const path = `waivers[${i}].cohort.${column}`;
      const { levels } = categoriesOf(requireColumn(table, column, path));
      if (levels.includes(level)) return [];
      return [
        {
          code: "config/unknown-level",
          path,
          problem: `this value never occurs in column ${shown(column)}, so the waiver covers nobody`,
          received: shown(level),
          hint: suggestName(level, levels),
        },
      ];
    });
  });
}

function caught(work: () => ErrorDetails[]): ErrorDetails[] {
  try {
    return work();
  } catch (error) {
    if (isEvenhandError(error)) return [detailsOf(error)];
    throw error;
  }
}
