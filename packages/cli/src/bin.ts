#!/usr/bin/env node
import { main } from "./main.ts";

const { argv, env, stdin, stdout, stderr } = process;
main({ argv: argv.slice(2), env, cwd: process.cwd(), stdin, stdout, stderr }).then((exitCode) => {
  process.exitCode = exitCode;
});
