import type { Configuration, PolicyChange } from "@evenhand/core";

type Section = "data" | "decisions" | "model" | "ratchet" | "history";

/** What a configuration asks beside its policy: of which people, which decisions, against what. */
const SECTIONS: readonly Section[] = ["data", "decisions", "model", "ratchet", "history"];

/** Sections that can only block more: without one, less is asked. */
const GATES: readonly Section[] = ["ratchet", "history"];

/** Numbers of which a larger one lets more through. */
const HIGHER_IS_LOOSER: readonly string[] = ["ratchet.margin", "ratchet.floor"];

/**
 * The differences between two configurations outside their policies, which `comparePolicies` compares:
 * another column of decisions or other people left out can turn a verdict as a looser limit does.
 */
export function compareQuestions(before: Configuration, after: Configuration): PolicyChange[] {
  return SECTIONS.flatMap((section): PolicyChange[] => {
    const [old, now] = [before[section], after[section]];
    if (old === null && now === null) return [];
    if (old === null || now === null) {
      const isGate = GATES.includes(section);
      return old === null
        ? [
            {
              path: section,
              before: null,
              after: "declared",
              effect: isGate ? "tightened" : "added",
            },
          ]
        : [
            {
              path: section,
              before: "declared",
              after: null,
              effect: isGate ? "loosened" : "removed",
            },
          ];
    }
    return compareKeys(section, new Map(Object.entries(old)), new Map(Object.entries(now)));
  });
}

function compareKeys(
  section: Section,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): PolicyChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): PolicyChange[] => {
    const path = `${section}.${name}`;
    const [old, now] = [before.get(name) ?? null, after.get(name) ?? null];
    const [oldText, nowText] = [JSON.stringify(old), JSON.stringify(now)];
    if (oldText === nowText) return [];
    const effect = HIGHER_IS_LOOSER.includes(path)
      ? Number(now) > Number(old)
        ? "loosened"
        : "tightened"
      : "changed";
    return [
      { path, before: old === null ? null : oldText, after: now === null ? null : nowText, effect },
    ];
  });
}
