// Corpora that most others are not like: from right to left, with very long words, of one text, without any.

import assert from "node:assert/strict";
import { test } from "node:test";
import { none } from "./lib.mjs";
import { browser, built } from "./visit.mjs";

const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const PATH = "/usr/share/doc/a-package-with-a-name/examples/that/goes/on/and/on/without/any/blank/file.conf";

/** Two texts that share concepts, in a language, with words and names that fit into no narrow column. */
const corpus = (language, words) => ({
  "seedbed.yaml": `language: ${language}\ntitle: ${LONG}\n`,
  "seeds/concepts.yaml": `- name: ${LONG}\n- name: ${words[0]}\n`,
  "seeds/a.md": `# ${PATH}\n\n${LONG} ${words.join(" ")} ${PATH}.\n\n${words[0]}[^1] ${words[1]} ${LONG}.\n\n[^1]: ${words[0]} ${PATH}\n`,
  "seeds/b.md": `# ${words[1]} ${LONG}\n\n## ${PATH}\n\n${words.join(" ")} ${words[0]} ${LONG}.\n\n- ${LONG} ${words[0]}\n\n$$n = ${Array(80).fill("x^2").join(" + ")}$$\n\n${words[1]} $a_${"1".repeat(90)}$.\n`,
});

const kinds = {
  "from left to right": corpus("de", ["Plan", "Die Gesellschaft braucht einen"]),
  "from right to left": corpus("ar", ["الخطة", "يحتاج المجتمع إلى هذه"]),
};

for (const [kind, files] of Object.entries(kinds)) {
  test(`no page is wider than a narrow screen, however long its words, ${kind}`, () =>
    built(files, async (home, paths) => {
      const pages = paths.filter((path) => path.endsWith(".html") && path !== "404.html");
      assert.ok(pages.some((path) => path.includes("--")), "there is no page of two texts");
      const wide = [];
      for (const width of [320, 390, 820]) {
        const page = await browser.newPage({ viewport: { width, height: 800 } });
        for (const path of pages) {
          await page.goto(home + path);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (over > 0) wide.push(`${path} at ${width}: ${over} px too wide`);
        }
        await page.close();
      }
      none(wide);
    }));
}

test("a text has the direction of most of its letters, code its own, and words of the site stay whole", () =>
  built(
    {
      "seedbed.yaml": "language: ar\n",
      "seeds/a.md": "# HTTP\n\nHTTP 1: هذه هي الخطة الاولى للمجتمع كله.\n\n    ls -l\n\nSee the docs (all).\n",
      "seeds/b.md": "# English\n\nThe plan of the society, in English alone.\n",
    },
    async (home) => {
      const page = await browser.newPage();
      const seen = async (path) => {
        await page.goto(home + path);
        return page.evaluate(() => ({
          text: getComputedStyle(document.querySelector(".text")).direction,
          passages: [...document.querySelectorAll(".text :is(p,pre)")].map((one) => getComputedStyle(one).direction),
          // Where the number of words stands, and its word.
          order: (() => {
            const words = document.querySelector(".meta span").firstChild, at = (i) => {
              const range = document.createRange();
              range.setStart(words, i);
              range.setEnd(words, i + 1);
              return range.getBoundingClientRect().left;
            };
            return at(words.data.indexOf("w")) > at(words.data.search(/\d/));
          })(),
        }));
      };
      const arabic = await seen("texts/a.html");
      assert.deepEqual([arabic.text, ...arabic.passages], ["rtl", "rtl", "ltr", "ltr"]);
      assert.ok(arabic.order, "“11 words” is turned round");
      assert.equal((await seen("texts/b.html")).text, "ltr");
      await page.close();
    },
  ));

test("links that stand alone are 24 pixels high or more", () =>
  built(kinds["from left to right"], async (home, paths) => {
    const small = new Set();
    for (const width of [390, 1440]) {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      for (const path of paths.filter((path) => path.endsWith(".html") && path !== "404.html")) {
        await page.goto(home + path);
        const found = await page.evaluate(() =>
          [...document.querySelectorAll("a,button,summary")]
            .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("svg,.vh,.skip,.text p,.text li"))
            .filter((one) => one.getBoundingClientRect().height < 23.9)
            .map((one) => `${one.parentElement.className || one.parentElement.tagName} > ${one.outerHTML.slice(0, 80)}`),
        );
        for (const one of found) small.add(`${width} ${path}: ${one}`);
      }
      await page.close();
    }
    none([...small]);
  }));

test("where colours are the reader's own, one part of the site alone is marked as the present one", () =>
  built(kinds["from left to right"], async (home) => {
    const page = await browser.newPage({ forcedColors: "active" });
    await page.goto(`${home}texts/a.html`);
    const marked = await page.locator(".top li a").evaluateAll((links) =>
      links.map((link) => parseFloat(getComputedStyle(link).borderBottomWidth) > 0));
    assert.deepEqual(marked, [true, false]);
    await page.close();
  }));

test("a site without texts says what to do", () =>
  built({ "seeds/.keep": "" }, async (home) => {
    const page = await browser.newPage();
    await page.goto(`${home}index.html`);
    assert.match(await page.textContent("main"), /There is no text yet\. Put a \.txt, \.md or \.html file into seeds\/\./);
    await page.close();
  }));

test("a note in the margin stands beside its reference, whatever that stands in", () => {
  const words = `${"Words that say nothing. ".repeat(40)}\n\n`.repeat(3);
  const text = ["A paragraph.[^1]", "## A heading[^2]", "- an item[^3]\n\n  and more of it[^4]", "| a[^5] | b |\n|---|---|\n| c | d[^6] |",
    "a term[^7]\n: what it means[^8]", "> A quotation.[^9]"].join(`\n\n${words}`);
  const notes = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `[^${number}]: Note ${number}.\n`).join("");
  return built({ "seeds/a.md": `# A\n\n${text}\n\n${words}${notes}` }, async (home) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${home}texts/a.html`);
    const places = await page.evaluate(() => [...document.querySelectorAll(".text a.nr")].map((mark) => {
      const note = document.getElementById(mark.hash.slice(1)).closest(".sn");
      return [mark.textContent, Math.round(note.getBoundingClientRect().top - mark.getBoundingClientRect().top)];
    }));
    assert.equal(places.length, 9);
    none(places.filter(([, below]) => below < -20 || below > 60).map(([number, below]) => `note ${number} is ${below} px below its reference`));
    // On paper they stand at the end: with the number of a paragraph, if that has one.
    const marks = await page.evaluate(() => {
      window.dispatchEvent(new Event("beforeprint"));
      return [...document.querySelectorAll(".text .notes")].map((notes) => notes.dataset.of);
    });
    assert.match(marks.join(" "), /^¶1 § (¶\d+ ){2} {3}(¶\d+ ?){2}$/);
    await page.close();
  });
});
