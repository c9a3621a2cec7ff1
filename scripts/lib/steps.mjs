const HEARTBEAT_MS = 1_000;

/** A step that failed: `output` is what its quiet child wrote, `code` the exit code to pass on. */
export class StepFailure extends Error {
  constructor(message, { code, output }) {
    super(message);
    this.code = code;
    this.output = output;
  }
}

/**
 * Runs named steps one after another, telling their progress on standard error, and exits with the
 * code of the first that fails. A step returns what it did, in two or three words.
 */
export async function runSteps(steps) {
  for (const [index, step] of steps.entries()) {
    const display = startDisplay(
      `[${index + 1}/${steps.length}] ${step.name}`,
      step.streams === true,
    );
    try {
      display.finish((await step.run()) ?? "done");
    } catch (error) {
      display.finish("failed");
      if (!(error instanceof StepFailure)) throw error;
      process.stderr.write(`${error.output}${error.message}\n`);
      process.exitCode = error.code;
      return;
    }
  }
}

/** `streams` says that the step itself writes to the terminal, so a ticking line would garble it. */
function startDisplay(label, streams) {
  const started = performance.now();
  const elapsed = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const redraws = process.stderr.isTTY === true && !streams;
  const draw = (text) => process.stderr.write(redraws ? `\r\u001b[2K${text}` : `${text}\n`);

  draw(`${label} …`);
  const timer = redraws
    ? setInterval(() => draw(`${label} … ${elapsed()}`), HEARTBEAT_MS)
    : undefined;
  return {
    finish(outcome) {
      clearInterval(timer);
      draw(`${label}: ${outcome} (${elapsed()})`);
      if (redraws) process.stderr.write("\n");
    },
  };
}
