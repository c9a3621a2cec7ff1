import { describeNotebook } from "./describe-notebook.ts";

describeNotebook("01-first-audit.ipynb", {
  texts: {
    read: ["gender", /0 +│ female +│ 8 +│ 21 +│ 5\.1 /],
    columns: ["The median wage is 7.78", "266 of 534 people earn more; the rule shortlists 232."],
    first: ["No budget was declared", /female +0\.42 +0\.36 to 0\.48 +102 +245/],
    gaps: ["selection_rate: -0.034 (-0.117 to 0.051)", "base_rate: -0.166 (-0.249 to -0.081)"],
    budgets: [
      "Not demonstrated",
      /fail +female vs male +base rate/,
      /inconclusive +female vs male +true positive rate/,
      /pass +female vs male +selection rate/,
    ],
    holds: ["shortlist-by-gender holds."],
    breaks: ['budget "recorded-wages" does not hold', "lies wholly beyond it with 245 decisions"],
  },
  pictures: ["first", "budgets"],
  missing: null,
});
