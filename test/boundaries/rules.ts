/** What each package may import of the others. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  core: [],
  models: ["core"],
  sources: ["core"],
  reporting: ["core"],
  cli: ["core", "models", "sources", "reporting"],
};

/**
 * What each folder of core may import of the others, along the flow
 * table → cohorts → cells → metrics → budgets → document. Every folder may use `errors.ts`.
 */
export const CORE_FOLDERS: Readonly<Record<string, readonly string[]>> = {
  table: [],
  stats: [],
  cohorts: ["table"],
  cells: ["table", "cohorts"],
  metrics: ["table", "cohorts", "cells", "stats"],
  explanations: ["table"],
  notices: ["table", "explanations"],
  budgets: ["table", "cohorts", "cells", "metrics", "stats"],
  document: ["table", "cohorts", "cells", "metrics", "stats", "budgets", "explanations", "notices"],
};

export const MOST_LINES = 400;
