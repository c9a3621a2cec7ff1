import {
  type CohortMembers,
  cohortMembers,
  drawRows,
  EvenhandError,
  type Table,
} from "@evenhand/core";
import type { Model } from "../../model.ts";
import { encodeTable } from "../../trees/encode.ts";
import { predictionUnit, requireUnit } from "../../trees/predict.ts";
import { requireCount } from "../answers.ts";
import { distinctValues } from "../black-box/borders.ts";
import { type Borders, domainFor, type Measure } from "../domain.ts";
import { bordersOf } from "../forest.ts";
import { measuresOf } from "../prepare.ts";
import { readGoal } from "../target.ts";
import { type Candidate, type Round, searchBeam, type Trial } from "./beam.ts";
import { candidatesOf } from "./candidates.ts";
import { crowdOf } from "./crowd.ts";
import { followOf } from "./follow.ts";
import type { GroupAnswer, GroupCounterfactuals, GroupOptions, GroupResult } from "./options.ts";
import { reachOf } from "./reach.ts";

const MOST_CHANGES = 4;

/**
 * The one change that, asked of everybody refused in a cohort, turns most decisions: which, for how many
 * of them with the mid-p interval, and at what cost to those it helps; the same change beside it in every
 * other cohort. Everyone is scored again by the model; the rules of each person (direction, range, steps,
 * transitions, links) hold, and whoever cannot follow all of it counts as `barred`.
 *
 * Candidates are the values next to the model's thresholds (of a model without trees, next to the values
 * of the anchors), increments of 0.5 to 5 spreads or 1 to 10 declared steps, and the levels of categories.
 * All of one feature are tried, of more features only those a beam search comes to: `status` says which.
 * Nobody refused gives a group without cohorts.
 *
 * @param model of trees, linear or additive
 * @throws EvenhandError `usage/target`, `usage/output-unit`, `usage/max-changes`, `usage/values`, `usage/beam`,
 * `usage/held-out`, `usage/confidence-range`, `usage/row-range`, `config/unknown-column`,
 * `config/change-direction`, `config/feature-number`, `config/range`, `config/transitions`, `config/link`,
 * `input/not-a-number`, and what `audit` throws for the cohorts
 * @example
 * const [all] = groupCounterfactuals(model, people, {
 *   target: { threshold: 0.5, favourableWhen: "above" },
 *   anchors: people,
 *   features: { age: { change: "none" } },
 * }).cohorts;
 * all?.answers[0]?.changes; // [{ feature: "hours", kind: "at-least", value: 40 }]
 * all?.answers[0]?.reach.coverage; // 0.31
 */
