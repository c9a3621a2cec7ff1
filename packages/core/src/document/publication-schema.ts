import * as v from "valibot";

// Shape of what a public audit says of what it lacks.

const count = v.pipe(v.number(), v.minValue(0));

const withheldKind = v.picklist([
  "cells",
  "cohort",
  "measurement",
  "disparity",
  "verdict",
  "tipping",
  "adjusted-p",
  "strata",
  "scores",
  "proxies",
  "decision",
  "proposal",
  "ratchet",
  "exclusion",
  "note",
]);

export const publicationSchema: v.GenericSchema<unknown> = v.object({
  smallest: count,
  withheld: v.array(v.object({ kind: withheldKind, count })),
});
