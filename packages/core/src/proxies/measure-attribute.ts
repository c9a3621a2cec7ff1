import { requireColumn, type Table } from "../table/table.ts";
import type { ScoreGroups } from "./blocked-auc.ts";
import { codeFeature, type FeatureCodes } from "./feature-codes.ts";
import { heldOut, learnJointly, stratify } from "./joint-scores.ts";
import { type MeasuredAssociation, measureAssociation } from "./measure-association.ts";
import type { AttributePeople, Target } from "./people.ts";
import type { CompleteProxyQuestion } from "./question.ts";
import { type Strata, scoreByPerson, scoreByRate } from "./rate-scores.ts";

/** What was measured for one attribute, not yet judged. */
export interface MeasuredAttribute {
  readonly people: AttributePeople;
  readonly features: readonly MeasuredFeature[];
  readonly jointFeatures: readonly string[];
  /** Null where only features were asked for. */
  readonly joint: MeasuredPair | null;
  readonly score: (MeasuredPair & { readonly givenOutcome: MeasuredAssociation | null }) | null;
}

/** Over all people, and among people alike in what is declared legitimate. */
export interface MeasuredPair {
  readonly overall: MeasuredAssociation;
  readonly given: MeasuredAssociation | null;
}

export interface MeasuredFeature extends MeasuredPair {
  readonly feature: string;
  readonly isLegitimate: boolean;
}

const SAME_COLUMN = { status: "not-assessed", reason: "same-column" } as const;
const CONSTANT = { status: "not-assessed", reason: "constant" } as const;

/** @param featuresOnly leaves out what takes long: all features together, and the score */
export function measureAttribute(
  table: Table,
  people: AttributePeople,
  question: CompleteProxyQuestion,
  featuresOnly: boolean,
): MeasuredAttribute {
  const { attribute, rows } = people;
  const codesOf = (name: string): FeatureCodes =>
    codeFeature(requireColumn(table, name, "proxies.features"), rows);
  const others = question.features.filter((name) => name !== attribute);
  const codes = new Map(others.map((name) => [name, codesOf(name)]));
  const declared = question.legitimate.map(({ feature }) => feature);
  const legitimate = declared.map((name) => codes.get(name) ?? codesOf(name));
  const strata = legitimate.length === 0 ? null : strataBy(legitimate, people);

  const measurePair = (feature: FeatureCodes, withGiven: boolean): MeasuredPair => {
    if (people.targets.length > 0 && isConstant(feature)) return { overall: CONSTANT, given: null };
    return {
      overall: measureAssociation(people, (target) => scoreByRate(feature, target, people, null)),
      given:
        strata === null || !withGiven
          ? null
          : measureAssociation(people, (target) =>
              scoreByRate(feature, target, people, strata(target)),
            ),
    };
  };
  const features = question.features.map((name): MeasuredFeature => {
    const own = codes.get(name);
    const isLegitimate = declared.includes(name);
    return {
      feature: name,
      isLegitimate,
      ...(own === undefined
        ? { overall: SAME_COLUMN, given: null }
        : measurePair(own, !isLegitimate)),
    };
  });
  const rest = { people, features, jointFeatures: others };
  if (featuresOnly) return { ...rest, joint: null, score: null };
  const { score, outcomes } = question;
  const scored = score === null ? null : codeFeature(score, rows);
  return {
    ...rest,
    joint: measureJoint([...codes.values()], people, strata),
    score:
      scored === null
        ? null
        : {
            ...measurePair(scored, true),
            givenOutcome:
              outcomes === null || isConstant(scored)
                ? null
                : measureAssociation(people, (target) =>
                    scoreByOutcome(scored, target, people, outcomes),
                  ),
          },
  };
}

function isConstant({ codes }: FeatureCodes): boolean {
  return codes.every((code) => code === codes[0]);
}

/** Strata of a level, learnt once. */
function strataBy(
  legitimate: readonly FeatureCodes[],
  people: AttributePeople,
): (target: Target) => Strata {
  const known = new Map<Target, Strata>();
  return (target) => {
    const found = known.get(target) ?? stratify(learnJointly(legitimate, target, people), people);
    known.set(target, found);
    return found;
  };
}

function measureJoint(
  features: readonly FeatureCodes[],
  people: AttributePeople,
  strata: ((target: Target) => Strata) | null,
): MeasuredPair {
  if (features.every(isConstant)) return { overall: CONSTANT, given: null };
  const known = new Map(
    people.targets.map((target) => [
      target,
      heldOut(learnJointly(features, target, people), people),
    ]),
  );
  const blocks = (target: Target, within: Strata | null): ScoreGroups[] =>
    scoreByPerson(known.get(target) as Float64Array, target, people, within);
  return {
    overall: measureAssociation(people, (target) => blocks(target, null)),
    given:
      strata === null
        ? null
        : measureAssociation(people, (target) => blocks(target, strata(target))),
  };
}

/** People with a recorded outcome, within the same outcome. */
function scoreByOutcome(
  score: FeatureCodes,
  target: Target,
  people: AttributePeople,
  outcomes: ArrayLike<number>,
): ScoreGroups[] {
  const { rows, folds } = people;
  const recorded = [...rows.keys()].filter((i) => {
    const outcome = outcomes[rows[i] as number];
    return outcome === 0 || outcome === 1;
  });
  const of = Uint16Array.from(recorded, (i) => outcomes[rows[i] as number] as number);
  const has = Uint8Array.from(recorded, (i) => target.has[i] as number);
  const counts = [0, 0];
  const levels = [0, 0];
  of.forEach((outcome, i) => {
    counts[outcome] = (counts[outcome] as number) + 1;
    levels[outcome] = (levels[outcome] as number) + (has[i] as number);
  });
  const expected = Float64Array.from(
    of,
    (outcome) => (levels[outcome] as number) / (counts[outcome] as number),
  );
  return scoreByRate(
    { ...score, codes: Uint16Array.from(recorded, (i) => score.codes[i] as number) },
    { ...target, has },
    { ...people, folds: Uint8Array.from(recorded, (i) => folds[i] as number) },
    { of, count: 2, expected: Array.from({ length: people.foldCount }, () => expected) },
  );
}
