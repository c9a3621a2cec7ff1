import { missingSharedData } from "../../test/shared-data.ts";
import { describeNotebook } from "./describe-notebook.ts";

describeNotebook("03-personalised-campaign.ipynb", {
  texts: {
    read: ["45211 calls, of which the last 10211 are looked at."],
    score: ["3134 of 10211 clients get an offer."],
    budgets: [
      "4 inside, 2 outside, 0 not decided",
      /fail +married vs everyone else +true positive rate, difference .* −0\.25 +1\s519/,
    ],
    gap: ["less that of others: -0.290 (log-odds)", /marital +-0\.239 +\(-0\.243 to -0\.236\)/],
    record: [
      "Decision 35013: no offer.",
      /marital status +married +married +−0\.14/,
      /1 +housing loan +yes +→ no +1\.00 +−2\.70 +proved to be the cheapest change/,
      /Safeguards\n[^\n]+\nmarital status +yes/,
    ],
    client: ["Notice to the person.", "A fact about you that should not decide this counted"],
    german: ["Die Antwort ist Nein: „kein Angebot“.", "„Baukredit“ zählte gegen Sie."],
    reviewer: [
      "Notice to the reviewer.",
      "The protected attribute “marital status” moved the score",
    ],
  },
  pictures: ["budgets", "record"],
  missing: missingSharedData,
});
