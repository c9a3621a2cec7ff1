import { EvenhandError, shown } from "@evenhand/core";
import type { ModelFeature } from "../trees/ensemble.ts";
import type { Players } from "./shapley-game.ts";

/** Features that join a coalition together, by the name of their group. */
export type FeatureGroups = Readonly<Record<string, readonly string[]>>;

export interface NamedPlayers extends Players {
  readonly names: readonly string[];
}

/**
 * The players of a model: its features, or groups of them where declared. A group stands where its first
 * feature stood.
 *
 * @throws EvenhandError `config/feature-groups` for a feature that is unknown or in two groups, an empty
 * group, or a group with the name of a feature outside it
 */
export function playersOf(
  features: readonly ModelFeature[],
  groups: FeatureGroups = {},
): NamedPlayers {
  const groupOf = new Map<string, string>();
  const known = new Set(features.map(({ name }) => name));
  for (const [group, members] of Object.entries(groups)) {
    const path = `groups.${group}`;
    if (members.length === 0) throw groupFault(path, "a group without features", shown(members));
    for (const member of members) {
      if (!known.has(member)) {
        throw groupFault(
          path,
          "a group names a feature that the model does not have",
          shown(member),
        );
      }
      if (groupOf.has(member)) throw groupFault(path, "a feature is in two groups", shown(member));
      groupOf.set(member, group);
    }
    if (known.has(group) && !members.includes(group)) {
      throw groupFault(path, "a group has the name of a feature outside it", shown(group));
    }
  }
  const numbers = new Map<string, number>();
  const of = Int32Array.from(features, ({ name }) => {
    const player = groupOf.get(name) ?? name;
    const number = numbers.get(player) ?? numbers.size;
    numbers.set(player, number);
    return number;
  });
  return { of, count: numbers.size, names: [...numbers.keys()] };
}

function groupFault(path: string, problem: string, received: string): EvenhandError {
  return new EvenhandError({
    code: "config/feature-groups",
    path,
    problem,
    expected: "names of features of the model, each in one group at most",
    received,
  });
}
