// What pages say to other programs, the drawing of the map and its table, and the page for lost addresses.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { attribute, kindsOf, none, readPages, SITE, watch } from "./lib.mjs";
import { browser, site } from "./visit.mjs";

const pages = readPages();
const kinds = kindsOf(pages);
const page = (path) => pages.find((one) => one.path === path);

// ---- what pages say to other programs

function jsonLd({ elements }) {
  const script = elements.find((element) => attribute(element, "type") === "application/ld+json");
  return script ? JSON.parse(script.childNodes.map((node) => node.value).join("")) : {};
}

/** The types of what a page says of itself. */
const types = (one) => (jsonLd(one)["@graph"] ?? [jsonLd(one)]).map((node) => node["@type"]);

test("pages say what they are in JSON-LD", () => {
  const expected = {
    home: ["WebSite"],
    text: ["Article", "BreadcrumbList"],
    concept: ["DefinedTerm", "BreadcrumbList"],
    comparison: ["BreadcrumbList"],
    "index of concepts": ["DefinedTermSet", "BreadcrumbList"],
  };
  for (const [kind, wanted] of Object.entries(expected)) assert.deepEqual(types(page(kinds[kind])), wanted, kind);
});

test("every page has a title and a description of its own, and names no picture that is not there", () => {
  const said = (one, name) => {
    const meta = one.elements.find((element) => [attribute(element, "name"), attribute(element, "property")].includes(name));
    return meta && attribute(meta, "content");
  };
  const shown = pages.filter((one) => !one.redirect && one.path !== "404.html");
  none(
    shown.flatMap((one) =>
      ["description", "og:title", "og:type", "og:description"]
        .filter((name) => !said(one, name)?.trim())
        .map((name) => `${one.path} does not say its ${name}`)
        .concat(said(one, "og:image") ? [`${one.path} names a picture`] : []),
    ),
  );
  // A text and a concept may share a name.
  const titles = shown.map((one) => `${one.path.split("/").slice(0, -1)} ${said(one, "og:title")}`);
  none(titles.filter((title, at) => titles.indexOf(title) !== at).map((title) => `two pages are called ${title}`));
});

test("reference managers can cite every text", () => {
  const texts = pages.filter((one) => types(one).includes("Article"));
  assert.ok(texts.length > 0);
  const names = (one) => one.elements.map((element) => attribute(element, "name")).filter(Boolean);
  none(
    texts.flatMap((one) =>
      ["citation_title", "citation_book_title", "citation_language"]
        .filter((name) => !names(one).includes(name))
        .map((name) => `${one.path} has no ${name}`),
    ),
  );
});

test("the policy of the pages lets data be, and reports nothing", async () => {
  const context = await browser.newContext();
  const problems = watch(context, site.home);
  const one = await context.newPage();
  await one.addInitScript(() => {
    window.reported = [];
    addEventListener("securitypolicyviolation", (event) => window.reported.push(event.violatedDirective));
  });
  for (const path of Object.values(kinds)) {
    await one.goto(site.home + path);
    assert.deepEqual(await one.evaluate(() => window.reported), [], path);
  }
  await context.close();
  none([...problems]);
});

// ---- the map

test("the table of the map has every link of its drawing, and the names in it do not overlap", async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const one = await context.newPage();
  await one.goto(site.home + kinds.map);
  const hrefs = (selector) => one.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const [drawn, listed] = [await hrefs(".map svg a"), await hrefs(".map table a")];
  assert.ok(drawn.length > 10);
  const lines = await one.locator(".map svg line").evaluateAll((all) => all.map((line) => getComputedStyle(line).stroke));
  assert.ok(lines.length > 10 && !lines.includes("none"), "its lines are not drawn");
  none([...new Set(drawn)].filter((href) => !listed.includes(href)).map((href) => `only in the drawing: ${href}`));
  const boxes = await one.locator(".map svg text").evaluateAll((names) =>
    names.map((name) => {
      const { left, right, top, bottom } = name.getBoundingClientRect();
      return { name: name.textContent, left, right, top, bottom };
    }),
  );
  const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom;
  none(boxes.flatMap((a, at) => boxes.slice(0, at).filter((b) => overlaps(a, b)).map((b) => `${a.name} lies on ${b.name}`)));
  const width = () => one.locator(".map svg").evaluate((svg) => svg.getBoundingClientRect().width);
  const whole = await width();
  await one.getByLabel("Largest").check();
  assert.ok((await width()) > 2 * whole, "the drawing does not grow");
  await context.close();
});

