/**
 * Coverage of the default intervals and of the classical ones they replaced, by exact enumeration of all
 * binomial outcomes: `node benchmarks/coverage.mjs` after a build. Writes benchmarks/results/coverage.{json,md}.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

const stats = new URL("../packages/core/dist/stats/", import.meta.url);
const load = (name) => import(new URL(`${name}.js`, stats).href);
const { logBinomial } = await load("binomial");
const { midPInterval } = await load("mid-p");
const { lowestDifference, lowestRatio } = await load("joint-mid-p");
const { wilsonInterval } = await load("wilson");
const { newcombeInterval } = await load("newcombe");
const { koopmanInterval } = await load("koopman");
const { criticalValue } = await load("normal");

const RATES = [0.05, 0.1, 0.2, 0.35, 0.5];
const SIZES = [20, 50, 200, 1000];
const RATE_SIZES = [20, 30, 50, 100, 200, 500, 1000];
const DEPTHS = [1, 7, 60];

const cached = new Map();
function binomial(n, p) {
  const key = `${n} ${p}`;
  if (!cached.has(key)) {
    const weight = (x) => Math.exp(logBinomial(x, n) + x * Math.log(p) + (n - x) * Math.log1p(-p));
    cached.set(
      key,
      Array.from({ length: n + 1 }, (_, x) => weight(x)),
    );
  }
  return cached.get(key);
}

function coverRate(interval, z) {
  return RATE_SIZES.flatMap((n) =>
    RATES.map((p) => {
      let above = 0;
      let below = 0;
      binomial(n, p).forEach((weight, successes) => {
        const { lower, upper } = interval({ successes, size: n }, z);
        if (lower > p) above += weight;
        if (upper < p) below += weight;
      });
      return { at: `n ${n}, p ${p}`, above, below, none: 0 };
    }),
  );
}

/** Lower ends rise with the first count and fall with the second: one walk along the edge finds all misses. */
function missAbove(lower, n1, n2, p1, p2, truth, z) {
  const second = binomial(n2, p2);
  let reached = -1;
  let weightOfReached = 0;
  let missed = 0;
  binomial(n1, p1).forEach((weight, x1) => {
    // Counts that together occur in fewer than one of 10^12 samples are left out.
    if (weight < 1e-12) return;
    const one = { successes: x1, size: n1 };
    while (reached < n2 && lower(one, { successes: reached + 1, size: n2 }, z) > truth) {
      reached++;
      weightOfReached += second[reached];
    }
    missed += weight * weightOfReached;
  });
  return missed;
}

function coverPair(lower, isRatio, z) {
  const truthOf = (p1, p2) => (isRatio ? p1 / p2 : p1 - p2);
  return SIZES.flatMap((n1) =>
    SIZES.flatMap((n2) =>
      RATES.flatMap((p1) =>
        RATES.map((p2) => {
          const none = isRatio ? (1 - p1) ** n1 * (1 - p2) ** n2 : 0;
          const above = missAbove(lower, n1, n2, p1, p2, truthOf(p1, p2), z) / (1 - none);
          const below = missAbove(lower, n2, n1, p2, p1, truthOf(p2, p1), z) / (1 - none);
          return { at: `n ${n1} and ${n2}, p ${p1} and ${p2}`, above, below, none };
        }),
      ),
    ),
  );
}

const METHODS = [
  ["rate", "mid-p (default)", (z) => coverRate(midPInterval, z)],
  ["rate", "Wilson", (z) => coverRate(wilsonInterval, z)],
  ["difference", "joint mid-p (default)", (z) => coverPair(lowestDifference, false, z)],
  [
    "difference",
    "Newcombe",
    (z) => coverPair((a, b, c) => newcombeInterval(a, b, c).lower, false, z),
  ],
  ["ratio", "joint mid-p (default)", (z) => coverPair(lowestRatio, true, z)],
  ["ratio", "Koopman", (z) => coverPair((a, b, c) => koopmanInterval(a, b, c).lower, true, z)],
];

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rows = DEPTHS.flatMap((depth) =>
  METHODS.map(([quantity, method, cover]) => {
    const tail = 0.025 / depth;
    const cases = cover(criticalValue(1 - 2 * tail));
    const covered = cases.map(({ above, below }) => 1 - above - below);
    const worst = cases.reduce((a, b) =>
      Math.max(b.above, b.below) > Math.max(a.above, a.below) ? b : a,
    );
    return {
      quantity,
      method,
      depth,
      cases: cases.length,
      meanCoverage: mean(covered),
      leastCoverage: Math.min(...covered),
      lowerTail: mean(cases.map(({ above }) => above)) / tail,
      upperTail: mean(cases.map(({ below }) => below)) / tail,
      largestTail: Math.max(worst.above, worst.below) / tail,
      largestTailAt: worst.at,
      mostNotEstimable: Math.max(...cases.map(({ none }) => none)),
    };
  }),
);

const about = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  cpu: `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}`,
};
const percent = (share) => `${(100 * share).toFixed(2)} %`;
const table = rows.map((row) =>
  [
    row.quantity,
    row.method,
    row.depth === 1 ? "α" : `α/${row.depth}`,
    percent(row.meanCoverage),
    percent(row.leastCoverage),
    row.lowerTail.toFixed(2),
    row.upperTail.toFixed(2),
    `${row.largestTail.toFixed(2)} (${row.largestTailAt})`,
    percent(row.mostNotEstimable),
  ].join(" | "),
);
const text = `# Coverage of intervals, all binomial outcomes enumerated

${about.date}, Node ${about.node}, ${about.cpu}. Rates: n ${RATE_SIZES.join(", ")}; pairs: every combination of n ${SIZES.join(", ")}; p ${RATES.join(", ")}. α = .05 two-sided.
Tails are multiples of the nominal one: how often the lower (upper) limit lies above (below) the truth, over α/2.
Ratios without any success in either group have no estimate and are left out of both; their largest share stands last.

| quantity | method | level | mean coverage | least | lower tail, mean | upper tail, mean | largest tail | not estimable, at most |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${table.map((line) => `| ${line} |`).join("\n")}
`;
const results = new URL("results/", import.meta.url);
mkdirSync(results, { recursive: true });
writeFileSync(
  new URL("coverage.json", results),
  `${JSON.stringify({ ...about, rows }, null, 2)}\n`,
);
writeFileSync(new URL("coverage.md", results), text);
process.stdout.write(text);
