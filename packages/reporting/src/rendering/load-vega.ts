import { EvenhandError, shown } from "@evenhand/core";
import type * as Vega from "vega";
import type * as VegaLite from "vega-lite";
import type { ChartSpec } from "../charts/chart.ts";

/** The few functions of Vega and Vega-Lite that drawing needs. */
export interface VegaTools {
  readonly vega: Pick<typeof Vega, "View" | "parse">;
  /** From Vega-Lite to Vega. What the compiler warns of is a mistake in a chart of ours, so it throws. */
  readonly compile: (spec: ChartSpec) => Vega.Spec;
}

let loading: Promise<VegaTools> | undefined;

/** Loads Vega on first use: a caller that only wants text never pays for it. */
export function loadVega(): Promise<VegaTools> {
  loading ??= load();
  return loading;
}

async function load(): Promise<VegaTools> {
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  const { compile } = exportsOf(vegaLite);
  return {
    vega: exportsOf(vega),
    compile: (spec) =>
      compile(spec as unknown as VegaLite.TopLevelSpec, { logger: STRICT_LOGGER }).spec,
  };
}

/** The exports of a CommonJS module lie under `default` where the host cannot list their names. */
function exportsOf<Module extends object>(module: Module & { default?: Module }): Module {
  return "compile" in module || "parse" in module ? module : (module.default ?? module);
}

function complain(...messages: readonly unknown[]): never {
  throw new EvenhandError({
    code: "defect/chart",
    problem: "the chart compiler objected to a chart",
    received: shown(messages.join(" ")),
  });
}

const STRICT_LOGGER: Vega.LoggerInterface = {
  level: ((level?: number) =>
    level === undefined ? 1 : STRICT_LOGGER) as Vega.LoggerInterface["level"],
  error: complain,
  warn: complain,
  info: () => STRICT_LOGGER,
  debug: () => STRICT_LOGGER,
};
