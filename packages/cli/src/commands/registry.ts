import type { Command } from "../arguments/declaration.ts";

export interface RegisteredVerb {
  readonly name: string;
  readonly summary: string;
  /** Loads the verb with what it needs, which `--help` and the other verbs do not. */
  load(): Promise<Command>;
}

export const VERBS: readonly RegisteredVerb[] = [
  {
    name: "init",
    summary: "write a configuration for a data file",
    load: async () => (await import("./init.ts")).init,
  },
  {
    name: "lint",
    summary: "check a configuration, and the data against it",
    load: async () => (await import("./lint.ts")).lint,
  },
  {
    name: "audit",
    summary: "measure, compare and judge; write the audit and its report",
    load: async () => (await import("./audit.ts")).audit,
  },
  {
    name: "check",
    summary: "the same for a CI job: exits by verdict",
    load: async () => (await import("./check.ts")).check,
  },
  {
    name: "diff",
    summary: "say what a change of the budgets does, or what differs between two audits",
    load: async () => (await import("./diff.ts")).diff,
  },
  {
    name: "baseline",
    summary: "write the counts that later checks compare with, or propose tighter limits",
    load: async () => (await import("./baseline.ts")).baseline,
  },
  {
    name: "waiver",
    summary: "list the waivers and where they stand, or add one",
    load: async () => (await import("./waiver.ts")).waiver,
  },
  {
    name: "plan",
    summary: "say how many decisions the budgets need, and what the present ones can show",
    load: async () => (await import("./plan.ts")).plan,
  },
  {
    name: "burn",
    summary: "watch the budgets over time, with bounds that hold at every look",
    load: async () => (await import("./burn.ts")).burn,
  },
  {
    name: "proxies",
    summary: "say how well features and score tell each protected attribute",
    load: async () => (await import("./proxies.ts")).proxies,
  },
  {
    name: "drivers",
    summary: "say what drives each gap: mix, strata, outcomes, the model, its features",
    load: async () => (await import("./drivers.ts")).drivers,
  },
  {
    name: "remedy",
    summary: "put thresholds side by side: what each is worth, and whom it affects",
    load: async () => (await import("./remedy.ts")).remedy,
  },
  {
    name: "explain",
    summary: "explain one decision and what would have changed it",
    load: async () => (await import("./explain.ts")).explain,
  },
  {
    name: "person",
    summary: "export or delete what a decision log holds on one person",
    load: async () => (await import("./person.ts")).person,
  },
  {
    name: "report",
    summary: "make the report of an audit.json again",
    load: async () => (await import("./report.ts")).report,
  },
  {
    name: "metrics",
    summary: "list the metrics: what each says, its formula, and as what it can be budgeted",
    load: async () => (await import("./metrics.ts")).metrics,
  },
  {
    name: "datasets",
    summary: "list the public data sets, their licences and where they are found",
    load: async () => (await import("./datasets.ts")).datasets,
  },
];

/**
 * The verb of this name.
 *
 * @throws EvenhandError `usage/unknown-verb`
 */
export async function findVerb(name: string): Promise<RegisteredVerb> {
  const found = VERBS.find((verb) => verb.name === name);
  if (found !== undefined) return found;
  const { EvenhandError, shown, suggestName } = await import("@evenhand/core");
  throw new EvenhandError({
    code: "usage/unknown-verb",
    path: "evenhand",
    problem: name.startsWith("-") ? "there is no such option" : "there is no such verb",
    received: shown(name),
    hint: `${suggestName(
      name,
      VERBS.map((verb) => verb.name),
    )} \`evenhand --help\` lists them.`,
  });
}
