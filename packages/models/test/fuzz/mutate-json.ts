import { parseUbjson } from "../../src/formats/ubjson.ts";
import type { Mutator } from "./mutate-bytes.ts";
import { mutateTree } from "./mutate-tree.ts";
import { writeUbjson } from "./write-ubjson.ts";

/** Values of a JSON file changed, dropped, repeated, exchanged. */
export const JSON_MUTATOR: Mutator = {
  name: "values",
  mutate(bytes, draw) {
    const root: unknown = JSON.parse(new TextDecoder().decode(bytes));
    mutateTree(root, draw);
    return new TextEncoder().encode(JSON.stringify(root));
  },
};

/** The same of a UBJSON file, where NaN and infinities are numbers. */
export const UBJSON_MUTATOR: Mutator = {
  name: "values",
  mutate(bytes, draw) {
    const root = parseUbjson(bytes);
    mutateTree(root, draw);
    return writeUbjson(root);
  },
};
