import type { Command, Options, Verb } from "./declaration.ts";
import { parseVerb } from "./parse.ts";

/** Ties a verb's option types to its `run`, then forgets them, so that verbs can stand in one list. */
export function commandOf<O extends Options>(verb: Verb<O>): Command {
  return {
    declaration: verb,
    run: (session, argv) => verb.run(session, parseVerb(verb, argv)),
  };
}
