// Times the search at several supports, on the people whose rows divexplorer gets.
import { discoverCohorts } from "../../packages/core/dist/index.js";
import { measure, report } from "../lib/timing.mjs";
import { makeSearched, questionAbout } from "./discovery-people.mjs";

const [rows, runs, ...supports] = process.argv.slice(2).map(Number);
const people = makeSearched(rows);
const question = questionAbout(people);

report({
  searches: supports.map((support) => {
    const asked = { ...question, minimumSupport: support };
    const { compared } = discoverCohorts(people, asked);
    return { support, compared, times: measure(() => discoverCohorts(people, asked), runs) };
  }),
});
