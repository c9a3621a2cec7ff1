// What a policy says of simulated cells whose truth is known.
import { decide } from "../../packages/core/dist/index.js";
import { cellDrawer, makeRandom } from "./draws.mjs";

/** Data sets of each scenario on which the code of blocking is taken from `decide` as well. */
const CHECKED = 10;

/**
 * Shares over `runs` data sets, each with its standard error.
 *
 * `fail`: any comparison fails. `passed`: mean over the comparisons of the share that passes, and
 * `mostPassed` that of the comparison which passes most. `exit0`: exit code 0, and `exit0Block` the same where an open
 * question blocks. `pointFail`: any estimate lies outside
 * the limit. `pointPassed`: mean share of comparisons with an estimate inside it.
 */
export function simulate({ configuration, cohorts, clusters, runs, seed }) {
  const random = makeRandom(seed);
  const draw = cellDrawer(configuration, cohorts, clusters);
  const tallies = Object.fromEntries(
    ["fail", "exit0", "exit0Block", "pointFail", "passed", "pointPassed"].map((name) => [
      name,
      new Tally(),
    ]),
  );
  const blocking = {
    ...configuration,
    budgets: configuration.budgets.map((budget) => ({ ...budget, onInconclusive: "block" })),
  };
  let passes = null;
  for (let run = 0; run < runs; run++) {
    const cells = draw(random);
    const { verdicts, outcome } = decide(cells, [], configuration, { today: null });
    // Blocking changes no verdict, so this needs no second judgement.
    const isSettled = verdicts.every(({ verdict }) => verdict === "pass" || verdict === "no-data");
    if (run < CHECKED) {
      const { exitCode } = decide(cells, [], blocking, { today: null }).outcome;
      if ((exitCode === 0) !== isSettled) throw new Error(`exit code ${exitCode} where blocking`);
    }
    const passed = verdicts.map(({ verdict }) => verdict === "pass");
    const inside = verdicts.map((verdict) => isInside(verdict));
    tallies.fail.add(verdicts.some(({ verdict }) => verdict === "fail"));
    tallies.exit0.add(outcome.exitCode === 0);
    tallies.exit0Block.add(isSettled);
    tallies.pointFail.add(inside.includes(false));
    tallies.passed.add(mean(passed));
    tallies.pointPassed.add(mean(inside.map((each) => each === true)));
    passes ??= passed.map(() => new Tally());
    // Against the highest the cohort that is highest changes: only the mean has a meaning there.
    passed.forEach((each, i) => {
      passes[i].add(each);
    });
  }
  const most = passes.reduce((a, b) => (b.mean > a.mean ? b : a));
  return Object.fromEntries(
    Object.entries({ ...tallies, mostPassed: most }).flatMap(([name, tally]) => [
      [name, tally.mean],
      [`${name}Se`, tally.standardError],
    ]),
  );
}

/** Null without an estimate; an unbounded ratio lies above every limit. */
function isInside({ verdict, estimate, limit }) {
  if (verdict === "no-data") return null;
  if (estimate === null) return limit.max === null;
  return estimate >= (limit.min ?? -Infinity) && estimate <= (limit.max ?? Infinity);
}

const mean = (values) => values.reduce((sum, value) => sum + Number(value), 0) / values.length;

class Tally {
  #count = 0;
  #sum = 0;
  #squares = 0;

  add(value) {
    this.#count++;
    this.#sum += Number(value);
    this.#squares += Number(value) ** 2;
  }

  get mean() {
    return this.#sum / this.#count;
  }

  get standardError() {
    const variance = this.#squares / this.#count - this.mean ** 2;
    return Math.sqrt(Math.max(0, variance) / (this.#count - 1));
  }
}
