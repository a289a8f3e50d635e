// A tool, not a test: pictures of a site's pages to look at, and of how they print.
//
//   node shots.mjs SITE OUT [--full]
//
// Home, a text, a concept and a comparison, at three widths, light and dark; the window's part, or with --full all.

import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { kindsOf, launch, readPages, serve } from "./lib.mjs";

const { values, positionals } = parseArgs({ options: { full: { type: "boolean" } }, allowPositionals: true });
if (positionals.length !== 2) {
  console.error("usage: node shots.mjs SITE OUT [--full]");
  process.exit(2);
}
const [folder, out] = positionals.map((path) => resolve(path));
mkdirSync(out, { recursive: true });

const { home, text, concept, comparison } = kindsOf(readPages(folder));
const pages = Object.entries({ home, text, concept, comparison }).filter(([, path]) => path);
const windows = [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
];

const site = await serve(folder);
const browser = await launch();
try {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of windows) await take(colorScheme, viewport);
  }
  await print();
} finally {
  await browser.close();
  await site.stop();
}

async function take(colorScheme, viewport) {
  const context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  for (const [kind, path] of pages) {
    await page.goto(site.home + path);
    await page.evaluate(() => document.fonts.ready);
    const name = `${kind}-${viewport.width}-${colorScheme}.png`;
    await page.screenshot({ path: join(out, name), fullPage: values.full ?? false });
    console.log(name);
  }
  await context.close();
}

/** Each page as a PDF, and as pictures of its sheets where pdftoppm is there to make them. */
async function print() {
  const page = await browser.newPage();
  for (const [kind, path] of pages) {
    const stem = join(out, `${kind}-print`);
    await page.goto(site.home + path);
    await page.pdf({ path: `${stem}.pdf`, format: "A4", preferCSSPageSize: true });
    const drawn = spawnSync("pdftoppm", ["-png", "-r", "60", `${stem}.pdf`, stem]);
    console.log(drawn.status === 0 ? `${kind}-print.pdf and its sheets` : `${kind}-print.pdf`);
  }
}
