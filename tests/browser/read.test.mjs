// A reader's way through the built site in a real browser: from disk and over HTTP, with JavaScript and without.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { kindsOf, none, readPages, SITE, watch, WIDTHS } from "./lib.mjs";
import { browser, RULES, site, violations } from "./visit.mjs";

const kinds = Object.entries(kindsOf(readPages()));
const present = kinds.filter(([, path]) => path);

/** Reads in a browser context of its own; fails with what the reading found, and with whatever went wrong meanwhile. */
async function reading(options, home, read) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(30_000);
  const problems = watch(context, home);
  const found = await read(await context.newPage()).catch((error) => [error.message]);
  await context.close();
  none([...(found ?? []), ...problems]);
}

test("the site has a page of every kind", () => {
  none(kinds.filter(([, path]) => !path).map(([kind]) => `no page for: ${kind}`));
});

// ---- from a text to a concept and back

const homes = { "over HTTP, below a path": () => site.home, "from disk": () => pathToFileURL(`${SITE}/`).href };

for (const [where, home] of Object.entries(homes)) {
  for (const javaScriptEnabled of [false, true]) {
    test(`a mention leads to its concept and back, ${where}, JavaScript ${javaScriptEnabled ? "on" : "off"}`, () =>
      reading({ javaScriptEnabled }, home(), async (page) => {
        await page.goto(`${home()}index.html`);
        for (const text of await textsLinkedFrom(page)) {
          await page.goto(`${home()}index.html`);
          await page.locator(`main a[href="${text}"]`).first().click();
          await fromMentionAndBack(page, text);
        }
      }));
  }
}

async function textsLinkedFrom(page) {
  const links = page.locator('main a[href^="texts/"]');
  const hrefs = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href")));
  const texts = [...new Set(hrefs)].filter((href) => !/#|\/index\.html$/.test(href));
  assert.ok(texts.length > 0, "home links to no text");
  return texts.slice(0, 5);
}

async function fromMentionAndBack(page, text) {
  await page.waitForURL(`**/${text}`);
  await page.locator("main a.m:visible").first().click();
  await page.waitForURL(/\/concepts\/[^/]+\.html/);
  await page.locator(`main a.k[href*="${text}#"]`).first().click();
  await page.waitForURL(new RegExp(`/${text.replaceAll(".", "\\.")}#`));
  const place = await settled(page);
  assert.ok(place.exists, `${page.url()}: no element has this id`);
  assert.ok(place.visible, `${page.url()}: the element is not shown`);
  assert.ok(place.inView, `${page.url()}: the element is out of view: ${JSON.stringify(place)}`);
}

/** Where the target of the address lies, once the page has had the time to scroll to it. */
async function settled(page) {
  for (let tries = 0; ; tries += 1) {
    const place = await page.evaluate(() => {
      const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!element) return { exists: false };
      const { top, bottom, left, right } = element.getBoundingClientRect();
      const inView = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
      return { exists: true, visible: element.checkVisibility(), inView, top, bottom, left, right };
    });
    if ((place.visible && place.inView) || tries === 20) return place;
    await new Promise((later) => setTimeout(later, 100));
  }
}

// ---- by keyboard

test("the first stop of the Tab key is a link to the content", () =>
  reading({}, site.home, async (page) => {
    const found = [];
    for (const [, path] of present) {
      await page.goto(site.home + path);
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const link = document.activeElement;
        const box = link.getBoundingClientRect();
        const target = link.hash && document.getElementById(link.hash.slice(1));
        return { html: link.outerHTML.slice(0, 80), leads: target?.tagName, shown: box.top >= 0 && box.height > 1 };
      });
      if (stop.leads !== "MAIN") found.push(`${path}: leads to no main: ${stop.html}`);
      else if (!stop.shown) found.push(`${path}: has the focus and is not shown: ${stop.html}`);
    }
    return found;
  }));

// ---- at every width

test(`no page is wider than its window, at ${WIDTHS.join(", ")} px`, () =>
  reading({}, site.home, async (page) => {
    const found = [];
    for (const [, path] of present) {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(site.home + path);
        const over = await page.evaluate(widerThanTheWindow);
        if (over) found.push(`${path} at ${width} px: ${over}`);
      }
    }
    return found;
  }));

/** Runs in the page: by how much it is too wide, and what reaches out the farthest. */
function widerThanTheWindow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return undefined;
  const reach = (element) => element.getBoundingClientRect().right;
  const [widest] = [...document.body.querySelectorAll("*")].sort((a, b) => reach(b) - reach(a));
  return `${scrollWidth} px wide, farthest out: ${widest?.outerHTML.slice(0, 100)}`;
}

// ---- for everyone

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test(`axe finds no barrier, ${colorScheme}, at ${width} px`, () =>
      reading({ colorScheme, viewport: { width, height: 900 } }, site.home, async (page) => {
        const found = [];
        for (const [, path] of present) {
          await page.goto(site.home + path);
          // On narrow windows notes unfold in place: what is folded away counts too.
          if (width < 800) await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
          found.push(...(await barriers(page)).map((barrier) => `${path}: ${barrier}`));
        }
        return found;
      }));
  }
}

async function barriers(page) {
  return (await violations(page, RULES)).map(({ id, help, nodes }) => {
    const [{ target, any, all, none }] = nodes;
    const why = [...any, ...all, ...none][0]?.message ?? "";
    return `${id}: ${help} (${nodes.length}), first ${target.join(" ")}: ${why}`;
  });
}
