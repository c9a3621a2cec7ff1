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
  readonly read: (of: T) => V;
  readonly judge: Judge<V>;
}

/** By path. */
type Keys<T> = Readonly<Record<string, Key<T>>>;

/** Ties the value that a key reads to the one its judge takes. */
function key<T, V>(read: (of: T) => V, judge: Judge<V>): Key<T> {
  return { read, judge: judge as Judge<unknown> };
}

const BUDGET_KEYS: Keys<Budget> = {
  metric: key(({ metric }) => metric, CHANGED),
  compare: key(({ compare }) => compare, CHANGED),
  cohorts: key(({ cohorts }) => cohorts, CHANGED),
  "limit.min": key(({ limit }) => limit.min, lowerIsLooser),
  "limit.max": key(({ limit }) => limit.max, higherIsLooser),
  rule: key(({ rule }) => rule ?? "interval", CHANGED),
  target: key(({ target }) => target ?? null, CHANGED),
  severity: key(({ severity }) => severity, byOrder<Budget["severity"]>("error", "warn")),
  onInconclusive: key(({ onInconclusive }) => onInconclusive, byOrder("block", "warn")),
  onNoData: key(({ onNoData }) => onNoData, byOrder("block", "warn")),
  owner: key(({ owner }) => owner, CHANGED),
  rationale: key(({ rationale }) => rationale, CHANGED),
};

/** What finds fewer fails is looser. With another confidence both a pass and a fail need other evidence. */
const EVIDENCE_KEYS: Keys<Evidence> = {
  confidence: key(({ confidence }) => confidence, CHANGED),
  multiplicity: key(
    ({ multiplicity }) => multiplicity,
    byOrder<Multiplicity>("none", "benjamini-hochberg", "max-t", "holm"),
  ),
  family: key(({ family }) => family, byOrder("budget", "file")),
  "minimum.denominator": key(({ minimum }) => minimum.denominator, lowerIsLooser),
  convention: key(({ convention }) => convention, CHANGED),
  seed: key(({ seed }) => seed, CHANGED),
};

/** What is never read back is looser than any number. */
const HISTORY_KEYS: Keys<HistoryRule> = {
  dataSets: key(({ dataSets }) => dataSets, higherIsLooser),
  days: key(({ days }) => days, higherIsLooser),
  models: key(({ models }) => models, higherIsLooser),
};
const NO_HISTORY: HistoryRule = { dataSets: null, days: null, models: null };

const COHORT_KEYS: Keys<CohortDimension> = {
  by: key(({ by }) => by, CHANGED),
  bands: key(({ bands }) => bands, CHANGED),
  reference: key(({ reference }) => reference, CHANGED),
  within: key(({ within }) => within ?? [], CHANGED),
};

/**
 * The differences between two policies, each with what it does to the gate. Budgets are told apart
 * by id, dimensions by name, waivers by budget, cohort and their order.
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
      keysOf: ({ budget }) => waiverKeys(limits.get(budget)?.min ?? null),
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

const laterIsLooser: Judge<string> = (before, after) => (after > before ? "loosened" : "tightened");
const earlierIsLooser: Judge<string> = (before, after) =>
  after < before ? "loosened" : "tightened";

/** A ceiling is the farthest estimate that is put up with, on the side of the limit where it stands. */
function judgeCeiling(least: number | null): Judge<number> {
  const isBelow = (ceiling: number): boolean => least !== null && ceiling <= least;
  return (before, after) => {
    if (isBelow(before) !== isBelow(after)) return "changed";
    return isBelow(before) ? lowerIsLooser(before, after) : higherIsLooser(before, after);
  };
}

function waiverKeys(least: number | null): Keys<Waiver> {
  return {
    ceiling: key(({ ceiling }) => ceiling, judgeCeiling(least)),
    created: key(({ created }) => created, earlierIsLooser),
    expires: key(({ expires }) => expires, laterIsLooser),
    reason: key(({ reason }) => reason, CHANGED),
    owner: key(({ owner }) => owner, CHANGED),
    approvedBy: key(({ approvedBy }) => approvedBy, CHANGED),
  };
}

interface Lists<T> {
  readonly path: string;
  readonly before: readonly T[];
  readonly after: readonly T[];
  readonly nameOf: (item: T) => string;
  readonly keysOf: (item: T) => Keys<T>;
  readonly added: ChangeEffect;
  readonly removed: ChangeEffect;
}

function compareLists<T>(lists: Lists<T>): PolicyChange[] {
  const { path, nameOf, keysOf } = lists;
  const before = byName(lists.before, nameOf);
  const after = byName(lists.after, nameOf);
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

/** The second of a name is `name #2`: several waivers of one cohort may follow each other. */
function byName<T>(items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, T> {
  const named = new Map<string, T>();
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = nameOf(item);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    named.set(count === 1 ? name : `${name} #${count}`, item);
  }
  return named;
}

function compareKeys<T>(path: string, keys: Keys<T>, before: T, after: T): PolicyChange[] {
  return Object.entries(keys).flatMap(([name, { read, judge }]): PolicyChange[] => {
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
