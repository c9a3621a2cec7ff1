import type { Dataset } from "../dataset.ts";

const BANK_ARCHIVE =
  "The publisher offers one archive, https://archive.ics.uci.edu/static/public/222/bank+marketing.zip; unpack it and the archive inside it, then put the CSV file here.";

export const bankMarketing: Dataset = {
  id: "bank-marketing",
  title: "Bank Marketing (Portuguese bank, 2008–2010)",
  domain: "offers",
  licence: "CC BY 4.0",
  standing: "A",
  citation:
    "Moro, S., Rita, P. & Cortez, P. (2014). Bank Marketing [Dataset]. UCI Machine Learning Repository. https://doi.org/10.24432/C5K306",
  files: [
    {
      name: "bank-full.csv.gz",
      rows: 45_211,
      sha256: "d1513ec63b385506f7cfce9f2c5caa9fe99e7ba4e8c3fa264b3aaf0f849ed32d",
      options: { delimiter: ";", missing: ["unknown"] },
    },
    {
      name: "bank-additional-full.csv.gz",
      rows: 41_188,
      sha256: "74adfc578bf77a7ff4bb1ba4a9f8709d9e3c6907342959c2c8416847e0afb4d8",
      options: { delimiter: ";", missing: ["unknown", "nonexistent"] },
    },
  ],
  label: "y",
  favourable: "yes",
  attributes: ["age", "marital", "job", "education"],
  obtain: { kind: "manual", steps: BANK_ARCHIVE },
  notes: [
    "duration is known only after the call and nearly decides y: leave it out.",
    "Rows are in time order with strong drift: split by time, not at random.",
    "The two files overlap: never join them.",
  ],
};

export const onlineShoppers: Dataset = {
  id: "online-shoppers",
  title: "Online Shoppers Purchasing Intention",
  domain: "offers",
  licence: "CC BY 4.0",
  standing: "A",
  citation:
    "Sakar, C. & Kastro, Y. (2018). Online Shoppers Purchasing Intention Dataset [Dataset]. UCI Machine Learning Repository. https://doi.org/10.24432/C5F88Q",
  files: [
    {
      name: "online_shoppers_intention.csv.gz",
      rows: 12_330,
      sha256: "b3055ee355f59134d851d32641183cb4a8b45def7124d2f50442a042f358e0d9",
      options: {},
      url: "https://archive.ics.uci.edu/ml/machine-learning-databases/00468/online_shoppers_intention.csv",
    },
  ],
  label: "Revenue",
  favourable: "TRUE",
  attributes: ["VisitorType", "Region", "Weekend"],
  obtain: { kind: "download" },
  notes: [
    "PageValues is computed from completed transactions and close to a leak.",
    "Region, Browser, OperatingSystems and TrafficType are codes, not numbers.",
  ],
};

export const customerCampaign: Dataset = {
  id: "customer-campaign",
  title: "Customer campaign response (Customer Personality Analysis)",
  domain: "offers",
  licence: "CC0 (as declared by the uploader)",
  standing: "B",
  citation:
    "Patel, A. (2021). Customer Personality Analysis. Kaggle. Credited there to O. Romero-Hernandez.",
  files: [
    {
      name: "marketing_campaign.csv",
      rows: 2240,
      sha256: "0aafe07cf235ffe67f0e69e264bdd2cef38aa562fb0ec89d9c22c02d8336d60c",
      options: {},
    },
  ],
  label: "Response",
  favourable: "1",
  attributes: ["Year_Birth", "Income", "Education", "Marital_Status"],
  obtain: {
    kind: "manual",
    steps:
      "The Kaggle release (imakash3011/customer-personality-analysis) needs an account and writes dates in another format, so its digest differs.",
  },
  notes: [
    "Weak provenance: call every result illustrative.",
    "Income has an outlier 666666; three birth years lie before 1920; Z_CostContact and Z_Revenue are constants.",
  ],
};

export const restaurantRatings: Dataset = {
  id: "restaurant-ratings",
  title: "Restaurant & consumer data (Mexico): ratings with profiles",
  domain: "recommendation",
  licence: "CC BY 4.0",
  standing: "A",
  citation:
    "Medellín, R. & Serna, J. (2011). Restaurant & consumer data [Dataset]. UCI Machine Learning Repository. https://doi.org/10.24432/C5DP41",
  files: [
    ["rating_final.csv", 1161, "fc994ea4e872365fc63e7f0bc970b36f86edeb4e80218d6a674a3d0e51181901"],
    ["userprofile.csv", 138, "9ac765bf4731d7ce322580f33b472b4fa96409cc626390286affee097152bfb3"],
    ["usercuisine.csv", 330, "2cb93a2c5432ccd0d2ece72e60ec0f79fd08339a78006ed8c945fd1100e90e80"],
    ["userpayment.csv", 177, "92b25576fd7582109e0ff12db60811cb8b4d1e01c102079c905ba9ffb138c696"],
    ["geoplaces2.csv", 130, "4eff7a908fd21a95a6058fbecf6143ebda31bec1ff5b726d9a23a486d6eaac5c"],
    ["chefmozcuisine.csv", 916, "70fb1c59250039f00792b49d1c38e64c424935288f10564c463797dc828d533a"],
    [
      "chefmozaccepts.csv",
      1314,
      "c60001bd0009826c8d8fe29a692c57249960b05d2569ffdba222f0fbcd83e8f7",
    ],
    ["chefmozhours4.csv", 2339, "daee9dd9fee854f93ca6ef3a34c92fb85bef1eaa6337baf3934bbb194d510aca"],
    ["chefmozparking.csv", 702, "ac9c536476334d9aa4d6093690bcedde22e9c9a85bf885d4a80cf2c3ce880902"],
  ].map(([name, rows, sha256]) => ({
    name: name as string,
    rows: rows as number,
    sha256: sha256 as string,
    options: { missing: ["?"] },
  })),
  label: "rating",
  favourable: "2",
  attributes: ["userID", "placeID"],
  obtain: {
    kind: "manual",
    steps:
      "The publisher offers one archive at https://doi.org/10.24432/C5DP41; unpack it here. Its geoplaces2.csv may be Latin-1: save it as UTF-8, then compare the digest.",
  },
  notes: [
    "Cohort attributes stand in userprofile.csv, joined by userID.",
    "138 users, mostly students: most cohorts have fewer than 15.",
  ],
};
