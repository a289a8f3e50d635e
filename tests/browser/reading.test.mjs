// What helps a reader along: cards, trails, the place in the contents, citations, settings, the concordance.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { filesOf, kindsOf, none, readPages, serve, SITE, watch } from "./lib.mjs";
import { browser, RULES, site, violations } from "./visit.mjs";

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
const kinds = kindsOf(readPages());
const fromDisk = pathToFileURL(`${SITE}/`).href;

/** Reads one page in a browser context of its own; whatever goes wrong meanwhile fails the test. */
async function reading(path, read, options = {}, home = site.home) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: WIDE, ...options });
  context.setDefaultTimeout(30_000);
  const problems = watch(context, home);
  const page = await context.newPage();
  await page.goto(home + path);
  try {
    await read(page, context);
  } finally {
    await context.close();
  }
  none([...problems]);
}

const cardOf = (page) => page.locator("#card:popover-open");
/** Points at an element once the page has come to rest: while it scrolls, and a moment after, no card opens. */
async function over(page, element) {
  await element.scrollIntoViewIfNeeded();
  await page.waitForTimeout(300);
  await element.hover();
}

const opened = (page) => cardOf(page).waitFor();
const closed = (page) => cardOf(page).waitFor({ state: "hidden" });
const mention = (page) => page.locator(".text a.m[id]:visible").first();

// ---- words

/** Words that only English has. */
const ENGLISH = /\b(the|of|and|with|search|mentions?|texts|concepts?|passages?|close|colours|light|dark|size|none|all|settings|previous|next|copy|whole)\b/i;

test("a site in German says nothing in English, whatever is opened in it", async () => {
  const root = mkdtempSync(join(tmpdir(), "seedbed-german-"));
  let german;
  try {
    mkdirSync(join(root, "seeds"));
    writeFileSync(join(root, "seedbed.yaml"), "title: Pläne\nlanguage: de\n");
    writeFileSync(join(root, "seeds/a.txt"), "Anfang\n\nDer Plan und der Markt.\n\nEin Plan ist ein Plan.\n");
    writeFileSync(join(root, "seeds/b.txt"), "Ende\n\nKein Plan, kein Markt.\n");
    writeFileSync(join(root, "seeds/concepts.yaml"), "- name: Plan\n- name: Markt\n");
    execFileSync(process.env.SEEDBED, ["build", "--quiet", root, "--dest-dir", join(root, "site")], { stdio: "ignore" });
    german = await serve(join(root, "site"));
    const read = async (page, path) => {
      // All that the page says now, what is hidden and what is only heard too.
      const said = await page.evaluate(() => [
        document.body.textContent,
        ...[...document.querySelectorAll("[aria-label],[placeholder],[title]")].flatMap((e) => ["aria-label", "placeholder", "title"].map((name) => e.getAttribute(name))),
      ].filter(Boolean).join("\n"));
      const found = ENGLISH.exec(said);
      assert.equal(found && said.slice(Math.max(0, found.index - 40), found.index + 40), null, path);
      return said;
    };
    await reading("texts/a.html", async (page) => {
      await page.click(".aa");
      await page.locator("#display:popover-open button").click();
      await page.locator("#keys:popover-open").waitFor();
      await page.keyboard.press("Escape");
      await mention(page).focus();
      await page.keyboard.press("n");
      await page.locator("#trail").waitFor();
      await page.locator(".pn").first().click();
      await opened(page);
      let said = await read(page, "a text");
      for (const words of ["Darstellung", "Dunkel", "Alle zeigen", "Schließen", "2 von 3", "Nächste", "Zitat kopieren"]) {
        assert.ok(said.includes(words), `${words}: ${said}`);
      }
      await page.fill("#q", "Plan Unfug");
      await page.waitForFunction(() => /hat alle/.test(document.getElementById("said").textContent));
      said = await read(page, "search");
      assert.match(said, /Keine Stelle hat alle diese Wörter\. 1 Begriff, 3 Stellen in 2 Texten/);
      assert.match(said, /4 Erwähnungen in 2 Texten/);
    }, {}, german.home);
    await reading("concepts/plan.html", async (page) => {
      await page.hover("main h1");
      await page.locator(".kwic .k").first().focus();
      await page.locator("button.loc").first().click();
      await read(page, "a concept");
    }, {}, german.home);
  } finally {
    await german?.stop();
    rmSync(root, { recursive: true, force: true });
  }
});

