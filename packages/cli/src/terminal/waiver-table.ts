import { numberText, type Waiver, type WaiverState, waiverCohort } from "@evenhand/core";
import type { Colours } from "./colours.ts";
import { drawGrid } from "./grid.ts";
import { wrapped } from "./wrap.ts";

type Listed = Waiver & WaiverState;

const HEAD = ["state", "budget", "cohort", "ceiling", "last day", "owner", "approved by"];
const WRAPS = { column: 2, least: 12 };

const STATE: Readonly<Record<WaiverState["status"], string>> = {
  active: "active",
  ending: "ends soon",
  expired: "expired",
  "not-yet-valid": "not yet",
};

/** Waivers for a terminal; where the table does not fit, a sentence each. */
export function drawWaivers(
  waivers: readonly Listed[],
  { colours, width }: { readonly colours: Colours; readonly width: number },
): string {
  if (waivers.length === 0) return "No waiver is declared.\n";
  const table = drawGrid(
    {
      head: HEAD,
      aligns: ["left", "left", "left", "right", "left", "left", "left"],
      sections: [
        {
          title: null,
          rows: waivers.map((one) => [
            stateOf(one, colours),
            one.budget,
            waiverCohort(one),
            numberText(one.ceiling),
            one.expires,
            one.owner,
            one.approvedBy,
          ]),
        },
      ],
    },
    { wraps: WRAPS, width, colours },
  );
  const sentences = waivers.map((one) =>
    wrapped(
      `${STATE[one.status]}: ${one.budget} for ${waiverCohort(one)}, up to ${numberText(one.ceiling)} until ${one.expires}; ${one.reason} (${one.owner}, approved by ${one.approvedBy})`,
      width,
    ),
  );
  return `${table ?? sentences.join("\n")}\n`;
}

function stateOf({ status }: Listed, colours: Colours): string {
  const text = STATE[status];
  if (status === "active") return colours.green(text);
  return status === "expired" ? colours.red(text) : colours.yellow(text);
}
