import type { ConfigurationInput } from "../../src/configuration/input.ts";

/** Applicants of two departments: women are admitted more often in each and less often in all. */
export const REVERSED = [
  ...applicants("F", "hard", 80, 24),
  ...applicants("F", "easy", 20, 16),
  ...applicants("M", "hard", 20, 4),
  ...applicants("M", "easy", 80, 56),
];

export const ADMISSIONS: ConfigurationInput = {
  decisions: { label: "admitted", favourable: 1 },
  cohorts: { sex: { by: ["sex"], within: ["department"], reference: { sex: "M" } } },
};

interface Applicant {
  readonly sex: string;
  readonly department: string;
  readonly admitted: 0 | 1;
}

export function applicants(sex: string, department: string, all: number, of: number): Applicant[] {
  return Array.from({ length: all }, (_, i) => ({ sex, department, admitted: i < of ? 1 : 0 }));
}

/** So many people of a group with an outcome and the decisions of two models. */
export function decided(
  count: number,
  person: { readonly g: string; readonly y: 0 | 1; readonly a: 0 | 1; readonly b: 0 | 1 },
): (typeof person)[] {
  return Array.from({ length: count }, () => person);
}
