import { plainText } from "../wording/text.ts";

/** Attributes that nobody sees: defaults, and what Vega needs in a live page. */
const NOISE =
  / (?:pointer-events="[^"]*"|aria-[a-z]+="[^"]*"|role="[^"]*"|class="[^"]*"|xmlns(?::xlink)?="[^"]*"|version="[^"]*"|opacity="1"|stroke-width="1"|font-family="[^"]*"|font-weight="normal"|text-anchor="start"|transform="translate\(0,0\)"|[xy]2="0")/g;
const FONT = / font-family="[^"]*"/;
const UNSEEN = /<path(?: [^>]*)? display="none"[^>]*\/>|<path d="[^"]*"\/>/g;
const EMPTY = /<g\/>|<g><\/g>/g;
const NUMBER = /-?\d+\.\d{2,}(?:e-?\d+)?/g;
/** Vega draws a circle as two arcs. */
const CIRCLE =
  /<path transform="translate\(([\d.-]+),([\d.-]+)\)" d="M([\d.]+),0A\3,\3,0,1,1,-\3,0A\3,\3,0,1,1,\3,0"/g;
/** A line by itself; as a path it needs less room. */
const LINE =
  /<line( transform="translate\(([\d.-]+),([\d.-]+)\)")?( x2="([\d.-]+)")?( y2="([\d.-]+)")?/g;
/** A text of one line, whose place can be written shorter. */
const LINE_OF_TEXT =
  /<text([^>]*) transform="translate\(([\d.-]+),([\d.-]+)\)"([^>]*)>([^<]*)<\/text>/g;
/** Marks of one layer: a group without attributes that holds only elements of one kind. */
const LAYER =
  /<g>((?:<(path|circle)( [^>]*)\/>)+|(?:<text( [^>]*)>(?:(?!<\/text>).)*<\/text>)+)<\/g>/gs;
const START_TAG = /<(path|circle|text)((?: [a-z0-9-]+="[^"]*")*)/g;
const ATTRIBUTE = / [a-z0-9-]+="[^"]*"/g;
const INHERITED =
  /^ (?:fill|fill-opacity|stroke|stroke-width|stroke-dasharray|stroke-opacity|stroke-linecap|font-size|font-weight|text-anchor)=/;

/**
 * Leaves of Vega's text what is seen, and names the picture. Inside text and attribute values Vega
 * escapes `<` and `>`, so `<…>` is always a tag. Coordinates are rounded to tenths of a pixel: the
 * last digits of a logarithm differ between engines. Attributes that all marks of a layer share move to its group.
 */
export function tidySvg(svg: string, name: string): string {
  const font = FONT.exec(svg)?.[0] ?? "";
  return svg
    .replace(/<[^>]*>/g, (tag) => tag.replace(NOISE, "").replace(NUMBER, roundNumber))
    .replace(UNSEEN, "")
    .replace(EMPTY, "")
    .replace(CIRCLE, '<circle cx="$1" cy="$2" r="$3"')
    .replace(LINE_OF_TEXT, '<text$1 x="$2" y="$3"$4>$5</text>')
    .replace(LINE, asPath)
    .replace(LAYER, shareAttributes)
    .replace(
      "<svg",
      `<svg role="img" aria-label="${escapeAttribute(name)}" class="eh-chart"${font}`,
    );
}

function roundNumber(number: string): string {
  return String(Math.round(Number(number) * 10) / 10);
}

function shareAttributes(layer: string, marks: string): string {
  const lists = [...marks.matchAll(START_TAG)].map((match) => attributesOf(match[2] ?? ""));
  const [first = [], ...others] = lists;
  const shared = first.filter(
    (attribute) => INHERITED.test(attribute) && others.every((list) => list.includes(attribute)),
  );
  const joined = joinPaths(marks, shared);
  if (joined !== null) return joined;
  if (others.length === 0 || shared.length === 0) return layer;
  const bare = marks.replace(START_TAG, (_tag, kind: string, attributes: string) => {
    const own = attributesOf(attributes).filter((each) => !shared.includes(each));
    return `<${kind}${own.join("")}`;
  });
  return `<g${shared.join("")}>${bare}</g>`;
}

/** Areas and lines that differ in nothing but their place become one path. */
function joinPaths(marks: string, shared: readonly string[]): string | null {
  const places: string[] = [];
  for (const [, kind, text = ""] of marks.matchAll(START_TAG)) {
    const [place = "", ...others] = attributesOf(text).filter((each) => !shared.includes(each));
    if (kind !== "path" || others.length > 0 || !place.startsWith(' d="')) return null;
    places.push(place.slice(' d="'.length, -1));
  }
  return `<path${shared.join("")} d="${places.join("")}"/>`;
}

function asPath(...[, , x = "0", y = "0", , right = "0", , down = "0"]: readonly string[]): string {
  const move = down === "0" ? `h${right}` : right === "0" ? `v${down}` : `l${right},${down}`;
  return `<path d="M${x},${y}${move}"`;
}

function attributesOf(text: string): readonly string[] {
  return text.match(ATTRIBUTE) ?? [];
}

function escapeAttribute(text: string): string {
  return plainText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
