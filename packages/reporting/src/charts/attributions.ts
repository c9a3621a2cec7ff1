import type { Attribution, DecisionRecord } from "@evenhand/core";
import { type Described, nameFeature, nameUnit, nameValue } from "../wording/decisions.ts";
import { formatNumber, formatSigned } from "../wording/numbers.ts";
import { plainText, plural, shorten } from "../wording/text.ts";
import { type Axis, linearAxis } from "./axis.ts";
import type { Chart, ChartSpec } from "./chart.ts";
import { LABEL_SIZE, stackRows, TEXT_RIGHT } from "./layout.ts";
import type { ColourRole, Palette } from "./palette.ts";
import { horizontal, labelLayer, RAW_COLOUR, specOf, textLayer, vertical } from "./spec-parts.ts";
import { drawTracks, LEGEND_HEIGHT } from "./tracks.ts";

const MOST_BARS = 10;
const BAR_HALF = 5;
const FIGURES_WIDTH = 70;

/** One output, what moved it, and the decision that it led to where there was one. */
export interface Account extends Described {
  readonly output: DecisionRecord["output"];
  readonly baseline: { readonly value: number };
  /** Strongest first. */
  readonly attributions: readonly Attribution[];
  readonly residual: number;
  readonly outcome: Pick<
    DecisionRecord["outcome"],
    "decided" | "threshold" | "favourableWhen"
  > | null;
}

/** One step of the way from the baseline to the output. */
interface Step {
  readonly label: string;
  readonly figure: string;
  readonly from: number;
  readonly to: number;
  readonly colour: ColourRole;
}

/**
 * How one output came about: a waterfall from the baseline over the strongest attributions to the
 * output, with the threshold where there is one. Further attributions are summed in one step; the table lists all.
 */
export function chartAttributions(record: Account): Chart {
  const sorted = record.attributions;
  const steps = stepsOf(record, sorted);
  const { output, baseline } = record;
  const axis = linearAxis(
    [...limitsOf(record), ...steps.flatMap((step) => [step.from, step.to])],
    nameUnit(output.unit),
  );
  const [first] = sorted;
  const strongest =
    first === undefined
      ? ""
      : `; ${nameFeature(record, first.feature)} moves it most, ${formatSigned(first.contribution)}`;
  const title = `From ${formatNumber(baseline.value)} on average to ${formatNumber(output.value)}${strongest}`;
  return {
    title,
    summary: shorten([title, ...turningPoint(record)].join(". "), 200),
    table: {
      columns: [
        { title: "Input", kind: "text" },
        { title: "Value", kind: "text" },
        { title: "Typical value", kind: "text" },
        { title: "Contribution", kind: "number" },
      ],
      rows: sorted.map((each) => [
        nameFeature(record, each.feature),
        nameValue(record, each.feature, each.value),
        nameValue(record, each.feature, each.baselineValue),
        formatSigned(each.contribution),
      ]),
    },
    toSpec: (palette) => draw(steps, record, axis, palette),
  };
}

function limitsOf({ outcome }: Account): number[] {
  return outcome === null ? [] : [outcome.threshold];
}

function turningPoint(record: Account): string[] {
  return limitsOf(record).map((threshold) => `The decision turns at ${formatNumber(threshold)}`);
}

function stepsOf(record: Account, sorted: readonly Attribution[]): Step[] {
  const { baseline, output, outcome } = record;
  const sign = outcome?.favourableWhen === "below" ? -1 : 1;
  let at = baseline.value;
  const step = (label: string, contribution: number): Step => {
    const from = at;
    at += contribution;
    const colour = contribution * sign >= 0 ? "for" : "against";
    return { label, figure: formatSigned(contribution), from, to: at, colour };
  };
  const shown = sorted.slice(0, sorted.length > MOST_BARS + 1 ? MOST_BARS : undefined);
  const others = sorted.slice(shown.length);
  const steps = shown.map((each) =>
    step(
      `${nameFeature(record, each.feature)}: ${nameValue(record, each.feature, each.value)}`,
      each.contribution,
    ),
  );
  if (others.length > 0) {
    const sum = others.reduce((total, each) => total + each.contribution, 0);
    steps.push(step(plural(String(others.length), others.length === 1, "other input"), sum));
  }
  if (Math.abs(record.residual) >= 0.0005) steps.push(step("not attributed", record.residual));
  const total = (label: string, value: number): Step => ({
    label,
    figure: formatNumber(value),
    from: value,
    to: value,
    colour: "ink",
  });
  return [
    total("average of the background", baseline.value),
    ...steps,
    total(
      outcome === null ? "this output" : `this decision: ${plainText(outcome.decided)}`,
      output.value,
    ),
  ];
}

function draw(steps: readonly Step[], account: Account, axis: Axis, palette: Palette): ChartSpec {
  const { rows: placed, height } = stackRows(
    steps.map((step) => step.label),
    account.outcome === null ? 2 : LEGEND_HEIGHT,
    FIGURES_WIDTH,
  );
  const values = steps.map((step, i) => {
    const middle = placed[i]?.markY ?? 0;
    return {
      label: placed[i]?.label ?? "",
      labelY: placed[i]?.labelY ?? 0,
      figure: step.figure,
      from: step.from,
      to: step.to,
      top: middle - BAR_HALF,
      middle,
      bottom: middle + BAR_HALF,
      colour: palette[step.colour],
    };
  });
  const all = { data: { values } };
  const labelY = vertical("labelY", height);
  const tracks = {
    band: null,
    limits: limitsOf(account),
    origins: [],
    legend: turningPoint(account).join("").toLowerCase(),
  };
  const ys = values.map((row) => row.middle);
  return specOf(height, palette, [
    ...drawTracks(ys, height, axis, tracks, palette),
    {
      data: { values: values.slice(1, -1) },
      mark: { type: "rect" },
      encoding: {
        x: horizontal("from", axis),
        x2: { field: "to" },
        y: vertical("top", height),
        y2: { field: "bottom" },
        color: RAW_COLOUR,
      },
    },
    {
      data: { values: [values[0], values[values.length - 1]] },
      mark: { type: "point", filled: true, shape: "diamond", size: 90, opacity: 1 },
      encoding: { x: horizontal("from", axis), y: vertical("middle", height), color: RAW_COLOUR },
    },
    labelLayer(all, palette, labelY),
    textLayer(
      all,
      { align: "right", fontWeight: 600, fontSize: LABEL_SIZE },
      "figure",
      TEXT_RIGHT,
      labelY,
      { color: RAW_COLOUR },
    ),
  ]);
}
