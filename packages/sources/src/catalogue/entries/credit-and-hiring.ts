import type { Dataset } from "../dataset.ts";

export const germanCredit: Dataset = {
  id: "german-credit",
  title: "German Credit (Statlog)",
  domain: "credit",
  licence: "CC BY 4.0",
  standing: "A",
  citation:
    "Hofmann, H. (1994). Statlog (German Credit Data) [Dataset]. UCI Machine Learning Repository. https://doi.org/10.24432/C5NC77",
  files: [
    {
      name: "german.data",
      rows: 1000,
      sha256: "b21f3d81db8071257d5ff1deaeba1fd4303b62712e6fcc9715c7a86202cb5871",
      options: {
        delimiter: " ",
        header: false,
        columns: [
          "checking",
          "duration",
          "history",
          "purpose",
          "amount",
          "savings",
          "employment",
          "instalment_rate",
          "status",
          "debtors",
          "residence",
          "property",
          "age",
          "other_plans",
          "housing",
          "credits",
          "job",
          "dependants",
          "telephone",
          "foreign_worker",
          "class",
        ],
      },
      url: "https://archive.ics.uci.edu/ml/machine-learning-databases/statlog/german/german.data",
    },
  ],
  label: "class",
  favourable: "1",
  attributes: ["age", "status", "foreign_worker"],
  obtain: { kind: "download" },
  notes: [
    "status mixes sex with marital status and its code table is wrong (Grömping 2019): sex results are illustrative, prefer age.",
    "Bad credits are over-sampled: 30% is no base rate.",
    "The published cost matrix: accepting a bad customer costs 5, refusing a good one 1.",
  ],
};

export const resumeAudit: Dataset = {
  id: "resume-audit",
  title: "Résumé audit experiment (Boston and Chicago, 2001–2002)",
  domain: "hiring",
  licence: "GPL-2 or GPL-3 (the R package AER)",
  standing: "A",
  citation:
    "Bertrand, M. & Mullainathan, S. (2004). Are Emily and Greg More Employable Than Lakisha and Jamal? American Economic Review 94:991–1013. Package: Kleiber & Zeileis (2008), Applied Econometrics with R.",
  files: [
    {
      name: "resume-names.csv",
      rows: 4870,
      sha256: "82af9a4f89fd47cc7eb7637afca6d27ffba88e8eeae28ceb381716066cce580e",
      options: {},
    },
  ],
  label: "call",
  favourable: "yes",
  attributes: ["ethnicity", "gender"],
  obtain: {
    kind: "manual",
    steps:
      "Export ResumeNames of the R package AER with write.csv, without row names and quotes, and compare the digest.",
  },
  notes: [
    "Names were assigned at random, so the gap between ethnicities is causal.",
    "name determines ethnicity and gender: never use it as a feature next to them.",
    "The text 'none' in minimum is a category, not a missing value.",
  ],
};
