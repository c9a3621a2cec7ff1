import type { Domain } from "../domain.ts";
import { domainsOf, type Person } from "../prepare.ts";
import { polishTogether } from "./anchored-search.ts";
import { bordersNear } from "./borders.ts";
import { type Ground, inputsFor, rulesOn } from "./ground.ts";
import type { Oracle } from "./oracle.ts";
import type { Scored, Space } from "./points.ts";

/** Times that the candidates near an answer are made finer. */
const FINER = 3;

export interface Refined {
  readonly domains: readonly Domain[];
  readonly answer: Scored;
}

/** Shrinks the changed numbers of an answer to values between those of the anchors. */
export async function refine(
  ground: Ground,
  person: Person,
  oracle: Oracle,
  space: Space,
  answer: Scored,
): Promise<Refined> {
  let best: Refined = { domains: space.domains, answer };
  for (let round = 0; round < FINER; round++) {
    const { domains, answer: present } = best;
    const inputs = inputsFor(ground, (at) => {
      return bordersNear(
        person.values[at] as number,
        domains[at] as Domain,
        present.point[at] as number,
      );
    });
    const finer = domainsOf(inputs, person);
    const point = placeIn(finer, domains, present.point);
    if (point === null) return best;
    const next = await polishTogether(
      { space: { ...space, ...rulesOn(ground, person, finer) }, oracle, goal: ground.goal },
      null,
      [{ ...present, point }],
    );
    if (next === null || next.cost >= present.cost) return best;
    best = { domains: finer, answer: next };
  }
  return best;
}

/** The same values among other candidates; null where one is none of them. */
function placeIn(
  to: readonly Domain[],
  from: readonly Domain[],
  point: Int32Array,
): Int32Array | null {
  const placed = point.map((candidate, at) => {
    const old = from[at] as Domain;
    if (candidate === old.own) return to[at]?.own as number;
    return (to[at] as Domain).values.indexOf(old.values[candidate] as number);
  });
  return placed.includes(-1) ? null : placed;
}
