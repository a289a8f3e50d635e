// A measurement, not a test: how long the browser's main thread works to load a page, here and in mdBook's with the same
// text, taken in turn in one run so that other work on the machine slows both.
//
//   mdbook init book --force && cp seeds/a.txt book/src/chapter_1.md && mdbook build book
//   node benches/page_load.mjs SITE texts/a.html BOOK/book chapter_1.html [LOADS]

import { join, resolve } from "node:path";
import { launch, serve } from "../tests/browser/lib.mjs";

const [ours, ourPage, theirs, theirPage, loads = "15"] = process.argv.slice(2);
if (!theirPage) {
  console.error("usage: node page_load.mjs SITE PAGE BOOK PAGE [LOADS]");
  process.exit(2);
}
const PARTS = ["TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];

const browser = await launch();
const sites = [];
for (const [name, folder, page] of [["Seedbed", ours, ourPage], ["mdBook", theirs, theirPage]]) {
  const served = await serve(resolve(folder));
  sites.push({ name, served, url: join(served.home, page).replace(/^(https?:)\/+/, "$1//"), taken: [] });
}
for (let load = 0; load <= Number(loads); load += 1) {
  for (const site of sites) {
    const metrics = await measured(site.url);
    // The first load of each warms up the browser.
    if (load > 0) site.taken.push(metrics);
  }
}
console.log(`ms of the main thread, median of ${loads} loads: ${PARTS.map((part) => part.replace("Duration", "")).join(", ")}`);
for (const { name, taken } of sites) {
  console.log(`${name}: ${PARTS.map((part) => median(taken.map((metrics) => metrics[part])).toFixed(1)).join(", ")}`);
}
await browser.close();
await Promise.all(sites.map(({ served }) => served.stop()));

/** One load in a context of its own, with nothing in any cache. */
async function measured(url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestIdleCallback(done))));
  const { metrics } = await devtools.send("Performance.getMetrics");
  await context.close();
  return Object.fromEntries(metrics.filter(({ name }) => PARTS.includes(name)).map(({ name, value }) => [name, value * 1000]));
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
