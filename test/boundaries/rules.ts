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
 * table → cohorts → cells → metrics → budgets → configuration → document. Every folder may use the
 * files of `CORE_ROOTS`.
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
  bootstrap: ["table", "cohorts", "cells", "metrics", "stats"],
  recourse: ["table", "cohorts", "cells", "metrics", "stats", "explanations"],
  // Outside the budgets: what a search finds was declared by nobody.
  discovery: ["table", "cohorts", "cells", "metrics", "stats"],
  // Outside the budgets as well: what an attribute can be told from is no outcome of a decision.
  proxies: ["table", "cells", "metrics", "stats", "explanations"],
  configuration: ["table", "cohorts", "metrics", "budgets", "explanations", "proxies"],
  document: [
    "table",
    "cohorts",
    "cells",
    "metrics",
    "stats",
    "budgets",
    "configuration",
    "explanations",
    "proxies",
  ],
  // Everything held on people, by decision: stands on the records and on how they are read back.
  log: ["explanations", "notices", "document"],
  burn: ["table", "cohorts", "cells", "metrics", "stats", "budgets", "configuration", "document"],
  // What of an audit may leave the house.
  publication: ["cohorts", "cells", "metrics", "budgets", "document"],
  // What stands behind a gap, and which of some models narrows it; outside the budgets.
  drivers: [
    "table",
    "cohorts",
    "cells",
    "metrics",
    "stats",
    "bootstrap",
    "discovery",
    "configuration",
    "document",
  ],
  // What could be decided instead, judged by the same rule.
  remedies: [
    "table",
    "cohorts",
    "cells",
    "metrics",
    "stats",
    "budgets",
    "configuration",
    "document",
    "recourse",
  ],
};

/** Files beside the folders that everything may use; they use nothing themselves. */
export const CORE_ROOTS: readonly string[] = ["errors.ts", "version.ts"];

export const MOST_LINES = 400;