// ---- cards

test("a pointer that rests where a page opens asks for nothing until it moves", () =>
  reading(kinds.text, async (page) => {
    await mention(page).scrollIntoViewIfNeeded();
    const box = await mention(page).boundingBox();
    const [x, y] = [box.x + 4, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await opened(page);
    await page.reload();
    await page.waitForTimeout(1200);
    assert.equal(await cardOf(page).count(), 0);
    await page.mouse.move(x + 1, y);
    await opened(page);
  }));

for (const where of ["over HTTP", "from disk"]) {
  test(`a concept's card comes with the pointer, stays with it and goes, ${where}`, () =>
    reading(
      kinds.text,
      async (page) => {
        const link = mention(page);
        await over(page, link);
        assert.equal(await cardOf(page).count(), 0, "it opens at once");
        await opened(page);
        const card = await page.locator("#card").evaluate((card) => ({
          href: card.querySelector("a.name").href,
          size: card.textContent.match(/\d+ mentions? in \d+ texts?/)?.[0],
          strips: card.querySelectorAll("svg.strip").length,
          source: card.querySelector(".small a")?.href,
        }));
        assert.equal(card.href, await link.evaluate((a) => a.href));
        assert.ok(card.size && card.strips > 0 && card.source?.includes("#"), JSON.stringify(card));
        // WCAG 1.4.13: hoverable, persistent, dismissible.
        const box = await page.locator("#card").boundingBox();
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
        await page.waitForTimeout(700);
        assert.equal(await cardOf(page).count(), 1, "it does not stay under the pointer");
        await page.keyboard.press("Escape");
        await closed(page);
        await over(page, link);
        await opened(page);
        await page.mouse.move(2, 2);
        await closed(page);
      },
      {},
      where === "from disk" ? fromDisk : site.home,
    ));
}

test("a card comes with the keyboard's focus, before the next stop, and goes with Escape", () =>
  reading(kinds.text, async (page) => {
    const link = mention(page);
    await page.keyboard.press("Tab");
    await link.focus();
    await opened(page);
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("#card")), "the next stop is not in the card");
    await page.keyboard.press("Escape");
    await closed(page);
  }));

test("the keyboard goes from link to link, and the card of the last one opens", () =>
  reading(kinds.text, async (page) => {
    await page.keyboard.press("Tab");
    await page.evaluate(() => seedbed.ask && new Promise((done) => (seedbed.ask().onload = done)));
    const slug = await page.evaluate(() => {
      const links = [...document.querySelectorAll(".text a.m[id]")].filter((a) => a.checkVisibility());
      const other = links.find((a) => a.href !== links[0].href);
      links[0].focus();
      other.focus();
      return other.href;
    });
    await opened(page);
    assert.equal(await cardOf(page).locator("a.name").evaluate((a) => a.href), slug);
  }));

test("a link that came under the pointer by scrolling opens its card when the pointer moves on within it", () =>
  reading(kinds.text, async (page) => {
    const link = mention(page);
    await link.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await link.boundingBox();
    await page.mouse.move(1, 1);
    await page.mouse.move(2, 1);
    await page.evaluate(() => seedbed.ask && new Promise((done) => (seedbed.ask().onload = done)));
    await page.evaluate(() => document.addEventListener("pointerover", () => dispatchEvent(new Event("scroll")), { capture: true, once: true }));
    for (let at = 0; at < 200 && !(await cardOf(page).isVisible()); at += 1) {
      await page.mouse.move(x + width / 2 + (at % 2), y + height / 2);
      await page.waitForTimeout(50);
    }
    await opened(page);
  }));

