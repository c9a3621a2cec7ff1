import type { Dataset } from "../dataset.ts";

export const ouladStudents: Dataset = {
  id: "oulad-students",
  title: "Open University Learning Analytics: student table",
  domain: "education",
  licence: "CC BY 4.0",
  standing: "A",
  citation:
    "Kuzilek, J., Hlosta, M. & Zdrahal, Z. (2017). Open University Learning Analytics dataset. Scientific Data 4:170171. https://doi.org/10.1038/sdata.2017.171",
  files: [
    {
      name: "studentInfo.csv.gz",
      rows: 32_593,
      sha256: "ea7ce126479d679ddfe62fde5e31c1a258de12599e2b72830a8f9cd7560511be",
      options: {},
    },
  ],
  label: "final_result",
  favourable: ["Pass", "Distinction"],
  attributes: ["gender", "age_band", "disability", "imd_band", "region"],
  obtain: {
    kind: "manual",
    steps:
      "The Open University offers one archive with this table; its line ends may differ, and with them the digest.",
  },
  notes: [
    "The band '10-20' has no percent sign in the original.",
    "Students repeat across presentations: split by id_student.",
    "31% are Withdrawn: whether that counts as failure changes every gap.",
  ],
};

export const lawSchool: Dataset = {
  id: "law-school",
  title: "Law School Admissions / bar passage (LSAC, 1991 cohort)",
  domain: "education",
  licence: "MIT (the R package fairml)",
  standing: "B",
  citation:
    "Wightman, L. (1998). LSAC National Longitudinal Bar Passage Study. Law School Admission Council. Preprocessing: Komiyama et al. (2018); Scutari, M., fairml.",
  files: [
    {
      name: "law-school-admissions.csv",
      rows: 20_800,
      sha256: "2d5e1965436b8d1c34119eae484add659511c8493c61b1ca32507aaa5d6ac5ce",
      options: {},
    },
  ],
  label: "bar",
  favourable: "TRUE",
  attributes: ["race1", "gender", "fam_inc"],
  obtain: {
    kind: "manual",
    steps:
      "Export law.school.admissions of the R package fairml with write.csv, without row names and quotes, and compare the digest.",
  },
  notes: [
    "89% pass: ratios look deceptively good.",
    "age is not the age at enrolment (median 61).",
    "Several filtered versions exist: name this one as 20,800 rows.",
  ],
};
