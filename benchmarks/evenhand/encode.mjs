// The same from texts: encoding and the whole audit, and encoding alone.
import {
  audit,
  encodeCategory,
  parseConfiguration,
  tableOf,
} from "../../packages/core/dist/index.js";
import { LEVELS, makeCodes, QUESTION } from "../lib/people.mjs";
import { measure, report } from "../lib/timing.mjs";

const [rows, runs] = process.argv.slice(2).map(Number);
// Split from one text, as a CSV reader does it: every row has a string of its own.
const texts = Object.fromEntries(
  Object.entries(makeCodes(rows)).map(([name, codes]) => [
    name,
    Array.from(codes, (code) => LEVELS[name][code])
      .join("\n")
      .split("\n"),
  ]),
);
const question = parseConfiguration(QUESTION);
const encode = () => tableOf(Object.keys(texts).map((name) => encodeCategory(name, texts[name])));

report({
  times: {
    "encode + audit": measure(() => audit(encode(), question), runs),
    "encode alone": measure(encode, runs),
  },
});