test("a long press opens a card, a tap follows the link", () =>
  reading(
    kinds.text,
    async (page, context) => {
      const link = mention(page);
      await link.scrollIntoViewIfNeeded();
      const { x, y, width, height } = await link.boundingBox();
      const touch = await context.newCDPSession(page);
      const touchPoints = [{ x: x + width / 2, y: y + height / 2 }];
      await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
      await opened(page);
      await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      assert.equal(await cardOf(page).count(), 1);
      await page.touchscreen.tap(4, 300);
      await closed(page);
      await link.tap();
      await page.waitForURL(/\/concepts\//);
    },
    { hasTouch: true, viewport: NARROW },
  ));

for (const viewport of [WIDE, NARROW, { width: 320, height: 256 }]) {
  test(`no card leaves the window, ${viewport.width} × ${viewport.height}`, () =>
    reading(
      kinds.text,
      async (page) => {
        const links = page.locator(".text a.m[id]:visible");
        const last = (await links.count()) - 1;
        for (const at of new Set([0, 1, 2, 3, 4, 5, last - 1, last].filter((at) => at >= 0 && at <= last))) {
          await links.nth(at).scrollIntoViewIfNeeded();
          await page.waitForTimeout(200);
          await page.mouse.move(1, 1);
          await closed(page);
          await over(page, links.nth(at));
          await opened(page);
          const outside = await page.locator("#card").evaluate((card) => {
            const { top, left, bottom, right } = card.getBoundingClientRect();
            const inside = top >= 0 && left >= 0 && bottom <= innerHeight && right <= document.documentElement.clientWidth;
            return inside ? "" : JSON.stringify({ top, left, bottom, right, innerHeight, innerWidth });
          });
          assert.equal(outside, "", `the card of mention ${at}`);
          await page.keyboard.press("Escape");
        }
      },
      { viewport },
    ));
}

test("pointing at what something in the margin stands for sets that off", () =>
  reading(kinds.text, async (page) => {
    for (const kind of [".m", ".nr"]) {
      const passage = page.locator(`.text .b:has(${kind}.k1)`).first();
      const note = passage.locator(".sn.k1").first();
      const color = () => note.evaluate((e) => getComputedStyle(e).color);
      const before = await color();
      await over(page, passage.locator(`${kind}.k1`).first());
      assert.notEqual(await color(), before, kind);
      await page.mouse.move(0, 0);
      assert.equal(await color(), before, kind);
    }
  }));

test("a mark of a note shows the note where it is folded away", () =>
  reading(
    kinds.text,
    async (page) => {
      const mark = page.locator(".text a.nr").first();
      const words = await mark.evaluate((a) => document.getElementById(decodeURIComponent(a.hash.slice(1))).textContent.slice(5, 40));
      await over(page, mark);
      await opened(page);
      assert.ok((await cardOf(page).textContent()).includes(words));
    },
    { viewport: NARROW },
  ));

test("a link to a passage of another text shows the passage", () =>
  reading(kinds.text, async (page) => {
    const link = page.locator(".sn a[href*='.html#']:visible").first();
    await over(page, link);
    await opened(page);
    const { pathname, hash } = new URL(await link.evaluate((a) => a.href));
    const words = (await cardOf(page).locator("p").last().textContent()).replace(/…$/, "").slice(0, 60);
    await page.goto(site.home.replace(/\/repo\/$/, "") + pathname + hash);
    const passage = await page.evaluate((id) => document.getElementById(id).textContent, decodeURIComponent(hash.slice(1)));
    assert.ok(passage.replace(/\s+/g, " ").includes(words.slice(2)), `${words} is not in ${passage}`);
  }));

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [WIDE, NARROW]) {
    test(`axe finds no barrier in cards, trail, settings and keys, ${colorScheme}, at ${viewport.width} px`, () =>
      reading(
        kinds.text,
        async (page) => {
          const barriers = async (what) => {
            none((await violations(page, RULES)).map(({ id, nodes }) => `${what}: ${id}: ${nodes[0].target} ${nodes[0].failureSummary}`));
          };
          const id = await mention(page).getAttribute("id");
          await page.evaluate((id) => (location.hash = id), id);
          await page.locator("#trail").waitFor();
          await over(page, page.locator(".text a.m[id]:visible").nth(1));
          await opened(page);
          await barriers("card and trail");
          await page.keyboard.press("Escape");
          await page.locator(".pn").first().click();
          await opened(page);
          await barriers("citation");
          await page.keyboard.press("Escape");
          await page.keyboard.press("?");
          await page.locator("#keys:popover-open").waitFor();
          await barriers("keys");
          await page.keyboard.press("Escape");
          await page.locator(".aa").click();
          await page.locator("#display:popover-open").waitFor();
          await barriers("settings");
        },
        { colorScheme, viewport },
      ));
  }
}

// ---- the way through a text

