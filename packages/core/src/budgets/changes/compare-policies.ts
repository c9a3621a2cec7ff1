import type { CohortDimension } from "../../cohorts/dimension.ts";
import type { Budget, Evidence, Multiplicity } from "../budget.ts";
import type { HistoryRule } from "../history/history.ts";
import type { Policy } from "../policy.ts";
import type { Waiver } from "../waiver.ts";
import type { ChangeEffect, PolicyChange } from "./policy-change.ts";

/** How a change of one key acts; `changed` where the two cannot be ordered. */
type Judge<T> = (before: T, after: T) => ChangeEffect;

const CHANGED = (): ChangeEffect => "changed";

/** Later in the list is looser. */
function byOrder<T>(...order: readonly T[]): Judge<T> {
  return (before, after) =>
    order.indexOf(after) > order.indexOf(before) ? "loosened" : "tightened";
}

const lowerIsLooser: Judge<number | null> = (before, after) =>
  (after ?? -Infinity) < (before ?? -Infinity) ? "loosened" : "tightened";

const higherIsLooser: Judge<number | null> = (before, after) =>
  (after ?? Infinity) > (before ?? Infinity) ? "loosened" : "tightened";

interface Key<T, V = unknown> {
  readonly path: string;
  readonly read: (of: T) => V;
  readonly judge: Judge<V>;
}

/** Ties the value that a key reads to the one its judge takes. */
function key<T, V>(path: string, read: (of: T) => V, judge: Judge<V>): Key<T> {
  return { path, read, judge: judge as Judge<unknown> };
}

const BUDGET_KEYS: readonly Key<Budget>[] = [
  key("metric", ({ metric }) => metric, CHANGED),
  key("compare", ({ compare }) => compare, CHANGED),
  key("cohorts", ({ cohorts }) => cohorts, CHANGED),
  key("limit.min", ({ limit }) => limit.min, lowerIsLooser),
  key("limit.max", ({ limit }) => limit.max, higherIsLooser),
  key("rule", ({ rule }) => rule ?? "interval", CHANGED),
  key("target", ({ target }) => target ?? null, CHANGED),
  key("severity", ({ severity }) => severity, byOrder<Budget["severity"]>("error", "warn")),
  key("onInconclusive", ({ onInconclusive }) => onInconclusive, byOrder("block", "warn")),
  key("onNoData", ({ onNoData }) => onNoData, byOrder("block", "warn")),
  key("owner", ({ owner }) => owner, CHANGED),
  key("rationale", ({ rationale }) => rationale, CHANGED),
];

/** What finds fewer fails is looser. With another confidence both a pass and a fail need other evidence. */
const EVIDENCE_KEYS: readonly Key<Evidence>[] = [
  key("confidence", ({ confidence }) => confidence, CHANGED),
  key(
    "multiplicity",
    ({ multiplicity }) => multiplicity,
    byOrder<Multiplicity>("none", "benjamini-hochberg", "max-t", "holm"),
  ),
  key("family", ({ family }) => family, byOrder("budget", "file")),
  key("minimum.denominator", ({ minimum }) => minimum.denominator, lowerIsLooser),
  key("convention", ({ convention }) => convention, CHANGED),
  key("seed", ({ seed }) => seed, CHANGED),
];

/** What is never read back is looser than any number. */
const HISTORY_KEYS: readonly Key<HistoryRule>[] = [
  key("dataSets", ({ dataSets }) => dataSets, higherIsLooser),
  key("days", ({ days }) => days, higherIsLooser),
  key("models", ({ models }) => models, higherIsLooser),
];
const NO_HISTORY: HistoryRule = { dataSets: null, days: null, models: null };

const COHORT_KEYS: readonly Key<CohortDimension>[] = [
  key("by", ({ by }) => by, CHANGED),
  key("bands", ({ bands }) => bands, CHANGED),
  key("reference", ({ reference }) => reference, CHANGED),
  key("within", ({ within }) => within ?? [], CHANGED),
];

/**
 * The differences between two policies, each with what it does to the gate. Budgets are told apart
 * by id, dimensions by name, waivers by budget and cohort.
 *
 * @example
 * comparePolicies(base, head).map(changeText);
 * // ["budgets.selection-ratio-sex.limit.min: 0.8 → 0.75 LOOSENED"]
 */
