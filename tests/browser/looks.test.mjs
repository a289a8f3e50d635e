// What a reader would find clumsy: words broken without a hyphen, things that cover or push each other, words of one
// direction amid words of the other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { none } from "./lib.mjs";
import { browser, built } from "./visit.mjs";

const CORPUS = {
  "seedbed.yaml": 'title: "Papers of the *Sallow* Navigation & its many neighbours upstream and downstream"\n',
  "seeds/concepts.yaml": "- {name: Lock, aliases: [القفل, 閘門]}\n- {name: Weir, aliases: [السد, 堰]}\n- Gate\n",
  "seeds/manual.md": '---\ntitle: "The *Lock*, its `gate` and Consciousness"\n---\n\nA lock is a chamber between two gates.\n\nA weir is beside the lock.\n',
  "seeds/minutes.txt": "Schleusenvereinsmitglieder\n\nThey spoke of the lock, and of the weir, at some length.\n\nThe gate was mended.\n",
  "seeds/minutes.yaml": "language: de\n",
  "seeds/lock.md": "# القفل والنهر\n\nالقفل حوض بين بوابتين، والسد إلى جانب القفل.\n\nلا رسم على الماء.\n",
  "seeds/lock.yaml":
    "language: ar\nkind: مقالة\nannotations:\n- quote: لا رسم على الماء\n  kind: agrees\n  with: { text: manual, quote: A weir is beside the lock }\n  note: They do.\n",
  "seeds/gates.txt": "閘門と堰\n\n閘門は船を上下させる。堰は水を溜める。\n",
  "seeds/gates.yaml": "language: ja\n",
};

/** The site on a page of such a width, at an address. */
const at = (width, path, use) =>
  built(CORPUS, async (home) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(home + path);
    await use(page);
    await page.close();
  });

for (const width of [820, 1440])
  test(`no word at the head of a column is broken, ${width} px wide`, () =>
    at(width, "matrix.html", async (page) => {
      const broken = await page.locator(".mx thead a").evaluateAll((heads) =>
        heads.flatMap(({ firstChild: words }) =>
          [...words.data.matchAll(/\p{L}{2,}/gu)]
            .filter(([word]) => !/\p{Script=Han}/u.test(word))
            .filter(({ 0: word, index }) => {
              const range = document.createRange();
              range.setStart(words, index);
              range.setEnd(words, index + word.length);
              return new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size > 1;
            })
            .map(([word]) => word)));
      none(broken);
      // Where any two letters may stand on two lines, a column is still wide enough for a few.
      const narrow = await page.locator(".mx thead th").evaluateAll((heads) => heads.filter((head) => head.offsetWidth < 45).length);
      assert.equal(narrow, 0);
    }));

test("the name of the site gives way to the search field and the settings", () =>
  at(720, "index.html", async (page) => {
    const [site, field, settings] = await Promise.all([".site", "#q", ".aa"].map((one) => page.locator(one).boundingBox()));
    assert.ok(Math.abs(field.y + field.height / 2 - settings.y - settings.height / 2) < 2, "the settings stand below the field");
    assert.ok(site.x + site.width <= field.x);
  }));

test("on a telephone what is found stands below the field, however long the name of the site", () =>
  at(320, "index.html", async (page) => {
    await page.fill("#q", "weir");
    await page.waitForSelector("#hits:not([hidden])");
    const [field, hits] = await Promise.all(["#q", "#hits"].map((one) => page.locator(one).boundingBox()));
    assert.ok(hits.y >= field.y + field.height, `${hits.y} is above ${field.y + field.height}`);
  }));

test("numbers of passages stand on the paper, also those of two and three digits", () =>
  built({ "seeds/a.md": `# A\n\n${"A paragraph.\n\n".repeat(120)}` }, async (home) => {
    // A sheet of A4, and what it has between its margins: what stands beyond is cut off.
    const wide = (mm) => Math.floor((mm * 96) / 25.4);
    const page = await browser.newPage({ viewport: { width: wide(210), height: 1000 } });
    await page.goto(`${home}texts/a.html`);
    await page.emulateMedia({ media: "print" });
    const margins = await page.evaluate(() => {
      const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).flatMap((rule) => [...(rule.cssRules ?? [])]);
      return ["marginLeft", "marginRight"].map((side) => parseFloat(rules.find((rule) => rule instanceof CSSPageRule).style[side]));
    });
    const left = await page.locator(".pn").last().evaluate((number, width) => {
      document.body.style.width = `${width}px`;
      const range = document.createRange();
      range.selectNodeContents(number);
      return range.getBoundingClientRect().left;
    }, wide(210 - margins[0] - margins[1]));
    assert.ok(left >= 0, `${left} px`);
    await page.close();
  }));

