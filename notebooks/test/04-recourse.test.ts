import { missingSharedData } from "../../test/shared-data.ts";
import { describeNotebook } from "./describe-notebook.ts";

describeNotebook("04-recourse.ipynb", {
  texts: {
    read: ["13001 of 16281 people the model has not seen get a no."],
    naive: [/capital-gain +0 +→ 2986/, /native-country +United-States +→ Cambodia/],
    declared: [
      /1 +education-num +9 +→ 11 +2\.00 +0\.52 +proved to be the cheapest change/,
      /3 +hours-per-week +30 +→ 40 +2\.50/,
    ],
    "what-if": ["40 hours: 0.357 becomes 0.517"],
    recourse: [
      "Of 80 refused people, 29 are proved to have no allowed change",
      /sex=Female +29 +12 \(0\.41\)/,
      /sex=Male +51 +17 \(0\.33\)/,
    ],
    budget: ["0 inside, 0 outside, 2 not decided", /Female vs everyone else .* \+0\.080 +29/],
  },
  pictures: ["budget"],
  missing: missingSharedData,
});
