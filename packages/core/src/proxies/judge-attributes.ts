import { causalPath } from "./causal-path.ts";
import { judgeFamily } from "./judge-family.ts";
import type { MeasuredAssociation } from "./measure-association.ts";
import type { MeasuredAttribute } from "./measure-attribute.ts";
import type {
  Association,
  AttributeProxies,
  FeatureProxy,
  FlaggedProxy,
  ProxyFinding,
} from "./proxy-audit.ts";
import type { CompleteProxyQuestion } from "./question.ts";
import { findScore } from "./score-finding.ts";

const ABSENT = { status: "not-assessed", reason: "too-few" } as const;

/** Features, all of them together, and scores answer different questions: each is a family of its own. */
export function judgeAttributes(
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

/** Features with the finding `proxy`, and of what. */
export function flaggedOf(
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
