import type { AuditDocument } from "@evenhand/core";
import { formatConfidence, formatCount } from "./numbers.ts";

/** The confidence of the intervals that verdicts rest on; wider than declared where the same people judged several models. */
export function verdictConfidence({ odometer, provenance }: AuditDocument): number {
  return odometer?.confidence ?? provenance.evidence.confidence;
}

/** What earlier looks at the same people cost, as sentences; empty where there were none. */
export function describeLooks(audit: AuditDocument): string {
  const { odometer } = audit;
  if (odometer === undefined || odometer.models === 1) return "";
  const { models, confidence, wornOut } = odometer;
  const spent = `These people have judged ${formatCount(models)} models, so verdicts rest on ${formatConfidence(confidence)} intervals.`;
  return wornOut ? `${spent} Judge the next model on people who were not looked at before.` : spent;
}
