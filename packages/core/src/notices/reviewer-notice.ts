import type { Counterfactual } from "../explanations/counterfactual.ts";
import { displayName } from "../explanations/display-text.ts";
import type {
  FeatureDescription,
  NoticeSection,
  Reason,
  Safeguard,
} from "../explanations/record.ts";
import { hasNoRecourse } from "../explanations/safeguards.ts";
import { pickLanguage } from "../explanations/wording.ts";
import { withoutStop } from "./client-sentences.ts";
import {
  BAND_WORDS,
  dateOf,
  descriptionsOf,
  explainedDirection,
  isHeld,
  type RecordBody,
  UNIT_WORDS,
} from "./record-body.ts";
import type { Speaker } from "./speaker.ts";
import { sayExactValue, sayValue } from "./values.ts";

export function reviewerHeadline(speaker: Speaker, body: RecordBody): readonly string[] {
  return [
    sayOutcome(speaker, body),
    speaker.say("review.score", { output: body.output.value, threshold: body.outcome.threshold }),
    sayHold(speaker, body),
  ];
}

export function sayOutcome(speaker: Speaker, { subject, outcome }: RecordBody): string {
  return speaker.say("review.outcome", {
    subject: displayName(subject),
    answer: outcome.favourable ? "yes" : "no",
    decided: displayName(outcome.decided),
  });
}

export function sayHold(speaker: Speaker, body: RecordBody): string {
  return speaker.say("review.hold", { hold: isHeld(body) ? "yes" : "no" });
}

export function reviewerDetails(speaker: Speaker, body: RecordBody): readonly NoticeSection[] {
  const { band, distance, nearerShare } = body.confidence;
  return [
    {
      id: "decision",
      title: speaker.say("title.decision", {}),
      sentences: reviewDecision(speaker, body),
    },
    {
      id: "reasons",
      title: speaker.say("title.reasons", {}),
      sentences: reviewReasons(speaker, body),
    },
    {
      id: "changes",
      title: speaker.say("title.changes", {}),
      sentences:
        body.counterfactuals.length === 0
          ? [speaker.say("review.notSearched", {})]
          : body.counterfactuals.flatMap((found) => reviewChanges(speaker, body, found)),
    },
    {
      id: "confidence",
      title: speaker.say("title.confidence", {}),
      sentences: [
        speaker.say("review.distance", {
          band: BAND_WORDS[band],
          distance,
          share: nearerShare,
        }),
        speaker.say("review.calibration", {}),
      ],
    },
    {
      id: "safeguards",
      title: speaker.say("title.safeguards", {}),
      sentences: [
        ...(body.safeguards.length === 0 ? [speaker.say("review.noFlag", {})] : []),
        ...body.safeguards.map((safeguard) => reviewSafeguard(speaker, body, safeguard)),
        speaker.say("review.zero", {}),
      ],
    },
    {
      id: "actions",
      title: speaker.say("title.actions", {}),
      sentences: [
        ...(isHeld(body) ? [speaker.say("review.actHold", {})] : []),
        ...sayDispute(speaker, body),
        speaker.say("review.actFacts", {}),
        speaker.say("review.actAnswer", {}),
      ],
    },
  ];
}

function sayDispute(speaker: Speaker, body: RecordBody): readonly string[] {
  const describe = descriptionsOf(body.features);
  return (body.dispute?.claims ?? []).map(({ feature, stated }) => {
    const description = describe(feature);
    const held = body.attributions.find((one) => one.feature === feature)?.value ?? null;
    return speaker.say("review.claim", {
      label: description.label,
      held: sayExactValue(speaker, description, held),
      stated: sayExactValue(speaker, description, stated),
    });
  });
}

function reviewDecision(speaker: Speaker, body: RecordBody): readonly string[] {
  const { model, data, today } = body.provenance;
  return [
    speaker.say("review.model", {
      model: displayName(model.name),
      format: displayName(model.format),
    }),
    ...(model.sha256 === null ? [] : [speaker.say("review.modelHash", { hash: model.sha256 })]),
    speaker.say("review.data", { data: displayName(data.name) }),
    ...(data.sha256 === null ? [] : [speaker.say("review.dataHash", { hash: data.sha256 })]),
    speaker.say("review.unit", {
      unit: UNIT_WORDS[body.output.unit],
      favourableWhen: body.outcome.favourableWhen,
    }),
    speaker.say("review.made", { today: dateOf(today) }),
  ];
}

