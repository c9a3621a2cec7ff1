export { extractAudit } from "./html/embed.ts";
export { renderReport } from "./html/render-report.tsx";
export type { VerdictRow } from "./wording/verdict-table.ts";
export { verdictTable } from "./wording/verdict-table.ts";
export type { CohortNames } from "./wording/cohorts.ts";
export { nameCohorts } from "./wording/cohorts.ts";
