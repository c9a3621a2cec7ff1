import { missingSharedData } from "../../test/shared-data.ts";
import { describeNotebook } from "./describe-notebook.ts";

describeNotebook("02-credit.ipynb", {
  texts: {
    read: ["1000 credits, of which 500 the model has not seen."],
    score: ["A table of 500 rows, 5 columns", /27 +3123 +24 +2 +0\.5053697687/],
    budgets: [
      "0 inside, 2 outside, 0 not decided",
      /fail +age under 26 vs age 26 and over +selection rate, ratio .* 0\.40 +96/,
      /fail .* true positive rate, difference .* −0\.33 +50/,
    ],
    sweep: ["37 thresholds from 0.05 to 0.95", /0\.5 +selection rate +0\.75 +0\.85 +−0\.10/],
    trade: [/0\.50 +416 +106 +26 +556 +0\.88/, /0\.83 +206 +32 +162 +322 +0\.40/],
    pick: ["Picked: 0.55, ratio 0.81, cost 253 on the first 250 (in force: 171)."],
    judge: ["0 inside, 0 outside, 2 not decided", /inconclusive .* selection rate, ratio .* 45 /],
    plan: [
      "0 of 2 comparisons",
      /a true ratio of 1\.00 passes with 80\s% chance from 55 decisions/,
    ],
  },
  pictures: ["budgets", "sweep", "judge"],
  missing: missingSharedData,
});