export function comparePolicies(before: Policy, after: Policy): PolicyChange[] {
  const limits = new Map([...before.budgets, ...after.budgets].map(({ id, limit }) => [id, limit]));
  return [
    ...compareKeys("evidence", EVIDENCE_KEYS, before.evidence, after.evidence),
    ...(isKept(before) === isKept(after)
      ? compareKeys(
          "history",
          HISTORY_KEYS,
          before.history ?? NO_HISTORY,
          after.history ?? NO_HISTORY,
        )
      : [historyChange(isKept(after))]),
    ...compareLists({
      path: "cohorts",
      before: before.cohorts,
      after: after.cohorts,
      nameOf: ({ name }) => name,
      keysOf: () => COHORT_KEYS,
      // Without a budget on it, a dimension is only shown.
      added: "added",
      removed: "removed",
    }),
    ...compareLists({
      path: "budgets",
      before: before.budgets,
      after: after.budgets,
      nameOf: ({ id }) => id,
      keysOf: () => BUDGET_KEYS,
      added: "tightened",
      removed: "loosened",
    }),
    ...compareLists({
      path: "waivers",
      before: before.waivers,
      after: after.waivers,
      nameOf: waiverName,
      keysOf: ({ budget, ceiling }) => waiverKeys(limits.get(budget)?.min ?? null, ceiling),
      added: "loosened",
      removed: "tightened",
    }),
  ];
}

function isKept({ history }: Policy): boolean {
  return history !== undefined && history !== null;
}

/** Without a history nothing is owed and no look is counted. */
function historyChange(isAdded: boolean): PolicyChange {
  return {
    path: "history",
    before: isAdded ? null : "declared",
    after: isAdded ? "declared" : null,
    effect: isAdded ? "tightened" : "loosened",
  };
}

/** `budget: sex=Female`, with the columns in the order of the alphabet. */
function waiverName({ budget, cohort }: Waiver): string {
  const levels = Object.entries(cohort).map(([column, level]) => `${column}=${level}`);
  return `${budget}: ${levels.sort().join(",")}`;
}

/** A ceiling is the farthest estimate that is put up with, on the side of the limit where it stands. */
function waiverKeys(least: number | null, ceiling: number): readonly Key<Waiver>[] {
  const isBelow = least !== null && ceiling <= least;
  const later: Judge<string> = (one, two) => (two > one ? "loosened" : "tightened");
  const earlier: Judge<string> = (one, two) => (two < one ? "loosened" : "tightened");
  return [
    key("ceiling", (waiver) => waiver.ceiling, isBelow ? lowerIsLooser : higherIsLooser),
    key("created", ({ created }) => created, earlier),
    key("expires", ({ expires }) => expires, later),
    key("reason", ({ reason }) => reason, CHANGED),
    key("owner", ({ owner }) => owner, CHANGED),
    key("approvedBy", ({ approvedBy }) => approvedBy, CHANGED),
  ];
}

interface Lists<T> {
  readonly path: string;
  readonly before: readonly T[];
  readonly after: readonly T[];
  readonly nameOf: (item: T) => string;
  readonly keysOf: (item: T) => readonly Key<T>[];
  readonly added: ChangeEffect;
  readonly removed: ChangeEffect;
}

function compareLists<T>(lists: Lists<T>): PolicyChange[] {
  const { path, nameOf, keysOf } = lists;
  const before = new Map(lists.before.map((item) => [nameOf(item), item]));
  const after = new Map(lists.after.map((item) => [nameOf(item), item]));
  const changes: PolicyChange[] = [];
  for (const [name, old] of before) {
    const now = after.get(name);
    const at = `${path}.${name}`;
    if (now === undefined) {
      changes.push({ path: at, before: "declared", after: null, effect: lists.removed });
    } else {
      changes.push(...compareKeys(at, keysOf(old), old, now));
    }
  }
  for (const name of after.keys()) {
    if (before.has(name)) continue;
    changes.push({ path: `${path}.${name}`, before: null, after: "declared", effect: lists.added });
  }
  return changes;
}

function compareKeys<T>(
  path: string,
  keys: readonly Key<T>[],
  before: T,
  after: T,
): PolicyChange[] {
  return keys.flatMap(({ path: name, read, judge }): PolicyChange[] => {
    const [old, now] = [read(before), read(after)];
    const [oldText, nowText] = [JSON.stringify(old), JSON.stringify(now)];
    if (oldText === nowText) return [];
    return [
      {
        path: `${path}.${name}`,
        before: old === null ? null : oldText,
        after: now === null ? null : nowText,
        effect: judge(old, now),
      },
    ];
  });
}
