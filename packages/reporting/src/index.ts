// Formats for CI
export type { AnnotationOptions } from "./formats/annotations.ts";
export { renderAnnotations } from "./formats/annotations.ts";
export type { BudgetPlace, BudgetPlaces } from "./formats/budget-places.ts";
export { renderJunit } from "./formats/junit.ts";
export type { SarifOptions } from "./formats/sarif.ts";
export { renderSarif } from "./formats/sarif.ts";
export { summarise } from "./formats/summarise.ts";
export { summariseBurn } from "./formats/summarise-burn.ts";
// Report
export { extractAudit } from "./html/embed.ts";
export { renderBeside } from "./html/render-beside.tsx";
export { renderBurn } from "./html/render-burn.tsx";
export { renderReport } from "./html/render-report.tsx";
export type { ShowOptions } from "./notebook/show.ts";
// Notebook
export { show } from "./notebook/show.ts";
export type { Showable } from "./notebook/choose-view.ts";
// Words that all outputs share
export type { BurnRow, BurnTable } from "./wording/burn-tables.ts";
export { burnTables } from "./wording/burn-tables.ts";
export { describeLooks } from "./wording/looks.ts";
export { describePublication } from "./wording/publication.ts";
export type { ProxyFindings } from "./wording/proxies.ts";
export { describeProxies, explainProxyAreas } from "./wording/proxies.ts";
export type { VerdictRow } from "./wording/verdict-table.ts";
export { verdictTable } from "./wording/verdict-table.ts";
export type { CohortNames } from "./wording/cohorts.ts";
export { nameCohorts } from "./wording/cohorts.ts";
export { plainText } from "./wording/text.ts";
