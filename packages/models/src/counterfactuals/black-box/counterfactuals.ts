import { type Counterfactual, drawRows, EvenhandError, type Table, takeRows } from "@evenhand/core";
import { type Asker, askerOf } from "../../black-box/ask.ts";
import type { BlackBox } from "../../black-box/black-box.ts";
import { predictBlackBox } from "../../black-box/predict.ts";
import { encodeTable } from "../../trees/encode.ts";
import { changedIn, MOST_ANCHORED, MOST_ANSWERS, requireCount } from "../answers.ts";
import { checkLinks } from "../link-rules.ts";
import { domainsOf, measuresOf, readPerson, requireSameInputs } from "../prepare.ts";
import { hittingSets } from "../starts.ts";
import { readGoal } from "../target.ts";
import { searchAnchored } from "./anchored-search.ts";
import { bordersAround, distinctValues } from "./borders.ts";
import { describeAnswer } from "./describe-answer.ts";
import { blackBoxInputs, type Ground, inputsFor, spaceOf } from "./ground.ts";
import type {
  BlackBoxCounterfactualOptions,
  BlackBoxCounterfactuals,
  BlackBoxSearch,
} from "./options.ts";
import { oracleOf } from "./oracle.ts";
import { tablesOf } from "./point-tables.ts";
import { ownPoint } from "./points.ts";
import { refine } from "./refine.ts";

/**
 * Changes of one row that would have turned the decision of a black box, cheap ones, found with its
 * answers alone: the search starts from anchors with the favourable outcome, from changes of one
 * feature and from combinations that should suffice, takes back and shrinks what is not needed, and
 * asks in batches. Each answer keeps every rule and is one the model was asked about. Cost, grid and
 * rules are those of `counterfactuals`; numbers move among the values of the anchors, and at the end
 * between them.
 *
 * A status is `feasible` (of the cheapest nothing is known but that it costs something: a gap of 1)
 * or `not-found`; none is proved. No entry where the row meets the target already. The same seed and
 * the same scores give the same answers.
 *
 * @param row from 0
 * @throws EvenhandError `usage/target`, `usage/output-unit`, `usage/max-rows`, `usage/answers`,
 * `usage/max-changes`, `usage/other-inputs`, `usage/row-range`, `usage/predict-outputs`,
 * `config/unknown-column`, `config/change-direction`, `config/feature-number`, `config/range`,
 * `config/transitions`, `config/link`, `config/unknown-feature`, `input/not-a-number`; what `predict` throws; the reason of
 * the signal
 * @example
 * const model = blackBox(async (rows) => askService(rows), { unit: "probability" });
 * const { counterfactuals, predictions } = await blackBoxCounterfactuals(model, people, 0, {
 *   target: { threshold: 0.5, favourableWhen: "above" },
 *   anchors: people,
 * });
 */
export async function blackBoxCounterfactuals(
  box: BlackBox,
  table: Table,
  row: number,
  options: BlackBoxCounterfactualOptions,
): Promise<BlackBoxCounterfactuals> {
  const search = await prepareBlackBoxCounterfactuals(box, options);
  const { counterfactuals, predictions } = await search.find(table, row);
  return {
    counterfactuals,
    predictions: {
      calls: search.predictions.calls + predictions.calls,
      rows: search.predictions.rows + predictions.rows,
    },
  };
}

/**
 * The same for many rows: the anchors are asked about once.
 *
 * @throws EvenhandError as {@link blackBoxCounterfactuals}
 * @example
 * const search = await prepareBlackBoxCounterfactuals(model, { target, anchors: people });
 * for (const row of refused) console.log((await search.find(people, row)).counterfactuals);
 */
export async function prepareBlackBoxCounterfactuals(
  box: BlackBox,
  options: BlackBoxCounterfactualOptions,
): Promise<BlackBoxSearch> {
  const { answers = 1, maxRows = 2000, maxChanges, anchorRows = 500, seed = 7 } = options;
  requireCount("answers", "usage/answers", answers, MOST_ANSWERS);
  requireCount("maxRows", "usage/max-rows", maxRows);
  requireCount("anchorRows", "usage/max-rows", anchorRows);
  if (maxChanges !== undefined) requireCount("maxChanges", "usage/max-changes", maxChanges);
  const goal = readGoal(options.target);
  requireUnit(box, options.target.unit);
  const features = blackBoxInputs(box, options.anchors);
  if (options.plausible !== undefined) {
    requireSameInputs({ features }, options.plausible.trees.features, "plausible");
  }
  const encoded = encodeTable(features, options.anchors);
  const drawn = takeRows(
    options.anchors,
    drawRows(
      Uint32Array.from({ length: options.anchors.rows }, (_, row) => row),
      anchorRows,
      seed,
    ),
  );
  let calls = 0;
  const scores = await predictBlackBox(box, drawn, {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onProgress: (progress) => {
      calls = progress.calls;
      options.onProgress?.(progress);
    },
  });
  const favourable = takeRows(
    drawn,
    Uint32Array.from(scores, (_, row) => row).filter((row) => goal.isMetBy(scores[row] as number)),
  );
  const ground: Ground = {
    box,
    goal,
    options,
    features,
    values: distinctValues(encoded),
    measures: measuresOf(encoded),
    anchors: encodeTable(features, favourable),
  };
  return {
    predictions: { calls, rows: drawn.rows },
    find: (one, row) => findAnswers(ground, one, row),
  };
}

async function findAnswers(
  ground: Ground,
  table: Table,
  row: number,
): Promise<BlackBoxCounterfactuals> {
  const { box, goal, options, features } = ground;
  const { answers = 1, links = [], maxRows = 2000 } = options;
  const person = readPerson({ features, links }, table, row);
  checkLinks(person.features, links, options.features ?? {});
  const asker: Asker = askerOf(box, options, answers * maxRows);
  const inputs = inputsFor(ground, (at) =>
    bordersAround(person.values[at] as number, ground.values[at] as Float64Array),
  );
  const domains = domainsOf(inputs, person);
  const found: Counterfactual[] = [];
  const earlier: number[][] = [];
  const oracle = oracleOf(asker, tablesOf(person, features.length));
  oracle.allow(maxRows);
  const [own] = await oracle.ask(domains, [ownPoint(domains)]);
  if (own === undefined || goal.isMetBy(own.score)) {
    return { counterfactuals: [], predictions: asker.predictions() };
  }
  while (found.length < answers) {
    const before = oracle.spent();
    oracle.allow(maxRows);
    const space = spaceOf(ground, person, domains, earlier);
    const answer = await searchAnchored({
      space,
      oracle,
      goal,
      unit: box.unit,
      own,
      anchors: ground.anchors,
      frozen: hittingSets(earlier).slice(0, MOST_ANCHORED),
    });
    const refined = answer === null ? null : await refine(ground, person, oracle, space, answer);
    const apart = earlier.map((set) => set.map((at) => features[at]?.name as string));
    found.push({
      ...describeAnswer(ground, person, refined),
      nodes: oracle.spent() - before,
      ...(earlier.length === 0 ? {} : { apartFrom: apart }),
    });
    if (refined === null) break;
    earlier.push(changedIn(refined.domains, refined.answer.point));
  }
  return { counterfactuals: found, predictions: asker.predictions() };
}

function requireUnit(box: BlackBox, unit: string | undefined): void {
  if (unit === undefined || unit === box.unit) return;
  throw new EvenhandError({
    code: "usage/output-unit",
    path: "target.unit",
    problem: "the black box has no output in this unit",
    expected: box.unit,
    received: unit,
  });
}
