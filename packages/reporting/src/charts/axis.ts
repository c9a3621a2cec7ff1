/** A horizontal scale with its tick values. */
export interface Axis {
  readonly scale: "linear" | "log";
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly title: string;
}

const LOG_TICKS: readonly number[] = [
  1, 0.5, 2, 0.1, 10, 0.25, 4, 0.01, 100, 0.75, 1.5, 0.05, 20, 0.9, 1.1, 0.6, 1.25, 0.8, 3, 0.3,
];
const LEAST_TICK_DISTANCE = 0.11;
const AIMED_STEPS = 4;

/** A linear axis over `values`, rounded outwards to its ticks. */
export function linearAxis(values: readonly number[], title: string): Axis {
  const [low, high] = extentOf(values);
  const step = niceStep((high - low) / AIMED_STEPS);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  const ticks: number[] = [];
  for (let i = first; i <= last; i++) ticks.push(Number((i * step).toPrecision(12)));
  return {
    scale: "linear",
    domain: [ticks[0] as number, ticks[ticks.length - 1] as number],
    ticks,
    title,
  };
}

/** A logarithmic axis over positive `values`: 0.5 and 2 lie equally far from 1. */
export function logAxis(values: readonly number[], title: string): Axis {
  const [low, high] = extentOf(values.filter((value) => value > 0));
  const domain: [number, number] = [round(low * 0.94), round(high * 1.06)];
  const span = Math.log(domain[1] / domain[0]);
  const ticks: number[] = [];
  for (const tick of LOG_TICKS) {
    const isInside = tick >= domain[0] && tick <= domain[1];
    const isApart = ticks.every(
      (other) => Math.abs(Math.log(other / tick)) / span > LEAST_TICK_DISTANCE,
    );
    if (isInside && isApart) ticks.push(tick);
  }
  return { scale: "log", domain, ticks: ticks.sort((a, b) => a - b), title };
}

/** Holds a value inside the axis and says whether that moved it. */
export function clipTo(
  axis: Axis,
  value: number,
): { readonly at: number; readonly clipped: boolean } {
  const [low, high] = axis.domain;
  if (value < low) return { at: low, clipped: true };
  if (value > high) return { at: high, clipped: true };
  return { at: value, clipped: false };
}

function extentOf(values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const low = finite.reduce((least, value) => Math.min(least, value));
  const high = finite.reduce((most, value) => Math.max(most, value));
  return low === high
    ? [low - Math.abs(low || 1) / 2, high + Math.abs(high || 1) / 2]
    : [low, high];
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return Number((factor * power).toPrecision(12));
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
