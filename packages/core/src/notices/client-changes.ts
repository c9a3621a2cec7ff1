import { isSafeAddress } from "../explanations/address.ts";
import { type Counterfactual, isSmallestChange } from "../explanations/counterfactual.ts";
import type { FeatureDescription } from "../explanations/record.ts";
import { hasNoRecourse } from "../explanations/safeguards.ts";
import { descriptionsOf, hidesValue, isWithheld, type RecordBody } from "./record-body.ts";
import type { Speaker } from "./speaker.ts";
import { sayExactValue } from "./values.ts";

/** What would have changed the answer, as the client may read it. */
export function sayChanges(speaker: Speaker, body: RecordBody): readonly string[] {
  const { counterfactuals } = body;
  const { favourable } = body.outcome;
  const valid = counterfactuals.filter(({ changes }) => changes.length > 0);
  if (counterfactuals.length === 0) {
    return [speaker.say("change.notSearched", { answer: favourable ? "yes" : "no" })];
  }
  if (hasNoRecourse(counterfactuals)) return [speaker.say("change.infeasible", {})];
  if (valid.length === 0) return [speaker.say("change.notFound", {})];
  const describe = descriptionsOf(body.features);
  const sayable = valid.filter(({ changes }) =>
    changes.every(({ feature }) => !hidesValue(describe(feature))),
  );
  if (sayable.length === 0) {
    const rests = valid.some(({ changes }) =>
      changes.some(({ feature }) => describe(feature).inferred),
    );
    return [speaker.say(rests ? "change.withheld" : "change.unshown", {})];
  }
  return [
    ...(sayable.length > 1 ? [speaker.say("change.each", { count: sayable.length })] : []),
    ...sayable.flatMap((found, index) => [
      ...(sayable.length > 1
        ? [speaker.say("change.way", { way: index + 1, count: sayable.length })]
        : []),
      ...sayCounterfactual(speaker, found, !favourable, describe),
    ]),
    speaker.say("change.promise", {}),
  ];
}

/** Where what the reasons and the changes rest on can be changed, each input once, in their order. */
export function sayPlaces(
  speaker: Speaker,
  body: RecordBody,
): {
  readonly sentences: readonly string[];
  readonly links: readonly string[];
} {
  const describe = descriptionsOf(body.features);
  const changed = body.counterfactuals.flatMap(({ changes }) => changes);
  const named = new Set([...changed, ...body.reasons].map(({ feature }) => feature));
  const places = [...named].map(describe).flatMap((description) => {
    const { adjustAt, label } = description;
    // A record read back from a file may hold any text.
    return adjustAt === undefined || !isSafeAddress(adjustAt) || isWithheld(description)
      ? []
      : [{ label, address: adjustAt }];
  });
  return {
    sentences: places.map((place) => speaker.say("change.where", place)),
    links: [...new Set(places.map(({ address }) => address))],
  };
}

function sayCounterfactual(
  speaker: Speaker,
  found: Counterfactual,
  wouldBeFavourable: boolean,
  describe: (feature: string) => FeatureDescription,
): readonly string[] {
  const { changes } = found;
  const answer = wouldBeFavourable ? "yes" : "no";
  const rest = speaker.say("change.rest", {
    status: isSmallestChange(found) ? "optimal" : "feasible",
    count: changes.length,
  });
  const [only] = changes;
  if (only !== undefined && changes.length === 1) {
    const description = describe(only.feature);
    const to = sayExactValue(speaker, description, only.to);
    return [`${speaker.say("change.single", { label: description.label, to, answer })} ${rest}`];
  }
  return [
    speaker.say("change.together", { count: changes.length, answer }),
    ...changes.map(({ feature, from, to }) =>
      speaker.say("change.item", {
        label: describe(feature).label,
        from: sayExactValue(speaker, describe(feature), from),
        to: sayExactValue(speaker, describe(feature), to),
      }),
    ),
    rest,
  ];
}
