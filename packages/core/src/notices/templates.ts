import type { DecisionOutcome, FeatureKind } from "../explanations/record.ts";

type None = Readonly<Record<never, never>>;
type YesNo = "yes" | "no";
// Words for ICU selectors, which have no hyphens.
type BandWord = "clear" | "fairly" | "close";
type UnitWord = "probability" | "logOdds" | "score";
type Way = "for" | "against";
/** `strong`: 30 % of the push or more; `weak`: under 10 %. */
export type Strength = "strong" | "middling" | "weak";

/**
 * Every sentence there is, with what goes into it. A text slot is a name or a value that is already
 * safe to print; numbers and dates stay numbers and dates until the message formats them.
 */
export interface TemplateSlots {
  // Values, as they stand in sentences
  "value.number": { value: number };
  "value.measured": { value: number; unit: string };
  "value.exact": { value: number };
  "value.exactMeasured": { value: number; unit: string };
  "value.level": { level: string };
  "value.missing": None;

  // Titles
  "title.decision": None;
  "title.reasons": None;
  "title.changes": None;
  "title.confidence": None;
  "title.safeguards": None;
  "title.actions": None;

  // The client's notice
  "headline.outcome": { answer: YesNo; decided: string };
  "headline.system": None;
  "headline.person": { hold: YesNo };
  "decision.case": { subject: string; today: Date };
  "decision.system": { model: string; facts: number };
  "decision.line": {
    favourableWhen: DecisionOutcome["favourableWhen"];
    side: "above" | "below" | "on";
  };
  "reasons.compared": { rows: number; average: "same" | "other"; answer: YesNo };
  "reasons.order": None;
  "reason.against": { label: string; value: string; reference: string; strength: Strength };
  "reason.for": { label: string; value: string; reference: string; strength: Strength };
  "reason.typical": { label: string; value: string; direction: Way };
  "reason.alone": { label: string; value: string; direction: Way };
  "reason.missing": { label: string; direction: Way };
  "reason.inferred": { label: string };
  "reason.side": { words: string };
  "reason.unshown": { label: string; direction: Way };
  "reason.prohibited": { count: number; direction: Way };
  "reasons.others": { share: number; direction: Way };
  "reasons.none": { direction: Way };
  "change.single": { label: string; to: string; answer: YesNo };
  "change.together": { count: number; answer: YesNo };
  "change.item": { label: string; from: string; to: string };
  "change.rest": { status: "optimal" | "feasible"; count: number };
  "change.withheld": None;
  "change.unshown": None;
  "change.where": { label: string; address: string };
  "change.infeasible": None;
  "change.notFound": None;
  "change.notSearched": { answer: YesNo };
  "change.each": { count: number };
  "change.way": { way: number; count: number };
  "change.promise": None;
  "confidence.band": { band: BandWord };
  "confidence.nearer": { share: number };
  "confidence.meaning": None;
  "safeguard.prohibited": { count: number };
  "safeguard.prohibitedProxy": { label: string };
  "safeguard.allowed": { label: string; basis: string };
  "safeguard.allowedProxy": { label: string; basis: string };
  "safeguard.closeCall": None;
  "safeguard.noRecourse": None;
  "safeguard.searchIncomplete": None;
  "safeguard.none": None;
  "action.check": None;
  "action.person": None;
  "action.correct": None;
  "action.record": None;
  "action.contact": { contact: string };
  "action.sender": None;

  // A re-explanation with the values that the person states
  "title.claims": None;
  "title.before": None;
  "title.after": None;
  "title.next": None;
  "dispute.raised": { raised: Date; count: number };
  "dispute.changes": { answer: YesNo };
  "dispute.stays": { answer: YesNo };
  "dispute.undecided": None;
  "dispute.claim": { label: string; held: string; stated: string };
  "dispute.claimAlone": { label: string; stated: string };
  "dispute.comment": { comment: string };
  "dispute.before": { answer: YesNo };
  "dispute.after": { answer: YesNo };
  "dispute.check": None;

  // The support agent's notice, beside the client's sentences
  "agent.words": None;
  "agent.keep": None;
  "agent.facts": None;
  "agent.check": None;
  "agent.promise": None;
  "agent.withheld": None;
  "agent.codes": { codes: string };
  "agent.reasonCodes": { codes: string };
  "agent.noCode": { count: number };

  // The reviewer's notice
  "review.outcome": { subject: string; answer: YesNo; decided: string };
  "review.score": { output: number; threshold: number };
  "review.hold": { hold: YesNo };
  "review.model": { model: string; format: string };
  "review.modelHash": { hash: string };
  "review.data": { data: string };
  "review.dataHash": { hash: string };
  "review.unit": { unit: UnitWord; favourableWhen: DecisionOutcome["favourableWhen"] };
  "review.made": { today: Date };
  "review.baseline": { baseline: number; rows: number };
  "review.background": { description: string };
  "review.residual": { residual: number };
  "review.reason": {
    label: string;
    contribution: number;
    share: number;
    direction: Way;
    kind: FeatureKind;
  };
  "review.values": { label: string; value: string; reference: string };
  "review.inferred": { label: string };
  "review.unshown": { label: string };
  "review.code": { label: string; code: string };
  "review.codeText": { label: string; code: string; text: string };
  "review.noCode": { label: string };
  "review.purpose": { label: string; purpose: string };
  "review.others": { share: number; features: number };
  "review.none": { direction: Way };
  "review.change": { label: string; from: string; to: string };
  "review.optimal": { cost: number; output: number; kind: "first" | "further" };
  "review.feasible": { cost: number; bound: number; gap: number; output: number };
  "review.unbounded": { cost: number; output: number };
  "review.infeasible": None;
  "review.noOther": None;
  "review.notFound": { nodes: number };
  "review.notSearched": None;
  "review.owner": { owner: string; label: string };
  "review.rationale": { rationale: string };
  "review.distance": { band: BandWord; distance: number; share: number };
  "review.calibration": None;
  "review.protected": { label: string; contribution: number };
  "review.proxy": { label: string; attributes: string; contribution: number };
  "review.prohibited": None;
  "review.allowed": { basis: string };
  "review.closeCall": None;
  "review.noRecourse": None;
  "review.searchIncomplete": None;
  "review.noFlag": None;
  "review.zero": None;
  "review.claim": { label: string; held: string; stated: string };
  "review.actHold": None;
  "review.actFacts": None;
  "review.actAnswer": None;
}

export type TextDirection = "ltr" | "rtl";

export type TemplateId = keyof TemplateSlots;

/** All sentences of one language as ICU messages. A language is one file that exports one of these. */
export interface Catalogue {
  /** BCP 47 tag: `lang` of the text. */
  readonly locale: string;
  /** The tag for `Intl`: where a language writes digits in several ways, it says which. */
  readonly formatting: string;
  readonly direction: TextDirection;
  readonly messages: Readonly<Record<TemplateId, string>>;
}