test("on a narrow screen the map opens at its middle, and keeps the place as it grows", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 900 } });
  const one = await context.newPage();
  await one.goto(site.home + kinds.map);
  const scroll = one.locator(".map .scroll").first();
  const middle = () => scroll.evaluate((region) => [(region.scrollLeft + region.clientWidth / 2) / region.scrollWidth, region.scrollWidth]);
  const [first, width] = await middle();
  assert.ok(Math.abs(first - 0.5) < 0.01, `opened at ${first}`);
  await scroll.evaluate((region) => (region.scrollLeft = 0.3 * region.scrollWidth - region.clientWidth / 2));
  await one.waitForTimeout(100);
  await one.getByLabel("Largest").check();
  await one.waitForTimeout(100);
  const [later, larger] = await middle();
  assert.ok(larger > 2 * width, "the drawing does not grow");
  assert.ok(Math.abs(later - 0.3) < 0.01, `from 0.3 to ${later}`);
  await context.close();
});

test("nothing moves while the pages of comparisons and maps load, in the typeface they begin with", async () => {
  for (const width of [1440, 390]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await context.route("**/*.woff2", (route) => route.abort());
    const one = await context.newPage();
    await one.addInitScript(() => {
      window.moved = 0;
      const add = (list) => list.getEntries().forEach((entry) => (window.moved += entry.value));
      new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    });
    for (const kind of ["comparison", "two texts", "matrix", "map", "disputes"]) {
      await one.goto(site.home + kinds[kind]);
      await one.waitForTimeout(200);
      assert.equal(await one.evaluate(() => window.moved), 0, `${kind} at ${width}`);
    }
    await context.close();
  }
});

// ---- the page for lost addresses

test("where the site does not know its own address, a mistyped one shows a page with looks, and asks for nothing", async () => {
  const context = await browser.newContext({ colorScheme: "dark" });
  const asked = [];
  await context.route("https://lost.example/**", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ status: 404, body: readFileSync(join(SITE, "404.html")), contentType: "text/html" });
  });
  const one = await context.newPage();
  await one.goto("https://lost.example/repo/texts/deep/nothing.html");
  const { background, font } = await one.evaluate(() => {
    const { backgroundColor, fontFamily } = getComputedStyle(document.body);
    return { background: backgroundColor, font: fontFamily };
  });
  await context.close();
  assert.equal(background, "rgb(23, 21, 18)");
  assert.match(font, /serif/);
  assert.deepEqual(asked, ["https://lost.example/repo/texts/deep/nothing.html"]);
});

test("a mistyped address finds pages with near names, and without JavaScript the indexes", async () => {
  const program = process.env.SEEDBED;
  assert.ok(program && existsSync(program), "name the program in SEEDBED");
  const folder = mkdtempSync(join(tmpdir(), "seedbed-lost-"));
  try {
    mkdirSync(join(folder, "seeds"));
    writeFileSync(join(folder, "seedbed.yaml"), "title: Lost\nbase-url: https://lost.example/x/\n");
    writeFileSync(join(folder, "seeds/a.md"), "# On bureaucracy\n\nA bureaucracy and a market.\n");
    writeFileSync(join(folder, "seeds/concepts.yaml"), "- name: Bureaucracy\n- name: Market\n");
    const built = spawnSync(program, ["build", "-q", folder], { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    const answer = (route) => {
      const path = join(folder, "public", new URL(route.request().url()).pathname.replace(/^\/x\//, ""));
      const found = existsSync(path);
      const body = readFileSync(found ? path : join(folder, "public/404.html"));
      const contentType = path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "text/html";
      return route.fulfill({ status: found ? 200 : 404, body, contentType });
    };
    const proposed = async (javaScriptEnabled) => {
      const context = await browser.newContext({ javaScriptEnabled });
      await context.route("https://lost.example/**", answer);
      const one = await context.newPage();
      await one.goto("https://lost.example/x/concepts/deep/buraeucracy.html");
      if (javaScriptEnabled) await one.locator("#near a").first().waitFor();
      const links = one.locator("main a:visible");
      const hrefs = await links.evaluateAll((found) => found.map((link) => link.href));
      await context.close();
      return hrefs;
    };
    assert.ok((await proposed(true)).includes("https://lost.example/x/concepts/bureaucracy.html"));
    assert.deepEqual(await proposed(false), [
      "https://lost.example/x/",
      "https://lost.example/x/texts/index.html",
      "https://lost.example/x/concepts/index.html",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

