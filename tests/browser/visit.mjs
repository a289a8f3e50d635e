// What the tests that visit the built site share: importing this opens a browser and serves the site before the first
// test of a file, and closes both after the last.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { launch, serve } from "./lib.mjs";

export let browser;
export let site;
before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.2 up to AA, and what axe recommends beside them. */
export const RULES = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
};

/** What axe finds on a page, by these rules or by all that it knows. */
export async function violations(page, rules = {}) {
  await page.evaluate(axe);
  return (await page.evaluate((rules) => window.axe.run(rules), rules)).violations;
}
