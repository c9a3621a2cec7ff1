import { type TableInput, table as tableFrom } from "../table/intake.ts";
import type { Table } from "../table/table.ts";
import { completeProxyQuestion } from "./check-question.ts";
import { flaggedOf, judgeAttributes } from "./judge-attributes.ts";
import { type MeasuredAttribute, measureAttribute } from "./measure-attribute.ts";
import { gatherPeople } from "./people.ts";
import type { FlaggedProxy, ProxyAudit } from "./proxy-audit.ts";
import type { CompleteProxyQuestion, ProxyQuestion } from "./question.ts";

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
  const attributes = judgeAttributes(measured, complete);
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
  return flaggedOf(complete.features, judgeAttributes(measureAll(table, complete, true), complete));
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
    const people = gatherPeople(table, attribute, `proxies.protected[${i}]`, question);
    return measureAttribute(table, people, question, featuresOnly);
  });
}
