import type { Dataset } from "../dataset.ts";

export const compas: Dataset = {
  id: "compas",
  title: "COMPAS two-year recidivism, filtered and de-identified (Broward County, 2013–2014)",
  domain: "justice",
  licence: "LGPL-3 (the R package mlr3fairness)",
  standing: "B",
  citation:
    "Angwin, J., Larson, J., Mattu, S. & Kirchner, L. (2016). Machine Bias. ProPublica. Data: Larson, Mattu, Kirchner & Angwin (2016), How We Analyzed the COMPAS Recidivism Algorithm.",
  files: [
    {
      name: "compas-two-years-deidentified.csv",
      rows: 6172,
      sha256: "bc05fdb948f9653ba2f318e706994d58e2d5cf554ab8b5bb8f4b54dc1ce19f60",
      options: {},
    },
  ],
  label: "two_year_recid",
  favourable: "0",
  attributes: ["race", "sex", "age_cat"],
  obtain: {
    kind: "manual",
    steps:
      "From the sources of the R package mlr3fairness 0.4.0: data-raw/compas-scores-two-years.csv. ProPublica's own file holds names and dates of birth and is not used.",
  },
  notes: [
    "6,172 rows after ProPublica's filter; 7,214 before: say which.",
    "Re-arrest is a poor measure of offending, and some have less than two years of follow-up.",
    "is_recid leaks the label; Asian (31) and Native American (11) are too small for stable rates.",
  ],
};

export const diabetes: Dataset = {
  id: "diabetes-130",
  title: "Diabetes, 130 US hospitals (1999–2008)",
  domain: "health",
  licence: "CC BY 4.0",
  standing: "A",
  citation:
    "Strack, B. et al. (2014). Impact of HbA1c Measurement on Hospital Readmission Rates. BioMed Research International 2014:781670. Dataset: Clore, J. et al. (2014), UCI, https://doi.org/10.24432/C5230J",
  files: [
    {
      name: "diabetic_data.csv.gz",
      rows: 101_766,
      sha256: "0689e7ec031237dc63031b938805c48377748761a3b26acab621567afa24df97",
      options: { missing: ["?"] },
    },
    {
      name: "IDs_mapping.csv",
      rows: 67,
      sha256: "f1bb82b471cb34649352597572c9b1fb00bd27f77b9f5a22a03dc3eb1039749e",
      options: {},
    },
  ],
  label: "readmitted",
  favourable: ["NO", ">30"],
  attributes: ["race", "gender", "age", "payer_code"],
  obtain: {
    kind: "manual",
    steps: "The publisher offers one archive at https://doi.org/10.24432/C5230J; unpack it here.",
  },
  notes: [
    "The text 'None' in max_glu_serum and A1Cresult means 'not measured'; it is no missing mark.",
    "Leave out discharges by death or to hospice (discharge_disposition_id 11, 13, 14, 19, 20, 21); split by patient_nbr.",
    "IDs_mapping.csv is three tables one below the other; the later headers read as rows.",
  ],
};

export const cfpbComplaints: Dataset = {
  id: "cfpb-complaints",
  title: "CFPB consumer complaints (sample with narratives)",
  domain: "complaints",
  licence: "public domain (US federal government publication)",
  standing: "A",
  citation:
    "Consumer Financial Protection Bureau. Consumer Complaint Database. https://www.consumerfinance.gov/data-research/consumer-complaints/",
  files: [
    {
      name: "complaints_sample.csv.gz",
      rows: 6623,
      sha256: "62db0ac12e10f32b77f876283818fe7f6508fed767791d90dda190fd1922878f",
      options: {},
    },
  ],
  label: "Company response to consumer",
  favourable: ["Closed with monetary relief", "Closed with non-monetary relief"],
  attributes: ["Tags", "State", "Submitted via"],
  obtain: {
    kind: "manual",
    steps:
      "This is a sample re-saved with other dates; the Bureau's own downloads do not equal it.",
  },
  notes: [
    "A blank Tags does not mean 'not older, not military': tags are self-reported.",
    "Narratives are untrusted text with line breaks; 29 are duplicates.",
    "'N/A' is a literal value.",
  ],
};
