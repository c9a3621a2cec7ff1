/** The closing line of a test run, alone on its line: `N passed, N failed`, then the skipped if any. */
export function closingLine({ passed, failed, skipped }) {
  const counts = `${passed} passed, ${failed} failed`;
  return skipped.length === 0 ? counts : `${counts}, ${skipped.length} skipped`;
}

/** One line for each reason to skip, with the number of tests it held back; without a reason, the test's name. */
export function skipLines({ skipped }) {
  const counts = new Map();
  for (const { test, reason } of skipped) {
    const key = reason ?? test;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([reason, tests]) => `Skipped ${tests}: ${reason}`);
}
