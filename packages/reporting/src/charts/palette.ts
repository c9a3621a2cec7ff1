/** The parts colours play in a chart. */
export type ColourRole =
  | "ink"
  | "muted"
  | "grid"
  | "paper"
  | "band"
  | "cohort"
  | "reference"
  | "pass"
  | "fail"
  | "inconclusive"
  | "for"
  | "against";

export type Palette = Readonly<Record<ColourRole, string>>;

/**
 * Colours as literals, for a notebook that draws the specification itself. Cohorts and verdicts
 * take the hues of Okabe and Ito, darkened where these fall below 3:1 against white.
 */
export const LIGHT: Palette = {
  ink: "#1b1f24",
  muted: "#57606a",
  grid: "#dfe3e8",
  paper: "#ffffff",
  band: "#e4eef5",
  cohort: "#0072b2",
  reference: "#1b1f24",
  pass: "#00714f",
  fail: "#b3430a",
  inconclusive: "#7a5a00",
  for: "#0072b2",
  against: "#b3430a",
};

/** The same on a dark page. */
export const DARK: Palette = {
  ink: "#e8eaed",
  muted: "#a8b0b9",
  grid: "#343a42",
  paper: "#15181c",
  band: "#1d3140",
  cohort: "#56b4e9",
  reference: "#e8eaed",
  pass: "#3fc79a",
  fail: "#ff8f52",
  inconclusive: "#e6b422",
  for: "#56b4e9",
  against: "#ff8f52",
};

/** Colours as custom properties of the report, so that one picture serves light, dark and print. */
export const PAGE: Palette = eachRole((role) => `var(--eh-${role})`);

/**
 * The same with literal fallbacks, for a notebook that sets no properties: there ink follows the
 * surrounding text.
 */
export const EMBEDDED: Palette = eachRole((role) => {
  const fallback = role === "ink" || role === "reference" ? "currentColor" : LIGHT[role];
  return `var(--eh-${role}, ${fallback})`;
});

function eachRole(colourOf: (role: ColourRole) => string): Palette {
  const roles = Object.keys(LIGHT) as ColourRole[];
  return Object.fromEntries(roles.map((role) => [role, colourOf(role)])) as Palette;
}
