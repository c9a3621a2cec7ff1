import { type TableInput, table as tableFrom } from "../table/intake.ts";
import type { Table } from "../table/table.ts";
import { causalPath } from "./causal-path.ts";
import { completeProxyQuestion } from "./check-question.ts";
import { judgeFamily } from "./judge-family.ts";
import type { MeasuredAssociation } from "./measure-association.ts";
import { type MeasuredAttribute, measureAttribute } from "./measure-attribute.ts";
import { gatherPeople } from "./people.ts";
import type {
  Association,
  AttributeProxies,
  FeatureProxy,
  FlaggedProxy,
  ProxyAudit,
  ProxyFinding,
} from "./proxy-audit.ts";
import type { CompleteProxyQuestion, ProxyQuestion } from "./question.ts";
import { findScore } from "./score-finding.ts";

/**
 * Audits what can be inferred about people: how well each feature, all features together, and the
 * score tell each protected attribute, as the area under the ROC curve of one level against all other
 * people. What is predicted for a person is learnt from the other parts only. Features are predicted
 * from by the share with the level in each of their groups (a missing value is a group), all together
 * by boosted trees. What is found is an association; only `causes` make it a path. Weights are not
 * used. At most 50,000 rows, drawn with the seed.
 *
 * @param input a table, row objects, columns, or a data frame
 * @throws EvenhandError `config/unknown-column`, `config/invalid-value`, `config/missing-key`,
 *   `config/duplicate-name`, `config/causal-cycle`, `config/too-many-levels`, `input/not-a-number`,
 *   `input/lengths-differ`
 * @example
 * const people = { sex: ["F", "M"], title: ["Ms", "Mr"], shoe: [38, 43] };
 * const { attributes } = auditProxies(people, { features: ["title", "shoe"], protected: [{ column: "sex" }] });
 * attributes[0]?.features[0]?.finding; // "not-assessed": two people are too few
 */
export function auditProxies(input: TableInput, question: ProxyQuestion): ProxyAudit {
  const { table, complete } = prepare(input, question);
  const measured = measureAll(table, complete, false);
  const attributes = judgeAll(measured, complete);
  const { limit, confidence, folds, seed, minimum, features, legitimate } = complete;
  return {
    limit,
    confidence,
    folds,
    seed,
    minimum,
    features,
    legitimate,
    attributes,
    flagged: flaggedOf(features, attributes),
  };
}

/**
 * The features that `auditProxies` would flag, without what takes long: all features together, and
 * the score.
 *
 * @throws EvenhandError as `auditProxies`
 * @example
 * const people = { sex: ["F", "M"], title: ["Ms", "Mr"] };
 * flagProxies(people, { features: ["title"], protected: [{ column: "sex" }] }); // []
 */
export function flagProxies(input: TableInput, question: ProxyQuestion): readonly FlaggedProxy[] {
  const { table, complete } = prepare(input, question);
  return flaggedOf(complete.features, judgeAll(measureAll(table, complete, true), complete));
}

function prepare(input: TableInput, question: ProxyQuestion) {
  const table = tableFrom(input);
  return { table, complete: completeProxyQuestion(table, question) };
}

function measureAll(
  table: Table,
  question: CompleteProxyQuestion,
  featuresOnly: boolean,
): MeasuredAttribute[] {
  return question.protected.map((attribute, i) => {
    const people = gatherPeople(table, attribute, `protected[${i}].column`, question);
    return measureAttribute(table, people, question, featuresOnly);
  });
}

const ABSENT = { status: "not-assessed", reason: "too-few" } as const;

/** Features, all of them together, and scores answer different questions: each is a family of its own. */
function judgeAll(
  measured: readonly MeasuredAttribute[],
  question: CompleteProxyQuestion,
): AttributeProxies[] {
  const features = measured.flatMap((one) => one.features);
  const overall = judgeFamily(
    features.map((one) => one.overall),
    question,
  );
  const given = judgeOptional(
    features.map((one) => one.given),
    question,
  );
  const joints = judgeFamily(
    measured.map(({ joint }) => joint?.overall ?? ABSENT),
    question,
  );
  const jointGiven = judgeOptional(
    measured.map(({ joint }) => joint?.given ?? null),
    question,
  );
  const scores = judgeFamily(
    measured.map(({ score }) => score?.overall ?? ABSENT),
    question,
  );
  const scoreGiven = judgeOptional(
    measured.map(({ score }) => score?.given ?? null),
    question,
  );
  const scoreWithin = judgeOptional(
    measured.map(({ score }) => score?.givenOutcome ?? null),
    question,
  );
  let at = 0;
  return measured.map(({ people, features: own, jointFeatures, score }, i) => ({
    attribute: people.attribute,
    rows: people.known,
    unknown: people.unknown,
    features: own.map(({ feature, isLegitimate }): FeatureProxy => {
      const all = overall[at] as Association;
      const among = given[at++] ?? null;
      return {
        feature,
        finding: findingOf(all, among),
        isLegitimate,
        overall: all,
        given: among,
        path: causalPath(question.causes, people.attribute, feature),
      };
    }),
    joint: {
      features: jointFeatures,
      overall: joints[i] as Association,
      given: jointGiven[i] ?? null,
    },
    score:
      score === null
        ? null
        : {
            finding: findScore(scores[i] as Association, scoreWithin[i] ?? null),
            overall: scores[i] as Association,
            givenOutcome: scoreWithin[i] ?? null,
            given: scoreGiven[i] ?? null,
          },
  }));
}

function judgeOptional(
  family: readonly (MeasuredAssociation | null)[],
  question: CompleteProxyQuestion,
): (Association | null)[] {
  const judged = judgeFamily(
    family.filter((one) => one !== null),
    question,
  );
  let at = 0;
  return family.map((one) => (one === null ? null : (judged[at++] as Association)));
}

function findingOf(overall: Association, given: Association | null): ProxyFinding {
  if (overall.status !== "measured") return "not-assessed";
  const among = given?.status === "measured" ? given.verdict : overall.verdict;
  if (among === "above") return "proxy";
  if (overall.verdict === "above") return among === "below" ? "explained" : "proxy";
  return among === "undecided" ? "undecided" : overall.verdict;
}

function flaggedOf(
  features: readonly string[],
  attributes: readonly AttributeProxies[],
): FlaggedProxy[] {
  return features.flatMap((feature) => {
    const proxyOf = attributes
      .filter(({ features: own }) =>
        own.some((one) => one.feature === feature && one.finding === "proxy"),
      )
      .map(({ attribute }) => attribute);
    return proxyOf.length === 0 ? [] : [{ feature, proxyOf }];
  });
}
