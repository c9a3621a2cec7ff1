// One chart a policy: exit code 0, the same by the estimate alone, and what happens on the limit.
import { writeFileSync } from "node:fs";
import { renderSpec } from "../../packages/reporting/dist/rendering/svg.js";
import {
  LIMIT_RATIO,
  POLICIES,
  RATIOS,
  REFERENCE_RATE,
  SIZES,
  STRUCTURES,
  truthText,
  truthTitle,
} from "./policies.mjs";

const MUTED = "#57606a";
/** In the order of `RATIOS`: inside the limit, on it, and farther and farther outside. */
const COLOURS = ["#0072b2", "#4ba3d1", "#1b1f24", "#d9955b", "#b3430a", "#6e2600"];
const FALSE_FAIL = "#b3430a";
const FALSE_PASS = "#00714f";
/** Of the axis for what happens on the limit. */
const HIGHEST = 0.1;

export async function drawCharts({ scenarios }, folder) {
  for (const policy of POLICIES) {
    const own = scenarios.filter(
      (each) => each.policy === policy.name && each.referenceRate === REFERENCE_RATE,
    );
    const svg = await renderSpec(specOf(policy, own), `${policy.title}: the tables as a chart`);
    const text = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
    writeFileSync(new URL(`operating-characteristics/${policy.name}.svg`, folder), `${text}\n`);
  }
}

function specOf(policy, own) {
  const lines = (title, shareOf) =>
    rowOf(own, (values) => linesOf(policy, values, title, shareOf), title === EXIT_TITLE);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    background: "#ffffff",
    padding: 12,
    title: { text: policy.title, anchor: "start", fontSize: 15, offset: 14 },
    config: {
      aria: false,
      font: "system-ui, sans-serif",
      view: { stroke: "#dfe3e8" },
      axis: {
        gridColor: "#eef0f3",
        labelColor: MUTED,
        titleColor: MUTED,
        titleFontWeight: "normal",
        minExtent: 34,
      },
      axisX: { minExtent: 0 },
      legend: { titleFontWeight: "normal", titleColor: MUTED, labelLimit: 0 },
    },
    spacing: 22,
    vconcat: [
      lines(EXIT_TITLE, ({ exit0 }) => exit0),
      lines("none outside by the estimate", ({ pointFail }) => 1 - pointFail),
      rowOf(own, limitOf, false),
    ],
    resolve: { scale: { color: "independent" } },
  };
}

const EXIT_TITLE = "exit code 0";

function rowOf(own, panelOf, isTitled) {
  return {
    spacing: 14,
    hconcat: STRUCTURES.map(({ name, title }) => ({
      width: 190,
      height: 150,
      ...(isTitled ? { title: { text: title, fontSize: 12, fontWeight: "normal" } } : {}),
      ...panelOf(own.filter(({ structure }) => structure === name)),
    })),
  };
}

const across = {
  field: "size",
  type: "quantitative",
  scale: { type: "log", domain: [SIZES[0], SIZES.at(-1)], nice: false },
  axis: { values: SIZES, title: "decisions a cohort (mean)", format: "~s", labelFlush: false },
};

const up = (title, highest) => ({
  type: "quantitative",
  scale: { domain: [0, highest] },
  axis: { title, format: "~%", tickCount: 5 },
});

function linesOf(policy, scenarios, title, shareOf) {
  const values = scenarios.map((each) => ({
    size: each.size,
    truth: truthText(policy, each.ratio),
    share: shareOf(each),
  }));
  const color = {
    field: "truth",
    type: "nominal",
    title: truthTitle(policy),
    scale: { domain: RATIOS.map((ratio) => truthText(policy, ratio)), range: COLOURS },
  };
  const encoding = { x: across, y: { field: "share", ...up(title, 1) }, color };
  return {
    data: { values },
    layer: [
      { mark: { type: "line", strokeWidth: 1.8 }, encoding },
      { mark: { type: "point", filled: true, size: 22, opacity: 1 }, encoding },
    ],
  };
}

/** Whiskers reach two standard errors. */
function limitOf(scenarios) {
  const values = scenarios
    .filter(({ ratio }) => ratio === LIMIT_RATIO)
    .flatMap((each) =>
      [
        ["false fail, a family", each.fail, each.failSe],
        ["false pass, a comparison", each.mostPassed, each.mostPassedSe],
      ].map(([kind, share, se]) => ({
        size: each.size,
        kind,
        share,
        low: Math.max(0, share - 2 * se),
        high: share + 2 * se,
      })),
    );
  const color = {
    field: "kind",
    type: "nominal",
    title: "truth on the limit",
    scale: {
      domain: ["false fail, a family", "false pass, a comparison"],
      range: [FALSE_FAIL, FALSE_PASS],
    },
  };
  const y = up("truth on the limit", HIGHEST);
  return {
    data: { values },
    layer: [
      {
        mark: { type: "rule", strokeDash: [4, 3], color: MUTED },
        encoding: { y: { datum: 0.05, ...y } },
      },
      {
        mark: { type: "line", strokeWidth: 1.8 },
        encoding: { x: across, y: { field: "share", ...y }, color },
      },
      {
        mark: { type: "rule", clip: true },
        encoding: { x: across, y: { field: "low", ...y }, y2: { field: "high" }, color },
      },
    ],
  };
}
