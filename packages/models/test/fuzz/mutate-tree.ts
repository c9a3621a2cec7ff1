import type { Draw } from "../random-models.ts";

const HOSTILE: readonly (() => unknown)[] = [
  ...[-1, -2, 0, 1, 2, 0.5, 1e9, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e308, -1e308, 1e-320],
  ...[Number.NaN, Infinity, -Infinity, null, true, false, "", "0", "-1", "1e999", "length"],
  ...["__proto__", "constructor", "NaN", "\u0000", "\u202e"],
].map((value) => () => value);

const HOSTILE_PARTS: readonly (() => unknown)[] = [
  () => [],
  () => ({}),
  () => [0],
  () => ({ toString: 1, valueOf: 1 }),
  () => withOwn({}, "__proto__", { polluted: 1 }),
  () => nested(60),
  () => nested(400),
];

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let at = 0; at < depth; at++) value = at % 2 === 0 ? [value] : { left: value };
  return value;
}

type Part = Record<string, unknown>;

/** Sets a property of the object itself, also where its name is `__proto__`. */
function withOwn(part: Part, key: string, value: unknown): Part {
  return Object.defineProperty(part, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** Every place of a tree of values: the part that holds it, and its key there. */
function placesOf(root: unknown): [part: Part, key: string][] {
  const places: [Part, string][] = [];
  const waiting: unknown[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== "object" || next === null) continue;
    for (const [key, value] of Object.entries(next)) {
      places.push([next as Part, key]);
      if (typeof value === "object" && value !== null) waiting.push(value);
    }
  }
  return places;
}

/** Changes one to three places of a tree of values, in place. */
export function mutateTree(root: unknown, draw: Draw): void {
  for (let times = 1 + draw(3); times > 0; times--) {
    const places = placesOf(root);
    const place = places[draw(places.length)];
    if (place === undefined) return;
    const [part, key] = place;
    const [otherPart, otherKey] = places[draw(places.length)] as [Part, string];
    const own = part[key];
    const kind = draw(10);
    if (kind < 3) {
      withOwn(part, key, (HOSTILE[draw(HOSTILE.length)] as () => unknown)());
    } else if (kind === 3) {
      withOwn(part, key, (HOSTILE_PARTS[draw(HOSTILE_PARTS.length)] as () => unknown)());
    } else if (kind < 6) {
      withOwn(part, key, typeof own === "number" ? own + draw(5) - 2 : structuredClone(own));
      if (Array.isArray(part) && typeof own !== "number") part.push(own);
    } else if (kind === 6) {
      // Another list of the same part, or another value of the same list: sides swapped, cycles.
      const keys = Object.keys(part);
      withOwn(part, key, structuredClone(part[keys[draw(keys.length)] as string]));
    } else if (kind === 7) {
      withOwn(part, key, structuredClone(otherPart[otherKey]));
    } else if (kind === 8) {
      if (Array.isArray(part)) part.splice(Number(key), 1);
      else delete part[key];
    } else if (Array.isArray(part)) {
      part.splice(draw(part.length + 1), 0, own);
    } else {
      withOwn(part, draw(2) === 0 ? "__proto__" : `${key}s`, own);
      delete part[key];
    }
  }
}
