import type { Dataset } from "../dataset.ts";

const ADULT_OPTIONS = {
  header: false,
  columns: [
    "age",
    "workclass",
    "fnlwgt",
    "education",
    "education-num",
    "marital-status",
    "occupation",
    "relationship",
    "race",
    "sex",
    "capital-gain",
    "capital-loss",
    "hours-per-week",
    "native-country",
    "income",
  ],
  comment: "|",
  missing: ["?"],
  trim: true,
};

export const adult: Dataset = {
  id: "adult",
  title: "Adult / Census Income (1994)",
  domain: "income",
  licence: "CC BY 4.0",
  standing: "A",
  citation:
    "Becker, B. & Kohavi, R. (1996). Adult [Dataset]. UCI Machine Learning Repository. https://doi.org/10.24432/C5XW20",
  files: [
    {
      name: "adult.data.gz",
      rows: 32_561,
      sha256: "5b00264637dbfec36bdeaab5676b0b309ff9eb788d63554ca0a249491c86603d",
      options: ADULT_OPTIONS,
      url: "https://archive.ics.uci.edu/ml/machine-learning-databases/adult/adult.data",
    },
    {
      name: "adult.test.gz",
      rows: 16_281,
      sha256: "a2a9044bc167a35b2361efbabec64e89d69ce82d9790d2980119aac5fd7e9c05",
      options: ADULT_OPTIONS,
      url: "https://archive.ics.uci.edu/ml/machine-learning-databases/adult/adult.test",
    },
  ],
  label: "income",
  favourable: [">50K", ">50K."],
  attributes: ["sex", "race", "age", "marital-status", "native-country"],
  obtain: { kind: "download" },
  notes: [
    "Labels in adult.test end with a full stop.",
    "relationship and marital-status give away sex almost surely.",
    "fnlwgt is a sampling weight, not a feature of the person.",
    "The threshold of $50,000 is of 1994: read no result as a statement about today.",
  ],
};

const ACS_OPTIONS = { missing: ["b"] };

export const acsConnecticut: Dataset = {
  id: "acs-connecticut",
  title: "American Community Survey, Connecticut adults with income (2018 and 2021)",
  domain: "income",
  licence: "public domain (US federal government work)",
  standing: "A",
  citation:
    "U.S. Census Bureau (2018, 2021). American Community Survey 1-Year PUMS. Task after Ding, F., Hardt, M., Miller, J. & Schmidt, L. (2021), Retiring Adult, NeurIPS.",
  files: [
    {
      name: "ct-pums-2018.csv.gz",
      rows: 30_592,
      sha256: "a7678abac9a266aa7cfbbe5d81ef85742e3cac385a0c60ee050f3670d577b346",
      options: ACS_OPTIONS,
    },
    {
      name: "ct-pums-2021.csv.gz",
      rows: 31_382,
      sha256: "c0bd1571a5f8958750be6c66547f636c7fb761e100bbd3447c0163eaf9112aec",
      options: ACS_OPTIONS,
    },
  ],
  label: "Income",
  favourable: { above: 50_000 },
  attributes: ["Sex", "Race", "Hispanic", "Age", "Disability"],
  obtain: {
    kind: "manual",
    steps:
      "This is an extract with renamed and recoded columns; the Census Bureau's own PUMS files do not equal it and cannot stand in for it.",
  },
  notes: [
    "Codes are categories with leading zeros.",
    "Restrict to Age of at least 18; use PWeight for statements about the population.",
    "The coding of race changed in 2020: 'two or more races' rises from 637 to 2,494 rows.",
  ],
};

export const cpsWages: Dataset = {
  id: "cps-wages-1985",
  title: "Wages of 534 workers, Current Population Survey (May 1985)",
  domain: "income",
  licence: "CC0 1.0 (contents), PDDL 1.0 (database)",
  standing: "A",
  citation: "Berndt, E. R. (1991). The Practice of Econometrics. Addison-Wesley.",
  files: [
    {
      name: "cps-wages-1985.csv",
      rows: 534,
      sha256: "4931fac4e8c3dd25d71975b5d9171f25148c0c37d7ff54a42e87878aef0f277a",
      options: {},
    },
  ],
  label: "wage",
  favourable: { above: 7.78 },
  attributes: ["gender", "race", "age"],
  obtain: { kind: "repository" },
  notes: [
    "7.78 is the median wage in dollars an hour.",
    "The source inverts the codes of union and married; here they are corrected.",
    "13 Hispanic women and 14 Hispanic men: expect inconclusive verdicts.",
  ],
};