export function groupCounterfactuals(
  model: Model,
  table: Table,
  options: GroupOptions,
): GroupCounterfactuals {
  const { maxChanges = 2, beam = 4, cohorts = [], heldOut } = options;
  requireCount("maxChanges", "usage/max-changes", maxChanges, MOST_CHANGES);
  requireCount("beam", "usage/beam", beam);
  const confidence = confidenceIn(options);
  const goal = readGoal(options.target);
  const unit = options.target.unit ?? predictionUnit(model);
  requireUnit(model.output, unit);
  const crowd = crowdOf(model, table, goal, unit, options);
  const { candidates, thinned } = listCandidates(model, options);
  const asked = cohortMembers(table, [], options.rows)[0]?.rows ?? new Uint32Array(0);
  const refused = asked.filter((row) => !goal.isMetBy(crowd.outputs[row] as number));
  const reported = heldOut === undefined ? null : new Set(drawHeldOut(refused, heldOut));
  const members = cohortMembers(table, cohorts, refused);
  const reporting =
    reported === null
      ? members
      : members.map((one) => ({ ...one, rows: one.rows.filter((row) => reported.has(row)) }));

  const answersOf = ({ rows }: CohortMembers, at: number): GroupAnswer[] => {
    const searched = reported === null ? rows : rows.filter((row) => !reported.has(row));
    if (searched.length === 0 || reporting[at]?.rows.length === 0) return [];
    const rounds = searchBeam(crowd, searched, candidates, { maxChanges, beam });
    return improving(rounds).map(({ best, tried, isExhaustive }) => {
      const steps = best.picked.map((place) => (candidates[place] as Candidate).step);
      const [reach, ...elsewhere] = [
        reporting[at] as CohortMembers,
        ...reporting.filter((other, place) => place !== at && other.rows.length > 0),
      ].map((one) => reachOf(crowd, one, steps, confidence));
      return {
        changes: best.picked.map((place) => (candidates[place] as Candidate).change),
        status: isExhaustive ? "best-of-candidates" : "best-found",
        tried,
        searched: { people: searched.length, helped: best.helped },
        reach: reach as GroupAnswer["reach"],
        elsewhere,
      };
    });
  };

  return {
    unit,
    people: refused.length,
    candidates: candidates.length,
    thinned,
    heldOut: heldOut !== undefined,
    cohorts: members.map((one, at): GroupResult => {
      const { dimension, cohort, rows } = one;
      const answers = answersOf(one, at);
      const reportable = reporting[at]?.rows.length ?? 0;
      const isEmpty = reportable === 0 || (reported !== null && reportable === rows.length);
      const outcome = isEmpty ? "too-few" : answers.length === 0 ? "nobody-helped" : "found";
      return { dimension, cohort, people: rows.length, outcome, answers };
    }),
  };
}

type Found = Round & { readonly best: Trial };

/** The rounds whose best helps more people than that of any before. */
function improving(rounds: readonly Round[]): Found[] {
  let most = 0;
  return rounds.filter((round): round is Found => {
    if (round.best === null || round.best.helped <= most) return false;
    most = round.best.helped;
    return true;
  });
}

function listCandidates(
  model: Model,
  { anchors, features: declared = {}, values = 12 }: GroupOptions,
): { readonly candidates: readonly Candidate[]; readonly thinned: readonly string[] } {
  requireCount("values", "usage/values", values);
  const encoded = encodeTable(model.features, anchors);
  const measures = measuresOf(encoded);
  const borders: readonly Borders[] =
    model.kind === "tree-ensemble"
      ? bordersOf([model])
      : distinctValues(encoded).map((thresholds) => ({ thresholds, zeroApart: false }));
  const thinned: string[] = [];
  const candidates = model.features.flatMap((feature, at) => {
    const measure = measures[at] as Measure;
    const own = Object.hasOwn(declared, feature.name) ? (declared[feature.name] ?? {}) : {};
    // Its checks of the declaration are wanted, whoever the person is.
    domainFor(feature, Number.NaN, { borders: borders[at] as Borders, measure, lines: [] }, own);
    const setting = { borders: borders[at] as Borders, measure };
    const { changes, isThinned } = candidatesOf(feature, setting, own, values);
    if (isThinned) thinned.push(feature.name);
    return changes.map((change) => {
      return { change, step: { feature: at, follow: followOf(change, feature, measure, own) } };
    });
  });
  return { candidates, thinned };
}

/** @throws EvenhandError `usage/held-out` */
function drawHeldOut(
  refused: Uint32Array,
  { share = 0.5, seed }: NonNullable<GroupOptions["heldOut"]>,
): Uint32Array {
  if (share > 0 && share < 1) return drawRows(refused, Math.round(share * refused.length), seed);
  throw new EvenhandError({
    code: "usage/held-out",
    path: "heldOut.share",
    problem: "this share leaves nobody to search or to report on",
    expected: "a number between 0 and 1",
    received: String(share),
  });
}

/** @throws EvenhandError `usage/confidence-range` */
function confidenceIn({ confidence = 0.95 }: GroupOptions): number {
  if (confidence > 0 && confidence < 1) return confidence;
  throw new EvenhandError({
    code: "usage/confidence-range",
    path: "confidence",
    problem: "this is no confidence",
    expected: "a number between 0 and 1",
    received: String(confidence),
  });
}