function reviewReasons(speaker: Speaker, body: RecordBody): readonly string[] {
  const direction = explainedDirection(body.outcome.favourable);
  const { baseline, others, residual } = body;
  return [
    speaker.say("review.baseline", { baseline: baseline.value, rows: baseline.rows }),
    speaker.say("review.background", { description: withoutStop(baseline.description) }),
    ...(body.reasons.length === 0 ? [speaker.say("review.none", { direction })] : []),
    ...body.reasons.flatMap((reason) => reviewReason(speaker, body, reason)),
    ...(others === null
      ? []
      : [speaker.say("review.others", { share: others.share, features: others.features })]),
    speaker.say("review.residual", { residual }),
  ];
}

function reviewReason(speaker: Speaker, body: RecordBody, reason: Reason): readonly string[] {
  const description = descriptionsOf(body.features)(reason.feature);
  const { label, contribution, share, direction, kind } = reason;
  return [
    speaker.say("review.reason", { label, contribution, share, direction, kind }),
    speaker.say("review.values", {
      label,
      value: sayValue(speaker, description, reason.value),
      reference: sayValue(speaker, description, reason.referenceValue),
    }),
    ...(description.inferred ? [speaker.say("review.inferred", { label })] : []),
    ...(description.hidesValue === true ? [speaker.say("review.unshown", { label })] : []),
    ...sayPurpose(speaker, description),
    ...sayCode(speaker, reason),
  ];
}

function sayPurpose(
  speaker: Speaker,
  { label, purpose = {} }: FeatureDescription,
): readonly string[] {
  const picked = pickLanguage(purpose, speaker.locale);
  return picked === null
    ? []
    : [speaker.say("review.purpose", { label, purpose: withoutStop(picked.text) })];
}

/** The entry of the lender's list that was declared for a reason, or that there is none. */
function sayCode(speaker: Speaker, { label, lenderCode }: Reason): readonly string[] {
  if (lenderCode === undefined) return [];
  if (lenderCode.status === "no-code") return [speaker.say("review.noCode", { label })];
  const code = displayName(lenderCode.code);
  const text = pickLanguage(lenderCode.text, speaker.locale);
  return [
    text === null
      ? speaker.say("review.code", { label, code })
      : speaker.say("review.codeText", { label, code, text: withoutStop(text.text) }),
  ];
}

function reviewChanges(
  speaker: Speaker,
  body: RecordBody,
  found: Counterfactual,
): readonly string[] {
  const describe = descriptionsOf(body.features);
  return [
    ...found.changes.flatMap(({ feature, from, to }) => {
      const description = describe(feature);
      const { label, actionable } = description;
      return [
        speaker.say("review.change", {
          label,
          from: sayExactValue(speaker, description, from),
          to: sayExactValue(speaker, description, to),
        }),
        ...(actionable === null
          ? []
          : [
              speaker.say("review.owner", { label, owner: actionable.owner }),
              speaker.say("review.rationale", { rationale: withoutStop(actionable.rationale) }),
            ]),
      ];
    }),
    reviewStatus(speaker, found, hasNoRecourse(body.counterfactuals)),
  ];
}

function reviewStatus(speaker: Speaker, found: Counterfactual, noRecourse: boolean): string {
  const { status, cost, lowerBound, gap, nodes } = found;
  if (status === "infeasible") {
    // After valid answers it closes the search for further ones.
    return speaker.say(noRecourse ? "review.infeasible" : "review.noOther", {});
  }
  if (status === "not-found" || cost === null || found.output === null) {
    return speaker.say("review.notFound", { nodes });
  }
  const output = found.output.value;
  if (status === "optimal") {
    const kind = found.apartFrom === undefined ? "first" : "further";
    return speaker.say("review.optimal", { cost, output, kind });
  }
  if (lowerBound === null || gap === null) return speaker.say("review.unbounded", { cost, output });
  return speaker.say("review.feasible", { cost, bound: lowerBound, gap, output });
}

function reviewSafeguard(speaker: Speaker, body: RecordBody, safeguard: Safeguard): string {
  switch (safeguard.code) {
    case "close-call":
      return speaker.say("review.closeCall", {});
    case "no-recourse":
      return speaker.say("review.noRecourse", {});
    case "search-incomplete":
      return speaker.say("review.searchIncomplete", {});
    default:
      return reviewUse(speaker, body, safeguard.feature as string);
  }
}

function reviewUse(speaker: Speaker, body: RecordBody, feature: string): string {
  const { label, kind, proxyOf, use } = descriptionsOf(body.features)(feature);
  const contribution =
    body.attributions.find((attribution) => attribution.feature === feature)?.contribution ?? 0;
  const moved =
    kind === "protected"
      ? speaker.say("review.protected", { label, contribution })
      : speaker.say("review.proxy", { label, attributes: speaker.list(proxyOf), contribution });
  const allowed =
    use !== null && use !== "prohibited"
      ? speaker.say("review.allowed", { basis: withoutStop(use.allowed) })
      : speaker.say("review.prohibited", {});
  return `${moved} ${allowed}`;
}
