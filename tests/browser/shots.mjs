// A tool, not a test: pictures of a site's pages to look at, and of how they print.
//
//   node shots.mjs SITE OUT [--full]
//
// One page of each kind and what opens on it (search, a card, the settings), at three widths, light and dark; the
// window's part, or with --full all. Then without styles, without scripts, at 320 px and magnified; and on paper.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { filesOf, kindsOf, launch, serve } from "./lib.mjs";

const { values, positionals } = parseArgs({ options: { full: { type: "boolean" } }, allowPositionals: true });
if (positionals.length !== 2) {
  console.error("usage: node shots.mjs SITE OUT [--full]");
  process.exit(2);
}
const [folder, out] = positionals.map((path) => resolve(path));
mkdirSync(out, { recursive: true });

// No tree of each page: a site may have thousands.
const html = filesOf(folder).filter((path) => path.endsWith(".html"));
const read = (path) => readFileSync(join(folder, path));
const kinds = kindsOf(html.map((path) => ({ path, bytes: read(path).length, redirect: read(path).includes('http-equiv="refresh"') })));
const pages = Object.entries(kinds).filter(([, path]) => path);
const windows = [
  { width: 1440, height: 900 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
];

const site = await serve(folder);
const browser = await launch();
try {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of windows) {
      await take(`${viewport.width}-${colorScheme}`, { colorScheme, viewport });
      await opened(`${viewport.width}-${colorScheme}`, { colorScheme, viewport });
    }
  }
  await take("320", { viewport: { width: 320, height: 640 } });
  // What a browser does at 200 %: half the room, twice the density.
  await take("zoomed", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  await take("without-scripts", { viewport: windows[0], javaScriptEnabled: false });
  await take("without-styles", { viewport: windows[0] }, (page) => page.route("**/*.css", (route) => route.abort()));
  await print();
} finally {
  await browser.close();
  await site.stop();
}

async function take(suffix, options, prepare = async () => {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await prepare(page);
  for (const [kind, path] of pages) {
    await page.goto(site.home + path);
    await save(page, `${kind}-${suffix}`, values.full ?? false);
  }
  await context.close();
}

/** What opens only when a reader asks for it. */
async function opened(suffix, options) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(site.home + (kinds.text ?? kinds.home));
  if (await page.locator("#q").count()) {
    await page.fill("#q", "the");
    await page.waitForSelector("#hits:not([hidden])");
    await save(page, `search-${suffix}`);
    await page.keyboard.press("Escape");
  }
  const mention = page.locator(".text a.m").first();
  if (await mention.count()) {
    await mention.focus();
    await page.waitForSelector("#card:popover-open");
    await save(page, `card-${suffix}`);
    await page.keyboard.press("Escape");
  }
  await page.locator(".aa").click();
  await page.waitForSelector("#display:popover-open");
  await save(page, `settings-${suffix}`);
  await page.keyboard.press("Escape");
  await page.locator("body").press("?");
  await page.waitForSelector("#keys:popover-open");
  await save(page, `keys-${suffix}`);
  await context.close();
}

async function save(page, name, fullPage = false) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(out, `${name.replaceAll(" ", "-")}.png`), fullPage });
  console.log(name);
}

/** Each page as a PDF, and as pictures of its sheets where pdftoppm is there to make them. */
async function print() {
  const page = await browser.newPage();
  for (const [kind, path] of pages) {
    const stem = join(out, `${kind.replaceAll(" ", "-")}-print`);
    await page.goto(site.home + path);
    // A sheet that is drawn before its typeface has come has no words; some of those named are not on every machine.
    await page.evaluate(() => Promise.allSettled([...document.fonts].map((font) => font.load())));
    await page.pdf({ path: `${stem}.pdf`, format: "A4", preferCSSPageSize: true });
    const drawn = spawnSync("pdftoppm", ["-png", "-r", "60", `${stem}.pdf`, stem]);
    console.log(drawn.status === 0 ? `${kind}-print.pdf and its sheets` : `${kind}-print.pdf`);
  }
}
