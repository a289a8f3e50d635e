// What the tests that visit the built site share: importing this opens a browser and serves the site before the first
// test of a file, and closes both after the last.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { filesOf, launch, serve } from "./lib.mjs";

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

/** Builds a site of these files and serves it; `use` takes its address and the paths of its files. */
export async function built(files, use) {
  const folder = mkdtempSync(join(tmpdir(), "seedbed-search-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { status } = spawnSync(process.env.SEEDBED, ["build", "--quiet", folder, "--dest-dir", join(folder, "public")], { stdio: "ignore" });
  // With 1 the site is made, and something in the texts is wrong.
  assert.ok(status === 0 || status === 1, `the build ended with ${status}`);
  const home = await serve(join(folder, "public"));
  try {
    await use(home.home, filesOf(join(folder, "public")));
  } finally {
    await home.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