test("the contents mark the place as one scrolls, down and up", () =>
  reading(kinds.text, async (page) => {
    const entries = page.locator('.rail a[href^="#"]');
    const last = (await entries.count()) - 1;
    for (const at of [0, last, Math.min(1, last)]) {
      const href = await entries.nth(at).getAttribute("href");
      await page.evaluate((id) => document.getElementById(id).scrollIntoView(), decodeURIComponent(href.slice(1)));
      await page.locator(`.rail a[href="${href}"][aria-current]`).waitFor();
      assert.equal(await page.locator(".rail [aria-current]").count(), 1);
      // A jump past headings, none of which comes to the top.
      await page.evaluate(() => scrollTo(0, 0));
      await page.locator(".rail [aria-current]").waitFor({ state: "detached" });
      await page.evaluate((id) => scrollTo(0, document.getElementById(id).offsetTop + innerHeight / 3), decodeURIComponent(href.slice(1)));
      await page.locator(".rail [aria-current]").waitFor();
    }
  }));

/** The largest concept's page, and from there to the first of its mentions. */
async function arrive(page) {
  await page.locator(".kwic .k").first().click();
  await page.locator("#trail").waitFor();
}

for (const where of ["over HTTP", "from disk"]) {
  test(`from mention to mention by keyboard, on into the next text and back, ${where}`, () =>
    reading(
      kinds.concept,
      async (page) => {
        const texts = await page.locator(".kwh a").count();
        const rows = await page.locator(".kwic").first().locator("li").count();
        assert.ok(texts > 1 && rows > 1, "the corpus has no concept to test this with");
        await arrive(page);
        const number = () => page.locator("#trail .num").textContent();
        const first = page.url().split("#")[0];
        for (let at = 1; at <= rows; at += 1) {
          await page.waitForFunction((at) => document.querySelector("#trail .num")?.textContent.startsWith(`${at} of`), at);
          assert.equal(await number(), `${at} of ${rows}`);
          const shown = await page.evaluate(() => {
            const { top, bottom } = document.querySelector(":target").getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight;
          });
          assert.ok(shown, `mention ${at} is out of sight`);
          await page.keyboard.press("n");
        }
        await page.waitForURL((url) => url.href.split("#")[0] !== first);
        await page.locator("#trail").waitFor();
        await page.keyboard.press("p");
        await page.waitForURL((url) => url.href.split("#")[0] === first);
        await page.waitForFunction((rows) => document.querySelector("#trail .num")?.textContent === `${rows} of ${rows}`, rows);
        await page.keyboard.press("Escape");
        assert.equal(await page.locator("#trail").count(), 0);
      },
      {},
      where === "from disk" ? fromDisk : site.home,
    ));
}

test("a stroke of a strip leads to its mention", () =>
  reading(kinds.text, async (page) => {
    const strip = page.locator(".crow svg.strip").first();
    const box = await strip.boundingBox();
    await strip.click({ position: { x: box.width - 2, y: box.height / 2 } });
    await page.locator("#trail").waitFor();
    const [, at, all] = (await page.locator("#trail .num").textContent()).match(/(\d+) of (\d+)/);
    assert.equal(at, all, "the last stroke is not the last mention");
  }));

