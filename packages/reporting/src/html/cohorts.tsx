import type { AuditDocument, Cohort } from "@evenhand/core";
import type { VNode } from "preact";
import type { ChartTable } from "../charts/chart.ts";
import { type CohortNames, nameCohorts } from "../wording/cohorts.ts";
import { describeMetric } from "../wording/metrics.ts";
import { ABSENT, formatCount, formatNumber, formatRange } from "../wording/numbers.ts";
import { capitalise, plainText } from "../wording/text.ts";
import { NumberTable } from "./table.tsx";

/** All cohorts with headcounts; small and unknown ones are named first. */
export function Cohorts({ audit }: { readonly audit: AuditDocument }): VNode {
  const names = nameCohorts(audit);
  const minimum = audit.provenance.evidence.minimum.denominator;
  const listed = audit.cohorts.filter(
    (cohort) => cohort.kind === "observed" || cohort.kind === "unknown",
  );
  const small = listed.filter((cohort) => cohort.kind === "observed" && cohort.rows < minimum);
  const unknown = listed.filter((cohort) => cohort.kind === "unknown");
  const shown = audit.publication === undefined ? "" : "shown ";
  return (
    <section aria-labelledby="cohorts">
      <h2 id="cohorts">Cohorts</h2>
      <Headcounts
        lead={`Fewer than ${formatCount(minimum)} decisions, too few for a pass:`}
        none={`No ${shown}cohort has fewer than ${formatCount(minimum)} decisions.`}
        cohorts={small}
        names={names}
      />
      <Headcounts
        lead="Attribute unknown; shown, never dropped:"
        none={shown === "" ? "Every decision has its attributes." : "No cohort of them is shown."}
        cohorts={unknown}
        names={names}
      />
      <NumberTable label="All cohorts" table={headcountTable(listed, names)} />
    </section>
  );
}

function Headcounts({
  lead,
  none,
  cohorts,
  names,
}: {
  readonly lead: string;
  readonly none: string;
  readonly cohorts: readonly Cohort[];
  readonly names: CohortNames;
}): VNode {
  if (cohorts.length === 0) return <p>{none}</p>;
  return (
    <p>
      {lead}{" "}
      {cohorts.map((cohort, i) => (
        <span key={cohort.id}>
          {i > 0 && ", "}
          <bdi>{names(cohort.dimension, cohort.id)}</bdi> (n {formatCount(cohort.rows)})
        </span>
      ))}
      .
    </p>
  );
}

function headcountTable(cohorts: readonly Cohort[], names: CohortNames): ChartTable {
  return {
    columns: [
      { title: "Cohort", kind: "text" },
      { title: "Dimension", kind: "text" },
      { title: "Compared with", kind: "text" },
      { title: "Share", kind: "number" },
      { title: "n", kind: "number" },
    ],
    rows: cohorts.map((cohort) => [
      names(cohort.dimension, cohort.id),
      plainText(cohort.dimension ?? ""),
      cohort.reference === null ? "reference" : names(cohort.dimension, cohort.reference),
      formatNumber(cohort.share),
      formatCount(cohort.rows),
    ]),
  };
}

/** Every measurement of every cohort, one compact table a dimension. */
export function Measurements({ audit }: { readonly audit: AuditDocument }): VNode {
  const names = nameCohorts(audit);
  const dimensions = [...new Set(audit.measurements.map((each) => each.dimension))];
  return (
    <section aria-labelledby="measurements">
      <h2 id="measurements">All measurements</h2>
      <p class="hint">
        Each cell holds the value, its interval and n, the decisions behind the denominator.
        “Everyone else” of each cohort stands in the embedded audit only.
      </p>
      {dimensions.map((dimension) => {
        const title = dimension === null ? "Everyone" : `By ${plainText(dimension)}`;
        return (
          <details key={dimension ?? ""}>
            <summary>
              <bdi>{title}</bdi>
            </summary>
            <NumberTable
              label={`All measurements: ${title}`}
              table={measurementTable(audit, dimension, names)}
            />
          </details>
        );
      })}
    </section>
  );
}

function measurementTable(
  audit: AuditDocument,
  dimension: string | null,
  names: CohortNames,
): ChartTable {
  const rests = new Set(
    audit.cohorts.flatMap((cohort) =>
      cohort.kind === "rest" && cohort.dimension === dimension ? [cohort.id] : [],
    ),
  );
  const ours = audit.measurements.filter(
    (each) => each.dimension === dimension && each.metric !== "count" && !rests.has(each.cohort),
  );
  const metrics = [...new Set(ours.map((each) => each.metric))];
  const byCohort = new Map<string, Map<string, string>>();
  for (const each of ours) {
    const row = byCohort.get(each.cohort) ?? new Map<string, string>();
    byCohort.set(each.cohort, row);
    const interval = each.interval === null ? "" : ` (${formatRange(each.interval)})`;
    const value = each.status === "ok" ? `${formatNumber(each.value)}${interval}` : ABSENT;
    row.set(each.metric, `${value} n ${formatCount(each.n)}`);
  }
  return {
    columns: [
      { title: "Cohort", kind: "text" },
      ...metrics.map((metric) => ({
        title: capitalise(describeMetric(metric).name),
        kind: "number" as const,
      })),
    ],
    rows: [...byCohort].map(([cohort, row]) => [
      names(dimension, cohort),
      ...metrics.map((metric) => row.get(metric) ?? ABSENT),
    ]),
  };
}
