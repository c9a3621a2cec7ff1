// The simulated numbers as one Markdown page.
import { writeFileSync } from "node:fs";
import {
  LIMIT_RATES,
  LIMIT_RATIO,
  POLICIES,
  RATIOS,
  SIZES,
  STRUCTURES,
  truthText,
  truthTitle,
} from "./policies.mjs";
import { machineText, tableText } from "./results.mjs";

const percent = (share, se) =>
  `${(100 * share).toFixed(1)} ± ${(100 * se).toFixed(se > 0 && se < 0.001 ? 2 : 1)}`;
const count = (value) => value.toLocaleString("en-GB");

const tableOf = (columns, rows) => `${tableText(columns, rows)}\n`;

export function writeTables({ on, scenarios, sixMetrics }, folder) {
  const text = [
    ABOUT,
    machineText(on),
    "",
    "## On the limit, all policies",
    "",
    "The largest figure of each policy over all sizes and rates of the reference, in per cent, and where it is. The largest of many figures lies above its own truth by chance, easily by two standard errors.",
    "",
    tableOf(
      [
        "policy",
        "cohorts",
        "false fail, a family",
        "false pass, a comparison",
        "fails by the estimate alone",
      ],
      POLICIES.flatMap((policy) => STRUCTURES.map((one) => summaryOf(scenarios, policy, one))),
    ),
    sixMetricsText(sixMetrics),
    ...POLICIES.flatMap((policy) => policyText(scenarios, policy)),
  ].join("\n");
  writeFileSync(new URL("operating-characteristics.md", folder), text);
}

function summaryOf(scenarios, policy, structure) {
  const all = onLimit(scenarios, policy, structure);
  const most = (name) => {
    const worst = all.reduce((a, b) => (b[name] > a[name] ? b : a));
    return `${percent(worst[name], worst[`${name}Se`])} (n ${count(worst.size)}, rate ${worst.referenceRate})`;
  };
  return [policy.name, structure.title, most("fail"), most("mostPassed"), most("pointFail")];
}

function onLimit(scenarios, policy, structure) {
  return scenarios.filter(
    (each) =>
      each.policy === policy.name &&
      each.structure === structure.name &&
      each.ratio === LIMIT_RATIO,
  );
}

function sixMetricsText(cases) {
  const runs = count(cases[0].runs);
  return [
    "## Ten unequal cohorts, six metrics",
    "",
    `Selection rate (ratio), true and false positive rate, precision, negative predictive value and accuracy (differences) of nine cohorts against a declared reference. Each limit is the true value of its comparison, so all 54 lie exactly on it; at parity the limits stay and all cohorts are like the reference. ${runs} data sets each. With \`family: file\` the 54 comparisons are one family; with \`family: budget\`, the default, there are six families of nine, and the figure is for a fail in any of the six: about a sixth of it for one family.`,
    "",
    tableOf(
      [
        "family",
        "mean people a cohort",
        "truth",
        "any fail",
        "most passes of one comparison",
        "any outside by the estimate alone",
      ],
      cases.map(
        ({
          family,
          size,
          truth,
          fail,
          failSe,
          mostPassed,
          mostPassedSe,
          pointFail,
          pointFailSe,
        }) => [
          family,
          count(size),
          truth,
          percent(fail, failSe),
          truth === "at parity" ? "–" : percent(mostPassed, mostPassedSe),
          percent(pointFail, pointFailSe),
        ],
      ),
    ),
  ].join("\n");
}

function policyText(scenarios, policy) {
  const own = scenarios.filter(({ policy: name }) => name === policy.name);
  const find = (structure, ratio, referenceRate, size) =>
    own.find(
      (each) =>
        each.structure === structure.name &&
        each.ratio === ratio &&
        each.referenceRate === referenceRate &&
        each.size === size,
    );
  const sizes = SIZES.map((size) => `n ${count(size)}`);
  const limitTable = (name) =>
    tableOf(
      ["cohorts", "rate of the reference", ...sizes],
      STRUCTURES.flatMap((structure) =>
        LIMIT_RATES.map((rate) => [
          structure.title,
          rate,
          ...SIZES.map((size) => {
            const found = find(structure, LIMIT_RATIO, rate, size);
            return percent(found[name], found[`${name}Se`]);
          }),
        ]),
      ),
    );
  const exitTable = (name, shareOf) =>
    tableOf(
      ["cohorts", truthTitle(policy), ...sizes],
      STRUCTURES.flatMap((structure) =>
        RATIOS.map((ratio) => [
          structure.title,
          truthText(policy, ratio),
          ...SIZES.map((size) => {
            const found = find(structure, ratio, LIMIT_RATES[0], size);
            return percent(shareOf(found[name]), found[`${name}Se`]);
          }),
        ]),
      ),
    );
  return [
    `## ${policy.title}`,
    "",
    `\`${policy.name}\`. ![The tables below as a chart](operating-characteristics/${policy.name}.svg)`,
    "",
    "False fail, a family, truth on the limit:",
    "",
    limitTable("fail"),
    "False pass, the comparison that passes most often, truth on the limit:",
    "",
    limitTable("mostPassed"),
    "Exit code 0:",
    "",
    exitTable("exit0", (share) => share),
    "Nothing outside by the estimate alone:",
    "",
    exitTable("pointFail", (share) => 1 - share),
  ];
}

const ABOUT = `# Operating characteristics of policies, simulated

How often a policy fails, passes and exits with 0 where the truth is known. Each data set is drawn anew (seeded) and judged by the public \`decide\`; \`node benchmarks/operating-characteristics.mjs\` makes this page. All figures are per cent ± one standard error. Where nothing happened in N data sets the truth is below 3/N with 95 % confidence: 0.15 % for 2,000.

- **n** is the mean number of decisions a cohort. *2 cohorts*: n each. *10 unequal cohorts*: 3, 1.8, 1.3, 1, 0.8, 0.7, 0.5, 0.4, 0.3 and 0.2 times n, the largest the reference, the nine others all at the stated truth. *Correlation*: two cohorts, five decisions a subject, alike by this intra-cluster correlation (beta-binomial), declared by \`clusterBy\`. False-negative rates count the half of the decisions with a favourable label.
- **On the limit** the other cohorts lie exactly at the limit: a ratio of 0.8, or a difference of 0.1. 2,000 data sets each. Elsewhere 500, with ten cohorts 250, and the reference is at a rate of 0.5.
- **False fail**: any comparison of the family fails. **False pass**: one comparison passes; of ten cohorts the one of the nine comparisons that passes most often, which again is the largest of several.
- **By the estimate alone**: the rule that compares the estimate with the limit, on the same draws.
- Confidence 0.95, Holm within the budget, at least 30 decisions behind each rate for a pass, unless a policy says otherwise. A limit is then exceeded by chance in 2.5 % of all cases on each side, and in 5 % at confidence 0.9.
`;
