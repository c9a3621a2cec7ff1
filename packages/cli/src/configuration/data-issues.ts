import {
  type Configuration,
  categoriesOf,
  countTable,
  type ErrorDetails,
  isEvenhandError,
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
 * Everything in a configuration that does not fit the table: missing columns, references and
 * favourable values that never occur, columns of texts where numbers are needed.
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
  return [
    ...findMissingReferences(configuration, table),
    ...caught(() => {
      const { cells } = countTable(table, withoutModel, null);
      requireFavourable(withoutModel.decisions, cells.schema);
    }),
  ];
}

type NamedColumn = readonly [name: string, path: string];

function requireAll(columns: readonly NamedColumn[], table: Table): ErrorDetails[] {
  return columns.flatMap(([name, path]) => caught(() => requireColumn(table, name, path)));
}

function roleColumns({ decisions, cohorts }: Configuration): NamedColumn[] {
  const { id, label, prediction, score, weight } = decisions;
  const roles: readonly (readonly [string | null, string])[] = [
    [id, "decisions.id"],
    [label, "decisions.label"],
    [prediction?.kind === "column" ? prediction.column : null, "decisions.prediction"],
    [score, "decisions.score"],
    [weight?.column ?? null, "decisions.weight.column"],
    ...cohorts.flatMap(({ name, by }) =>
      by.map((column, i): NamedColumn => [column, `cohorts.${name}.by[${i}]`]),
    ),
  ];
  return roles.flatMap(([name, path]): NamedColumn[] => (name === null ? [] : [[name, path]]));
}

/** Declared features; cohort attributes are features by default and were named before. */
function featureColumns({ cohorts, features }: Configuration): NamedColumn[] {
  const attributes = new Set(cohorts.flatMap(({ by }) => by));
  return Object.keys(features)
    .filter((name) => !attributes.has(name))
    .map((name) => [name, `features.${name}`]);
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

function caught(work: () => unknown): ErrorDetails[] {
  try {
    work();
    return [];
  } catch (error) {
    if (isEvenhandError(error)) return [detailsOf(error)];
    throw error;
  }
}
