import type { Catalogue } from "../templates.ts";

/**
 * English. Sentences of at most 20 words, addressed to the person the decision is about (`review.*`:
 * to the person who checks it). Number formats: `plain` for reading, `exact` where rounding could
 * make the sentence untrue.
 */
export const en: Catalogue = {
  locale: "en",
  formatting: "en",
  direction: "ltr",
  messages: {
    "value.number": "{value, number, plain}",
    "value.measured": "{value, number, plain} {unit}",
    "value.exact": "{value, number, exact}",
    "value.exactMeasured": "{value, number, exact} {unit}",
    "value.level": "“{level}”",
    "value.missing": "unknown",

    "title.decision": "What was decided, and by what",
    "title.reasons": "The main reasons",
    "title.changes": "What would have changed the answer",
    "title.confidence": "How sure this is",
    "title.safeguards": "Safeguards",
    "title.actions": "What you can do",

    "headline.outcome":
      "{answer, select, yes {The answer is yes: “{decided}”.} other {The answer is no: “{decided}”.}}",
    "headline.system": "A computer system worked it out from facts about you.",
    "headline.person":
      "{hold, select, yes {A person must check this before it stands, and you have the right to speak to one.} other {You have the right to ask a person to look at it.}}",

    "decision.case": "This is about case “{subject}”. The notice was made on {today, date, day}.",
    "decision.system":
      "The system is called “{model}”. {facts, plural, one {It used # fact about you.} other {It used # facts about you.}}",
    "decision.line":
      "The system gives each case a score. {favourableWhen, select, below {A score below a set line means yes.} other {A score above a set line means yes.}} {side, select, above {Your score is above the line.} below {Your score is below the line.} other {Your score is right on the line.}}",

    "reasons.compared":
      "{rows, plural, one {We compared you with # other case.} other {We compared you with # other cases.}} {average, select, same {{answer, select, yes {Their average score also means yes.} other {Their average score also means no.}}} other {{answer, select, yes {Their average score means no.} other {Their average score means yes.}}}}",
    "reasons.order": "The strongest reason comes first.",
    "reason.against":
      "{strength, select, strong {Your “{label}” counted strongly against you: we have {value}, and {reference} is typical.} weak {Your “{label}” counted a little against you: we have {value}, and {reference} is typical.} other {Your “{label}” counted against you: we have {value}, and {reference} is typical.}}",
    "reason.for":
      "{strength, select, strong {Your “{label}” counted strongly for you: we have {value}, and {reference} is typical.} weak {Your “{label}” counted a little for you: we have {value}, and {reference} is typical.} other {Your “{label}” counted for you: we have {value}, and {reference} is typical.}}",
    "reason.typical":
      "{direction, select, for {Your “{label}” counted for you: we have {value}. That is typical, but others differ.} other {Your “{label}” counted against you: we have {value}. That is typical, but others differ.}}",
    "reason.alone":
      "{direction, select, for {Your “{label}” counted for you: we have {value}.} other {Your “{label}” counted against you: we have {value}.}}",
    "reason.missing":
      "{direction, select, for {We have nothing on your “{label}”, and that counted for you.} other {We have nothing on your “{label}”, and that counted against you.}}",
    "reason.inferred": "Your “{label}” played a part: we worked it out and did not ask you.",
    "reason.side": "That is {words} than is typical.",
    "reason.unshown":
      "{direction, select, for {Your “{label}” counted for you. We do not show the value here, but you can ask a person for it.} other {Your “{label}” counted against you. We do not show the value here, but you can ask a person for it.}}",
    "reason.prohibited":
      "{direction, select, for {{count, plural, one {A fact about you that should not decide this counted for you.} other {# facts about you that should not decide this counted for you.}}} other {{count, plural, one {A fact about you that should not decide this counted against you.} other {# facts about you that should not decide this counted against you.}}}}",
    "reasons.others":
      "{direction, select, for {Many small things counted for you too. Together they made up {share, number, percent} of all that did.} other {Many small things counted against you too. Together they made up {share, number, percent} of all that did.}}",
    "reasons.none":
      "{direction, select, for {In this comparison we found no fact that counted for you.} other {In this comparison we found no fact that counted against you.}} That does not prove that none did.",

    "change.single":
      "{answer, select, yes {If your “{label}” had been {to}, the answer would have been yes.} other {If your “{label}” had been {to}, the answer would have been no.}}",
    "change.together":
      "{answer, select, yes {With these {count, number} changes together, the answer would have been yes.} other {With these {count, number} changes together, the answer would have been no.}}",
    "change.item": "Your “{label}” would have been {to} in place of {from}.",
    "change.rest":
      "This holds if all else had stayed the same. {status, select, optimal {It is the smallest change we could prove.} other {{count, plural, one {It is one change that would have been enough.} other {It is one set of changes that would have been enough.}}}}",
    "change.withheld":
      "We found a change, but it rests on something we worked out about you. Ask a person to explain it to you.",
    "change.unshown":
      "We found a change, but it rests on a value that we do not show here. Ask a person to explain it to you.",
    "change.where": "At {address} you can change your “{label}”.",
    "change.infeasible":
      "We found that nothing you can change would have altered this answer. You can still ask a person to look at it.",
    "change.notFound":
      "We did not find a change that would have altered the answer. That does not mean there is none.",
    "change.notSearched":
      "{answer, select, yes {The answer was yes, so we did not look for changes.} other {We did not look for changes. That does not mean there are none.}}",
    "change.each": "Each of these {count, number} ways would have been enough on its own.",
    "change.way": "This is way {way, number} of {count, number}.",
    "change.promise": "This is not a promise: our rules may change.",

    "confidence.band":
      "{band, select, clear {This was a clear case: your score is far from the line.} fairly {This was a fairly clear case: your score is neither close to the line nor far from it.} other {Your score is close to the line. Small changes could change the answer. You can ask a person to look at it.}}",
    "confidence.nearer":
      "Of the cases we compared you with, {share, number, percent} are closer to the line.",
    "confidence.meaning": "This does not tell you how likely the answer is to be right.",

    "safeguard.prohibited":
      "{count, plural, one {A fact about you that should not decide this played a part. We flagged it.} other {# facts about you that should not decide this played a part. We flagged them.}} A person must check before this stands.",
    "safeguard.prohibitedProxy":
      "Your “{label}” played a part. It can give away a fact that should not decide this. We flagged it. A person must check before this stands.",
    "safeguard.allowed":
      "Your “{label}” played a part. It is a protected fact about you. We used it on this basis: {basis}.",
    "safeguard.allowedProxy":
      "Your “{label}” played a part. It can give away a protected fact about you. We used it on this basis: {basis}.",
    "safeguard.closeCall": "This was a close call, so a small error in your facts could matter.",
    "safeguard.noRecourse": "We found no change open to you, and we flagged this for review.",
    "safeguard.searchIncomplete":
      "Our search for changes is not complete. There may be others, or smaller ones.",
    "safeguard.none":
      "Our checks raised no flag. That does not prove that nothing unfair played a part.",

    "action.check": "You need not ask for this check: a person must make it.",
    "action.person": "You can ask a person to look at the decision again.",
    "action.correct": "If a fact we used is wrong, tell us. Ask us to decide again.",
    "action.record": "You can ask what we hold about you for this decision.",
    "action.contact": "Contact for all of this: {contact}.",
    "action.sender": "For all of this, turn to whoever sent you this notice.",
    "title.claims": "What you say is wrong",
    "title.before": "As it was decided",
    "title.after": "With your values",
    "title.next": "What comes next",
    "dispute.raised":
      "{count, plural, one {On {raised, date, day} you told us that a fact about you is wrong.} other {On {raised, date, day} you told us that # facts about you are wrong.}}",
    "dispute.changes":
      "{answer, select, yes {With your values, the system would say yes in place of no.} other {With your values, the system would say no in place of yes.}}",
    "dispute.stays":
      "{answer, select, yes {With your values, the system would still say yes.} other {With your values, the system would still say no.}}",
    "dispute.undecided": "This is no new decision: a person must check your values first.",
    "dispute.claim": "On your “{label}” we have {held}. You say it is {stated}.",
    "dispute.claimAlone": "On your “{label}” you say it is {stated}.",
    "dispute.comment": "You wrote: “{comment}”.",
    "dispute.before": "{answer, select, yes {The answer is yes.} other {The answer is no.}}",
    "dispute.after":
      "{answer, select, yes {The system would say yes.} other {The system would say no.}}",
    "dispute.check": "A person checks what you told us, and then decides again.",

    "agent.words": "What follows is what the person may read, word for word.",
    "agent.keep": "Use these words, and do not add reasons of your own.",
    "agent.facts":
      "If the person says that a fact is wrong, write down which and what is right. Then pass it on.",
    "agent.check":
      "If the person asks for a human check, pass it on. You need not judge whether they are right.",
    "agent.promise": "Promise no answer: only a new decision can give one.",
    "agent.withheld":
      "Some facts have no name here, or no value. Do not guess at them: a reviewer can see them.",
    "agent.codes": "Codes for your file: {codes}.",
    "agent.reasonCodes": "Codes of your list for the main reasons: {codes}.",
    "agent.noCode":
      "{count, plural, one {# main reason has no code of your list.} other {# main reasons have no code of your list.}} Do not take the nearest one.",

    "review.outcome":
      "{answer, select, yes {The answer for case “{subject}” is yes: “{decided}”.} other {The answer for case “{subject}” is no: “{decided}”.}}",
    "review.score":
      "The system scored it {output, number, plain}, and the line is at {threshold, number, plain}.",
    "review.hold":
      "{hold, select, yes {Hold the notice: a person must check the decision first.} other {No safeguard holds it back, and the person has the right to ask for a human check.}}",
    "review.model": "The model is “{model}”, in the format “{format}”.",
    "review.modelHash": "The SHA-256 of the model is {hash}.",
    "review.data": "The data are “{data}”.",
    "review.dataHash": "The SHA-256 of the data is {hash}.",
    "review.unit":
      "{unit, select, probability {The score is an estimated probability or a share of votes.} logOdds {The score is in log-odds.} other {The score has a unit of its own.}} {favourableWhen, select, below {Scores below the line are favourable.} other {Scores above the line are favourable.}}",
    "review.made": "The record was made on {today, date, day}.",
    "review.baseline":
      "The baseline is {baseline, number, plain}, {rows, plural, one {the score of # background row} other {the mean score of # background rows}}.",
    "review.background": "The background is: {description}.",
    "review.residual": "The contributions leave a residual of {residual, number, plain}.",
    "review.reason":
      "{kind, select, protected {“{label}”, a protected attribute, moved the score by {contribution, number, signed}.} proxy {“{label}”, a proxy, moved the score by {contribution, number, signed}.} other {“{label}” moved the score by {contribution, number, signed}.}} {direction, select, for {That is {share, number, percent} of the push for the person.} other {That is {share, number, percent} of the push against the person.}}",
    "review.values": "The value of “{label}” is {value}, and {reference} is typical.",
    "review.inferred": "“{label}” is inferred: its value must not be shown to the person.",
    "review.unshown": "The value of “{label}” is not printed in the notice of the person.",
    "review.code": "On the list of reasons, “{label}” has the code {code}.",
    "review.codeText": "On the list of reasons, “{label}” has the code {code}: {text}.",
    "review.noCode":
      "On the list of reasons, no code fits “{label}”, and none was taken in its place.",
    "review.purpose": "“{label}” is used for this purpose: {purpose}.",
    "review.others":
      "{features, plural, one {# further input makes up {share, number, percent} of that push.} other {# further inputs make up {share, number, percent} of that push.}}",
    "review.none":
      "{direction, select, for {No input pushed for the person against this background.} other {No input pushed against the person against this background.}}",
    "review.change": "It changes “{label}” from {from} to {to}.",
    "review.optimal":
      "{kind, select, first {Proved to be the cheapest, at a cost of {cost, number, plain}.} other {Proved to be the cheapest of another kind, at a cost of {cost, number, plain}.}} The model scores it {output, number, plain}.",
    "review.feasible":
      "Valid at a cost of {cost, number, plain}. A cheaper one costs {bound, number, plain} or more (gap {gap, number, percent}). The model scores it {output, number, plain}.",
    "review.unbounded":
      "Valid at a cost of {cost, number, plain}; nothing is proved about cheaper ones. The model scores it {output, number, plain}.",
    "review.infeasible": "It is proved that no allowed change alters the outcome.",
    "review.noOther": "It is proved that no change of another kind alters the outcome.",
    "review.notFound":
      "{nodes, plural, one {The search ended after # node without an answer.} other {The search ended after # nodes without an answer.}} That does not mean there is none.",
    "review.notSearched": "No search for changes was made.",
    "review.owner": "{owner} answers for advising a change of “{label}”.",
    "review.rationale": "The rationale given is: {rationale}.",
    "review.distance":
      "{band, select, clear {The case is clear.} fairly {The case is fairly clear.} other {The case is a close call.}} The score lies {distance, number, plain} from the line. {share, number, percent} of the background rows lie closer.",
    "review.calibration":
      "Nothing here shows that the score is calibrated: do not read it as a chance.",
    "review.protected":
      "The protected attribute “{label}” moved the score by {contribution, number, signed}.",
    "review.proxy":
      "“{label}”, a declared proxy of {attributes}, moved the score by {contribution, number, signed}.",
    "review.prohibited": "Its use is prohibited. Hold the decision until a person has checked it.",
    "review.allowed": "Its use is allowed on this basis: {basis}.",
    "review.closeCall": "The score is close to the line: check the facts behind it.",
    "review.noRecourse":
      "No change open to the person alters the outcome: a finding of no recourse.",
    "review.searchIncomplete":
      "The search for changes is incomplete: there may be others, or cheaper ones.",
    "review.noFlag": "No safeguard raised a flag.",
    "review.zero": "A contribution of zero is no evidence that there is no proxy.",
    "review.claim": "The person disputes “{label}”: the record has {held}, and they say {stated}.",
    "review.actHold": "Check the decision before any notice is sent.",
    "review.actFacts": "Check the facts that the reasons rest on with the person.",
    "review.actAnswer": "Record who checked this, when, and what came of it.",
  },
};
