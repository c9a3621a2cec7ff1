import {
  type AttributionResult,
  type AuditDocument,
  BURN_SCHEMA,
  type BurnDocument,
  type Counterfactual,
  DECISION_SCHEMA,
  type DecisionRecord,
  EvenhandError,
  type Notice,
  type NoticeDocument,
  type Plan,
  parseAudit,
  type RecourseProfile,
  type SweepPoint,
  shown,
  type Table,
} from "@evenhand/core";
import type { View } from "./view.ts";
import { viewAudit } from "./view-audit.ts";
import { viewBurn } from "./view-burn.ts";
import { viewCounterfactuals } from "./view-counterfactuals.ts";
import { viewAttribution, viewDecision, viewExplanation } from "./view-decision.ts";
import { viewNotice } from "./view-notice.ts";
import { viewPlan } from "./view-plan.ts";
import { viewRecourse } from "./view-recourse.ts";
import { viewSweep } from "./view-sweep.ts";
import { viewTable } from "./view-table.ts";

/** Something that can be shown. */
export type Showable =
  | AuditDocument
  | { readonly toAudit: () => AuditDocument | Promise<AuditDocument> }
  | Table
  | DecisionRecord
  | AttributionResult
  | readonly Counterfactual[]
  | {
      readonly attribution: AttributionResult;
      readonly counterfactuals: readonly Counterfactual[];
    }
  | Notice
  | NoticeDocument
  | readonly RecourseProfile[]
  | Plan
  | BurnDocument
  | readonly SweepPoint[];

/**
 * Chooses what to show.
 *
 * @throws EvenhandError `usage/show`, `input/not-an-audit`, `input/broken-audit`
 */
export async function viewOf(value: Showable): Promise<View> {
  if (typeof value !== "object" || value === null) throw refusal(value);
  if (isList(value)) return viewList(value);
  if ("toAudit" in value) return viewAudit(parseAudit(await value.toAudit()));
  if ("schema" in value) return viewDocument(value);
  if ("attribution" in value) return viewExplanation(value.attribution, value.counterfactuals);
  if ("attributions" in value) return viewAttribution(value);
  if ("headline" in value) return viewNotice(value, value.locale);
  if ("columns" in value) return viewTable(value);
  throw refusal(value);
}

type ShowableList = Extract<Showable, readonly unknown[]>;
type ShowableDocument = Extract<Showable, { readonly schema: string }>;

function isList(value: object): value is ShowableList {
  return Array.isArray(value);
}

function viewList(list: ShowableList): View {
  const [first] = list;
  if (typeof first !== "object" || first === null) throw refusal(list);
  if ("changes" in first) return viewCounterfactuals(list as readonly Counterfactual[]);
  if ("quantiles" in first) return viewRecourse(list as readonly RecourseProfile[]);
  if ("rates" in first) return viewSweep(list as readonly SweepPoint[]);
  throw refusal(list);
}

function viewDocument(document: ShowableDocument): View {
  switch (document.schema) {
    case DECISION_SCHEMA:
      return viewDecision(document);
    case BURN_SCHEMA:
      return viewBurn(document);
    case "evenhand/plan@1":
      return viewPlan(document);
    case "evenhand/notice@1":
      return viewNotice(document, document.lang);
    default:
      return viewAudit(parseAudit(document));
  }
}

function refusal(value: unknown): EvenhandError {
  return new EvenhandError({
    code: "usage/show",
    problem: "this cannot be shown",
    expected:
      "an audit or an object with `toAudit`, a table, a decision record, attributions, counterfactuals, a notice, recourse profiles, a plan, a burn document or a sweep",
    received: shown(value),
  });
}