test("beside a text that runs the other way the site speaks in its own language and direction", () =>
  at(1440, "texts/lock.html", async (page) => {
    const asides = await page.locator(".sn").evaluateAll((all) => all.map((one) => [getComputedStyle(one).direction, one.closest("[lang]").lang]));
    assert.ok(asides.length > 0);
    none(asides.filter(([direction, language]) => direction !== "ltr" || language !== "en").map(String));
  }));

test("what is found in a text that runs the other way runs so too", () =>
  at(1440, "index.html", async (page) => {
    await page.fill("#q", "رسم");
    await page.waitForSelector("#hits a .loc");
    // The point at the end of a sentence stands at its left.
    const [point, letter] = await page.locator("#hits a:has(.loc)>:last-child").last().evaluate((words) => {
      const at = (node, i) => {
        const range = document.createRange();
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        return range.getBoundingClientRect().left;
      };
      const [first, last] = [words.firstChild, words.lastChild];
      return [at(last, last.data.length - 1), at(first, 0)];
    });
    assert.ok(point < letter);
  }));

test("on a shelf each text begins where the others do, and its facts stay in order", () =>
  at(1440, "index.html", async (page) => {
    const starts = await page.locator(".shelf h3 a").evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
    assert.equal(new Set(starts).size, 1, String(starts));
    const order = await page.locator(".shelf li", { hasText: "القفل" }).locator("p").first().evaluate(({ firstChild: words }) =>
      ["ق", "1", "w"].map((sign) => {
        const range = document.createRange(), i = words.data.search(sign === "1" ? /\d/ : sign);
        range.setStart(words, i);
        range.setEnd(words, i + 1);
        return range.getBoundingClientRect().left;
      }));
    assert.deepEqual([...order].sort((a, b) => a - b), order);
  }));

test("titles are said without the signs that mark them up", () =>
  at(1440, "texts/manual.html", async (page) => {
    assert.equal(await page.locator("h1").textContent(), "The Lock, its gate and Consciousness");
    assert.doesNotMatch((await page.title()) + (await page.locator(".site").textContent()), /[*`]/);
  }));

test("a page keeps the room for a picture until it has come, as wide as it may be", () => {
  const drawing = (size) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" ${size}/>`;
  const files = {
    "seeds/a.md": "# A\n\n![Small](small.svg)\n\n![Large](large.svg)\n\n![Any](any.svg)\n",
    "seeds/small.svg": drawing('width="80" height="60"'),
    "seeds/large.svg": drawing('width="4000" height="3000"'),
    "seeds/any.svg": drawing(""),
  };
  return built(files, async (home) => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    const boxes = async () => {
      await page.goto(`${home}texts/a.html`, { waitUntil: "domcontentloaded" });
      return page.locator(".text img").evaluateAll((all) => all.map((one) => [one.offsetWidth, one.offsetHeight]));
    };
    await page.route("**/*.svg", () => {});
    const [small, large] = await boxes();
    assert.deepEqual(small, [80, 60]);
    assert.ok(large[0] > 200 && large[0] <= 390 && Math.abs((large[0] * 3) / 4 - large[1]) <= 1, String(large));
    await page.close();
  });
});

test("on a telephone the search field takes the room of its line while one asks", () =>
  at(390, "index.html", async (page) => {
    const width = async () => (await page.locator("#q").boundingBox()).width;
    const before = await width();
    await page.focus("#q");
    assert.ok((await width()) > 250 && before < 200);
    await page.locator(".aa").focus();
    assert.equal(await width(), before);
    assert.ok(await page.locator(".top nav a").first().isVisible());
  }));

test("what a definition is made of stands apart", () =>
  built(
    {
      "seeds/a.md": "# A\n\nThe register is kept.\n",
      "seeds/concepts/register.md": "---\nname: Register\n---\n\nA list.\n\n- One.\n- Two.\n\n> Open to all.\n\nThe end.\n",
    },
    async (home) => {
      const page = await browser.newPage();
      await page.goto(`${home}concepts/register.html`);
      const gaps = await page.locator(".def>:not(.vh)").evaluateAll((all) =>
        all.slice(1).map((one, i) => one.getBoundingClientRect().top - all[i].getBoundingClientRect().bottom));
      assert.equal(gaps.length, 3);
      none(gaps.filter((gap) => gap < 5).map(String));
      await page.close();
    },
  ));
