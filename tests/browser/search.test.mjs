// The search field in a real browser: what it finds, from disk and over HTTP, by keyboard, within its bytes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { filesOf, none, serve, SITE, watch } from "./lib.mjs";
import { browser, built, site, violations } from "./visit.mjs";


/** Opens a page of the site in a context of its own; fails with whatever went wrong in it. */
async function searching(options, home, use, path = "concepts/index.html") {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(30_000);
  const problems = watch(context, home);
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(home + path);
  try {
    await use(page, requests);
  } finally {
    await context.close();
  }
  none([...problems]);
}

/** Types a query and waits for its answer; the options as addresses below the site, with their words and marks. */
async function ask(page, query) {
  await page.evaluate(() => (document.getElementById("said").textContent = ""));
  await page.fill("#q", query);
  await page.waitForFunction(() => document.getElementById("said").textContent !== "");
  return page.locator("#hits [role=option]").evaluateAll((options) =>
    options.map((option) => ({
      href: option.getAttribute("href").replace(/^(\.\.\/)+/, ""),
      words: option.textContent,
      marks: [...option.querySelectorAll("mark")].map((mark) => mark.textContent),
    })),
  );
}

const passages = (hits) => hits.filter(({ href }) => href.startsWith("texts/"));
const marked = (hits, words) => hits.some(({ marks }) => marks.some((mark) => mark.toLowerCase() === words));

const homes = { "over HTTP": () => site.home, "from disk": () => pathToFileURL(`${SITE}/`).href };

for (const [where, home] of Object.entries(homes)) {
  test(`words, forms, beginnings, errors and phrases are found, ${where}`, () =>
    searching({}, home(), async (page) => {
      const plural = await ask(page, "revolutions");
      assert.ok(marked(plural, "revolution"), "the plural finds the singular");
      assert.ok(plural[0].href.startsWith("concepts/"), "concepts come first");
      assert.ok(marked(await ask(page, "utop"), "utopian"), "a beginning finds the word");
      assert.ok(marked(await ask(page, "permanant revolution"), "permanent"), "an error finds the word");
      assert.ok(marked(await ask(page, "burocracy"), "bureaucracy"), "so do three in a long word");
      assert.ok(marked(await ask(page, "SOCIÀLISM"), "socialism"), "case and accents do not matter");
      const phrase = passages(await ask(page, '"socialism in one country"'));
      assert.ok(phrase.length > 1 && phrase.every((hit) => !hit.marks.length || marked([hit], "socialism in one country")));
      assert.ok(marked(await ask(page, "恶性"), "恶性"), "Chinese is found");
      assert.deepEqual(await ask(page, "qqqqqq zzzzzz"), []);
    }));
}

test("where no passage has all the words, the concepts of each word come first", () =>
  searching({}, site.home, async (page) => {
    const led = (await ask(page, "revolution plan")).map(({ href }) => href);
    const [first, second, ...others] = led.filter((href) => href !== "#");
    assert.match(`${first} ${second}`, /^(?=.*concepts\/planning\.html)(?=.*concepts\/[a-z-]*revolution\.html)/);
    assert.ok(others.some((href) => href.startsWith("texts/")));
    assert.match(await page.locator("#hits p").textContent(), /^No passage has all these words\. \d+ concepts, /);
  }));

test("a heading is marked by a sign, and by a word for those who hear it", () =>
  searching({}, site.home, async (page) => {
    await ask(page, "C. Historical Argument");
    const loc = page.locator("#hits .loc").first();
    assert.equal(await loc.textContent(), "§Heading");
    assert.ok((await loc.boundingBox()).height < 30, "it stands on one line");
  }));

test("filters by text and by concept", () =>
  searching({}, site.home, async (page) => {
    const all = passages(await ask(page, "theory"));
    const within = passages(await ask(page, "theory text:trotsky"));
    assert.ok(within.length > 0 && within.every(({ href }) => href.startsWith("texts/trotskys-socialism.html")));
    assert.ok(all.some(({ href }) => !href.startsWith("texts/trotskys-socialism.html")));
    const about = passages(await ask(page, "concept:permanent-revolution"));
    assert.ok(about.length > 1);
    assert.equal(passages(await ask(page, "concept:PERMANENT-Revolution")).length, about.length);
    assert.ok(passages(await ask(page, 'theory concept:"permanent revolution"')).length > 0);
  }));