test("a passage is cited in words, as BibTeX and as CSL-JSON", () =>
  reading(
    kinds.text,
    async (page) => {
      const number = page.locator(".pn", { hasText: /^\d+$/ }).nth(2);
      await number.click();
      await opened(page);
      const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
      await page.waitForFunction(() => document.getElementById("said").textContent.endsWith("copied"));
      assert.match(await clipboard(), /#p\w+:~:text=/);
      const copied = async (name) => {
        await page.getByRole("button", { name: `Copy ${name}` }).click();
        await page.waitForFunction((name) => document.getElementById("said").textContent.startsWith(name), name);
        return clipboard();
      };
      const title = await page.locator("h1").textContent();
      assert.match(await copied("citation"), /¶3\./);
      assert.match(await copied("BibTeX"), /^@misc\{[^]*pages = \{¶3\},\n\}$/);
      const item = JSON.parse(await copied("CSL-JSON"));
      assert.equal(item.locator, "¶3");
      assert.ok(title.includes(item.title), `${item.title} is not ${title}`);
    },
    { permissions: ["clipboard-read", "clipboard-write"] },
  ));

// ---- settings and keys

test("settings last from page to page, and are there before anything is drawn", () =>
  reading(kinds.text, async (page) => {
    await page.locator(".aa").click();
    for (const name of ["Dark", "Large", "Your serif", "First only"]) await page.getByLabel(name, { exact: true }).check();
    await page.goto(site.home + kinds.concept, { waitUntil: "commit" });
    await page.waitForFunction(() => document.body);
    const { dataset, scheme } = await page.evaluate(() => ({
      dataset: { ...document.documentElement.dataset },
      scheme: getComputedStyle(document.documentElement).colorScheme,
    }));
    assert.deepEqual({ ...dataset, scheme }, { th: "d", sz: "l", ft: "o", mk: "f", scheme: "dark" });
    await page.waitForLoadState("load");
    const fonts = await page.evaluate(() => performance.getEntriesByType("resource").filter((e) => e.name.endsWith(".woff2")).length);
    assert.equal(fonts, 0, "a font of the site loads that the reader does not want");
  }));

test("keys have a list, and are never taken from a field", () =>
  reading(kinds.text, async (page) => {
    await page.keyboard.press("?");
    await page.locator("#keys:popover-open kbd").first().waitFor();
    await page.keyboard.press("Escape");
    await page.evaluate(() => document.querySelector("main").append(document.createElement("input")));
    const before = page.url();
    await page.locator("main input").last().pressSequentially("?]n");
    assert.equal(await page.locator("main input").last().inputValue(), "?]n");
    assert.equal(await page.locator("#keys:popover-open").count(), 0);
    assert.equal(page.url(), before);
  }));

// ---- the concordance

test("the concordance is ordered by text and by the words on either side", () =>
  reading(kinds.concept, async (page) => {
    const sides = (side) =>
      page.locator(`.kwic .${side}`).evaluateAll((all) => all.map((e) => e.textContent.replace(e.querySelector(".k")?.textContent ?? "", "")));
    const original = await sides("l");
    for (const [label, side] of [["Words after", "r"], ["Words before", "l"]]) {
      await page.getByLabel(label).check();
      await page.locator(".kwic.sorted").waitFor();
      const neighbour = (words) => {
        const found = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [""];
        return side === "r" ? found[0] : found.at(-1);
      };
      const words = (await sides(side)).map(neighbour);
      assert.deepEqual(words, words.toSorted((a, b) => a.localeCompare(b)), label);
    }
    await page.getByLabel("Texts", { exact: true }).check();
    assert.deepEqual(await sides("l"), original);
  }));

test("a row of the concordance opens to the whole passage", () =>
  reading(kinds.concept, async (page) => {
    await over(page, page.locator(".kwic .k").nth(2));
    const row = page.locator(".kwic li").nth(2);
    await row.locator("button.loc").click();
    const whole = row.locator(".whole");
    await whole.waitFor();
    assert.ok((await whole.textContent()).includes(await row.locator(".r .k").textContent()));
    await page.getByRole("radio", { name: "Passages" }).check();
    const all = await page.locator(".kwic li:visible").count();
    await page.waitForFunction((all) => document.querySelectorAll(".kwic .whole").length >= all, all);
  }));

test("the number of passages that two concepts share leads to one, and its card lists them", () =>
  reading(kinds.concept, async (page) => {
    const number = page.locator(".two a.num").first();
    await over(page, number);
    await opened(page);
    const places = await cardOf(page).locator("a").evaluateAll((all) => all.map((a) => a.href));
    assert.ok(places.includes(await number.evaluate((a) => a.href)), `${places}`);
    const names = await page.evaluate(() => [document.querySelector("h1").textContent, document.querySelector(".two a").href]);
    await number.click();
    await page.waitForURL(/\/texts\//);
    const hrefs = await page.locator(":target a.m").evaluateAll((all) => all.map((a) => a.href));
    assert.ok(hrefs.includes(names[1]), `${names[1]} is not in the passage`);
  }));

// ---- on paper

test("on paper notes stand at the end with their paragraphs' numbers, and go back", () =>
  reading(kinds.text, async (page) => {
    const { before, order, after } = await page.evaluate(() => {
      const text = document.querySelector(".text");
      const before = text.innerHTML;
      window.dispatchEvent(new Event("beforeprint"));
      const order = [...text.children].map((child) => (child.matches(".notes") ? child.dataset.of : "text")).join(" ");
      window.dispatchEvent(new Event("afterprint"));
      return { before, order, after: text.innerHTML };
    });
    assert.match(order, /^(text )+(¶\d+ ?)+$/);
    assert.equal(after, before);
  }));

test("on paper what unfolds on a screen is open and has no sign to unfold it by", () =>
  reading(kinds.text, async (page) => {
    await page.emulateMedia({ media: "print" });
    const folds = await page.locator("main summary").evaluateAll((all) =>
      all.filter((one) => one.checkVisibility()).map((one) => [one.textContent, getComputedStyle(one).listStyleType]));
    assert.ok(folds.length > 0);
    none(folds.filter(([, sign]) => !/^(none|"")$/.test(sign)).map(([words, sign]) => `${words}: ${sign}`));
    assert.ok(await page.locator(".cite").first().isVisible());
  }));

// ---- what it costs

const gzipped = (path) => gzipSync(readFileSync(join(SITE, path)), { level: 9 }).length;

test("pages, styles and scripts are within their budgets, gzipped", () => {
  const files = filesOf(SITE);
  const named = (pattern) => files.filter((path) => pattern.test(path));
  const sum = (paths) => paths.reduce((sum, path) => sum + gzipped(path), 0);
  // An editor may annotate a text as much as the text is long; the budget is for the text. This one has as many words as
  // the budget names, and more mentions than the 108 that it allows for.
  const text = readFileSync(join(SITE, kinds.text), "utf8").replace(/<a id="m\.\d+".*?<\/a>|<div id="a\.\d+".*?<\/div>/g, "");
  const mentions = readFileSync(join(SITE, kinds.concept), "utf8").match(/class="k"/g).length;
  const concepts = named(/^concepts\/[^/]+(?<!index)\.html$/).length;
  const budgets = [
    ["text page of 1,100 words and 108 mentions", gzipSync(text, { level: 9 }).length, 10_000],
    ["concept page", gzipped(kinds.concept), 6_000 + 80 * Math.max(0, mentions - 40)],
    ["home", gzipped(kinds.home), 5_000 + 40 * concepts],
    // The page for lost addresses has its few in itself.
    ["styles of the whole site", sum(named(/^assets\/(?!lost\.).*\.css$/)), 8_000],
    ["scripts that every page loads", sum(named(/^assets\/site\..*\.js$/)), 2_000],
    ["text page with its annotations", gzipped(kinds.text), 10_300],
    ["what the first card loads beside its data", sum(named(/^assets\/reading\./)), 7_000],
    ...named(/\.(card|around|\d+)\.js$/).map((path) => [path, gzipped(path), 20_000]),
  ];
  none(budgets.filter(([, bytes, most]) => bytes > most).map(([what, bytes, most]) => `${what}: ${bytes} bytes, at most ${most}`));
});

test("a first visit of a text takes at most 45 kB in 4 requests", () =>
  reading(kinds.text, async (page, context) => {
    const asked = [];
    context.on("request", (request) => asked.push(new URL(request.url())));
    await page.goto(site.home + kinds.text);
    await page.evaluate(() => document.fonts.ready);
    const paths = new Set(asked.filter(({ protocol }) => protocol !== "data:").map(({ pathname }) => pathname.replace(/^\/repo\//, "")));
    assert.ok(paths.size <= 4, [...paths].join(", "));
    // A font is packed already; the heads of the answers take some 300 bytes each.
    const sizes = [...paths].map((path) => [path, path.endsWith(".woff2") ? readFileSync(join(SITE, path)).length : gzipped(path)]);
    const bytes = sizes.reduce((sum, [, size]) => sum + size + 300, 0);
    assert.ok(bytes <= 45_000, `${bytes} bytes: ${sizes.map(([path, size]) => `${path} ${size}`).join(", ")}`);
  }));

test("nothing moves while a page loads, nor when a card opens", () =>
  reading(kinds.text, async (page) => {
    for (const path of [kinds.text, kinds.concept]) {
      await page.addInitScript(() => {
        window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value))).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(site.home + path);
      await page.evaluate(() => document.fonts.ready);
      // The typeface's own metrics and those of the face before it differ by less than a pixel a word.
      const before = await page.evaluate(() => window.shift);
      assert.ok(before < 0.0005, `${path}: ${before}`);
      // The pointer may rest on that very place from the page before.
      await page.mouse.move(1, 1);
      await over(page, page.locator("main a.m:visible, main .k:visible").first());
      await opened(page);
      assert.equal(await page.evaluate(() => window.shift), before, `${path}: the card moves the page`);
    }
  }));
