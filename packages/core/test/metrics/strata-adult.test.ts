import { expect, it } from "vitest";
import { describeWith } from "../../../../test/optional-suite.ts";
import { missingSharedData } from "../../../../test/shared-data.ts";
import { audit, categoriesOf, requireColumn, type Table } from "../../src/index.ts";
import { readAdult } from "../shared-data.ts";

function textsOf(adult: Table, name: string): string[] {
  const { codes, levels } = categoriesOf(requireColumn(adult, name, "test"));
  return Array.from(codes, (code) => levels[code] as string);
}

/** Women and men at one level of education, and how many of them earn above 50K. */
interface Tally {
  women: number;
  men: number;
  richWomen: number;
  richMen: number;
}

describeWith("data", missingSharedData, "Adult by sex within education", () => {
  const adult = readAdult();
  const [difference] =
    audit(adult, {
      decisions: { label: "income", favourable: ">50K." },
      cohorts: { sex: { by: ["sex"], reference: "Male", within: ["education"] } },
    }).stratified ?? [];

  it("the combination is Σ(x₁n₂ − x₂n₁)/N ÷ Σ n₁n₂/N, counted from the rows", () => {
    const [sex, income, education] = ["sex", "income", "education"].map((name) =>
      textsOf(adult, name),
    ) as [string[], string[], string[]];
    const tallies = new Map<string, Tally>();
    education.forEach((level, row) => {
      const tally = tallies.get(level) ?? { women: 0, men: 0, richWomen: 0, richMen: 0 };
      tallies.set(level, tally);
      const isRich = income[row] === ">50K." ? 1 : 0;
      if (sex[row] === "Female") {
        tally.women++;
        tally.richWomen += isRich;
      } else {
        tally.men++;
        tally.richMen += isRich;
      }
    });
    let above = 0;
    let below = 0;
    for (const { women, men, richWomen, richMen } of tallies.values()) {
      above += (richWomen * men - richMen * women) / (women + men);
      below += (women * men) / (women + men);
    }
    expect(difference?.combined).toBeCloseTo(above / below, 12);
    expect(difference?.strata).toHaveLength(tallies.size);
  });

  it("women earn above 50K less often at every level: −0.19 over all, −0.18 at equal education", () => {
    expect(difference?.pooled).toBeCloseTo(-0.191, 3);
    expect(difference?.combined).toBeCloseTo(-0.1817, 4);
    expect(difference?.isReversed).toBe(false);
    expect(difference?.strata.every(({ value }) => (value ?? 0) < 0)).toBe(true);
  });
});