test("a concept is named in any script, and in few words comes first by what there is of it", () =>
  built(
    {
      "seeds/concepts.yaml": "- name: 计划经济\n- name: Plan A\n- name: Plan B\n",
      "seeds/a.md": "# 文\n\n计划经济和Plan B。\n\nPlan B again, without the other.\n\nPlan A here.\n",
    },
    (home) =>
      searching({}, home, async (page) => {
        const about = passages(await ask(page, "concept:计划经济"));
        assert.deepEqual(about.map(({ words }) => words.includes("计划经济和")), [true]);
        const [concept, only] = await ask(page, "计划经济");
        assert.match(`${concept.href} ${only.words}`, /^concepts\/.* its passages$/);
        const plans = (await ask(page, "plan")).filter(({ href }) => href.startsWith("concepts/"));
        assert.deepEqual(plans.map(({ href }) => href), ["concepts/plan-b.html", "concepts/plan-a.html"]);
      }),
  ));

test("a result leads on to the passages of its concept, and to those of its text alone", () =>
  searching({}, site.home, async (page) => {
    const narrowed = async (words, query) => {
      await page.locator("#hits .more", { hasText: words }).first().click();
      await page.waitForFunction((query) => document.getElementById("q").value.startsWith(query), query);
      await page.waitForFunction(() => !document.querySelector("#hits .more")?.textContent.startsWith("its"));
    };
    await ask(page, "bureaucracy");
    await narrowed("its passages", "concept:bureaucracy");
    await ask(page, "theory");
    const texts = await page.locator("#hits [role=group] .of").allTextContents();
    assert.ok(texts.filter((name) => name !== "Concepts").length > 1, "the word stands in one text only");
    await page.locator("#hits .more", { hasText: "only this text" }).first().click();
    await page.waitForFunction(() => [...document.querySelectorAll("#hits .of")].filter((of) => of.textContent !== "Concepts").length === 1);
    assert.match(await page.inputValue("#q"), /^theory text:"/);
  }));

test("by keyboard alone: / to the field, arrows, Enter to the passage, Escape", () =>
  searching({}, site.home, async (page) => {
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    await page.keyboard.type("utopian");
    await page.waitForSelector("#hits:not([hidden]) [role=option]");
    assert.equal(await page.getAttribute("#q", "aria-expanded"), "true");
    await page.keyboard.press("Escape");
    assert.equal(await page.getAttribute("#q", "aria-expanded"), "false");
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector("#hits:not([hidden]) [role=option]");
    for (let tries = 0; tries < 20; tries += 1) {
      await page.keyboard.press("ArrowDown");
      await page.waitForSelector(`#q[aria-activedescendant=hit${tries}]`);
      const selected = page.locator("#hits [aria-selected=true]");
      assert.equal(await selected.getAttribute("id"), `hit${tries}`);
      if (/^\.\.\/texts\/.*#/.test(await selected.getAttribute("href"))) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/texts\/[^#]+#./);
    const there = await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.textContent);
    assert.match(there ?? "", /utopian/);
  }));

test("what a reader has closed stays closed, also where the answer is still on its way", () =>
  searching({}, site.home, async (page) => {
    await page.route(/\/search\/\w+\.js/, async (route) => {
      await new Promise((end) => setTimeout(end, 200));
      await route.continue();
    });
    await page.fill("#q", "utopian");
    await page.waitForRequest(/\/search\/w/);
    await page.locator("#q").blur();
    await page.waitForTimeout(1_200);
    assert.ok(await page.locator("#hits").isHidden());
  }));

test("Enter waits for the steps before it, also where their code is still on its way", () =>
  searching({}, site.home, async (page) => {
    await page.route("**/search-rare*", async (route) => {
      await new Promise((end) => setTimeout(end, 300));
      await route.continue();
    });
    const options = await ask(page, "revolution");
    const at = options.findIndex(({ href }, at) => at > 0 && href !== "#");
    for (let step = 0; step <= at; step += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(site.home + options[at].href);
  }));

test("without JavaScript there is no field", () =>
  searching({ javaScriptEnabled: false }, site.home, async (page) => {
    assert.equal(await page.locator("#q").isVisible(), false);
  }));

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test(`axe finds no barrier with the results open, ${colorScheme}, at ${width} px`, () =>
      searching({ colorScheme, viewport: { width, height: 900 } }, site.home, async (page) => {
        await ask(page, "revolution");
        await page.keyboard.press("ArrowDown");
        const [left, right] = await page.locator("#hits").evaluate((e) => [e.getBoundingClientRect().left, e.getBoundingClientRect().right]);
        assert.ok(left >= 0 && right <= width, `the results stand from ${left} to ${right}`);
        const found = await violations(page);
        none(found.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}: ${nodes[0].failureSummary}`));
      }));
  }
}

const zipped = (path) => gzipSync(readFileSync(join(SITE, path)), { level: 9 }).length;

test("what the first query fetches is small", () =>
  searching({}, site.home, async (page, requests) => {
    const before = requests.length;
    await ask(page, "permanent revolution");
    const paths = requests.slice(before).map((url) => decodeURIComponent(new URL(url).pathname).replace("/repo/", ""));
    // The typeface belongs to the page, and may still be on its way.
    const fetched = paths.filter((path) => !path.endsWith(".woff2"));
    const bytes = fetched.reduce((sum, path) => sum + zipped(path), 0);
    assert.ok(fetched.length > 2 && bytes <= 30_000, `${bytes} bytes: ${fetched.join(", ")}`);
    const code = filesOf(SITE).find((path) => /assets\/search\..*js/.test(path));
    const rare = filesOf(SITE).find((path) => /assets\/search-rare\..*js/.test(path));
    assert.ok(fetched.includes(code) && !fetched.includes(rare), fetched.join(", "));
    assert.ok(zipped(code) <= 4_000, `the code is ${zipped(code)} bytes`);
  }));

test("no query and no name that it finds is taken for markup or for a part of the program", { timeout: 300_000 }, () => {
  const vectors = readFileSync(new URL("../fixtures/hostile/vectors.txt", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("# "));
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "then", "length"];
  const queries = [
    ...vectors.filter((_, at) => at % 5 === 0),
    ...names.flatMap((name) => [name, `text:${name}`, `concept:${name}`, `"${name}"`]),
    ...["(", "[", "\\", "*", '"', '""', "text:", "concept:", "a".repeat(5_000), "\u202eplan", "plan\u0301", "😀".repeat(50)],
  ];
  assert.ok(queries.length >= 100, `${queries.length} queries`);
  const hostile = vectors.filter((_, at) => at % 9 === 0);
  const list = [...names, ...hostile].map((name) => `- name: ${JSON.stringify(name)}\n`).join("");
  const seeds = { "seeds/concepts.yaml": `- name: Plan\n${list}` };
  [...names, ...hostile].forEach((name, at) => {
    seeds[`seeds/t${at}.md`] = `---\ntitle: ${JSON.stringify(name)}\n---\n\nA plan. ${name}\n\n- the plan ${name}\n`;
  });
  return built(seeds, async (home) => {
    const context = await browser.newContext({ bypassCSP: true, reducedMotion: "reduce" });
    context.setDefaultTimeout(30_000);
    const wrong = watch(context, home);
    await context.exposeBinding("ran", (_, what) => wrong.add(`${what} ran`));
    await context.addInitScript(() => {
      for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.ran(name);
    });
    const page = await context.newPage();
    await page.goto(`${home}concepts/index.html`);
    for (const query of queries) {
      await page.fill("#q", "");
      await page.fill("#q", query);
      await page.waitForTimeout(40);
      const odd = await page.locator("#hits").evaluate((hits) => {
        const elements = [...hits.querySelectorAll("*")];
        const known = ["A", "B", "BUTTON", "DIV", "EM", "KBD", "LI", "MARK", "OL", "P", "SPAN", "UL", "SMALL", "I"];
        return elements
          .filter((one) => !known.includes(one.tagName) || [...one.attributes].some(({ name }) => name.startsWith("on")))
          .map((one) => one.outerHTML.slice(0, 100));
      });
      if (odd.length > 0) wrong.add(`${query}: ${odd[0]}`);
    }
    // The program still answers.
    await page.fill("#q", "plan");
    await page.locator("#hits mark", { hasText: /^plan$/i }).first().waitFor();
    await context.close();
    none([...wrong]);
  });
});
