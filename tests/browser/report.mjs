// The test runner's report: a line a test, the reasons of what failed, and a closing line to count by.

import { stripVTControlCharacters } from "node:util";

export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === "test:stdout") yield data.message;
    if (type === "test:stderr") yield data.message;
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.details.type === "suite") continue;
    if (type === "test:pass") {
      passed += 1;
      yield `ok    ${data.name} (${Math.round(data.details.duration_ms)} ms)\n`;
    } else {
      failed += 1;
      yield `FAIL  ${data.name}\n${reason(data.details.error).replace(/^/gm, "        ")}\n`;
    }
  }
  yield `${passed} passed, ${failed} failed\n`;
}

/** An assertion says all in its message; any other error needs its stack. */
function reason(error) {
  const cause = error.cause ?? error;
  const text = cause.code === "ERR_ASSERTION" ? cause.message : String(cause.stack ?? cause);
  return stripVTControlCharacters(text);
}
