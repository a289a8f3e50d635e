// Prepares the texts of the recovery benchmark: documents whose structure is known, as plain text in several styles.
//
//   node benches/recovery/render.mjs OUT NAME=FOLDER [NAME=FOLDER:tune] ...
//
// Every Markdown file under a FOLDER is read by pandoc; what pandoc understood is the truth and is written beside the
// renderings, together with pandoc's reading of each rendering as Markdown. A file belongs to the half that a hash of its
// path names: `tune` may be looked at while rules are written, `score` may not. docs/recovery.md tells the rest.
//
// Needs pandoc, Chromium, the packages of tests/browser (npm ci there), and for one style lynx ($LYNX, else left out).
// LIMIT is the most documents of a family and half (60).

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { filesOf, launch } from "../../tests/browser/lib.mjs";
import { asciiWords, noted, truthOf, wikiPage, withoutNotes } from "./truth.mjs";

const LIMIT = Number(process.env.LIMIT ?? 60);
const LYNX = [process.env.LYNX, "/usr/bin/lynx"].find((path) => path && existsSync(path));
const READ = "gfm+footnotes+attributes-yaml_metadata_block";
const STYLE = `body { font: 16px/1.5 serif; max-width: 42em; margin: 2em auto } pre { white-space: pre; overflow: auto }
table { border-collapse: collapse } td, th { border: 1px solid; padding: .2em .5em }`;

/** Runs a program on an input and gives what it prints. */
function run(program, args, input) {
  return new Promise((done, fail) => {
    const child = execFile(program, args, { maxBuffer: 1 << 28 }, (error, out) => (error ? fail(error) : done(out)));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

const pandoc = (from, to, input, ...more) => run("pandoc", ["-f", from, "-t", to, ...more], input);

let browser;

/** A page of the browser, which is started again if it was stopped. */
async function newPage() {
  if (!(await browser)?.isConnected()) browser = launch();
  return (await browser).newPage();
}

/** What a browser puts into the clipboard when all of a page is selected. */
async function copied(html, listMarks) {
  const page = await newPage();
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${html}`);
  const text = await page.evaluate((marks) => {
    if (marks) {
      for (const item of document.querySelectorAll("li")) {
        const list = item.parentElement;
        const depth = [...(function* up(at) { for (; (at = at.parentElement?.closest("ul")); ) yield at; })(list)].length;
        const place = [...list.children].indexOf(item) + (list.start || 1);
        const mark = list.tagName === "OL" ? `${place}. ` : `${"•◦▪"[Math.min(depth, 2)]} `;
        const first = item.firstElementChild;
        (first?.tagName === "P" && item.firstChild === first ? first : item).prepend(mark);
      }
    }
    getSelection().selectAllChildren(document.body);
    return getSelection().toString();
  }, listMarks);
  await page.close();
  return `${text}\n`;
}

/** All renderings of one truth, by style. */
async function renderings(truth) {
  const json = JSON.stringify(truth);
  // Pandoc's pages raise the numbers of notes, and a copy glues them to the words: such notes are beyond any reader.
  const html = await pandoc("json", "html", JSON.stringify(withoutNotes(truth)), "--wrap=none", "--mathml");
  const texts = {
    wrapped: await pandoc("json", "plain", json, "--wrap=auto", "--columns=72"),
    unwrapped: await pandoc("json", "plain", json, "--wrap=none"),
    browser: await copied(html, false),
    marked: await copied(html, true),
  };
  if (LYNX) {
    const args = ["-dump", "-nolist", "-stdin", "-width=80", "-assume_charset=utf-8", "-display_charset=utf-8"];
    texts.lynx = await run(LYNX, args, `<meta charset="utf-8"><body>${html}`);
  }
  return texts;
}

async function prepare(folder, path, out) {
  const source = readFileSync(join(folder, path), "utf8");
  const truth = await truthOf(source, (text) => pandoc(READ, "json", text));
  if (!truth) return false;
  const texts = await renderings(truth);
  const wiki = noted(truth);
  if (wiki) {
    const page = wikiPage(wiki);
    const html = await pandoc("json", "html", JSON.stringify(page), "--wrap=none");
    texts.wiki = await copied(html, true);
    writeFileSync(`${out}.wiki.truth.json`, JSON.stringify(wiki));
  }
  for (const [style, text] of Object.entries(texts)) {
    writeFileSync(`${out}.${style}.txt`, text);
    writeFileSync(`${out}.${style}.pandoc.json`, await pandoc("markdown-yaml_metadata_block", "json", text));
  }
  // Last, so that a document with a truth is complete and need not be made again.
  writeFileSync(`${out}.truth.json`, JSON.stringify(truth));
  return true;
}

const hash = (path) => createHash("sha256").update(path).digest("hex");

async function family(out, name, folder, halves) {
  const paths = filesOf(folder)
    .filter((path) => /\.md$/i.test(path) && asciiWords(readFileSync(join(folder, path), "utf8")) > 40)
    .map((path) => [hash(`${name}/${path}`), path])
    .sort();
  const seen = new Set();
  const count = { tune: 0, score: 0 };
  const left = { tune: 0, score: 0 };
  const queue = paths[Symbol.iterator]();
  const work = async () => {
    for (const [key, path] of queue) {
      const half = halves.includes("tune") && parseInt(key[8], 16) % 2 === 0 ? "tune" : "score";
      const text = hash(readFileSync(join(folder, path), "utf8"));
      if (!halves.includes(half) || count[half] >= LIMIT || seen.has(text)) continue;
      seen.add(text);
      count[half]++;
      mkdirSync(join(out, name, half), { recursive: true });
      const place = join(out, name, half, `${key.slice(0, 8)}-${basename(path, ".md").replace(/[^\w-]+/g, "-").slice(0, 40)}`);
      const attempt = () => prepare(folder, path, place);
      const used = existsSync(`${place}.truth.json`) || (await attempt().catch(attempt));
      if (!used) [count[half], left[half]] = [count[half] - 1, left[half] + 1];
    }
  };
  await Promise.all([work(), work(), work()]);
  console.log(name, count, "excluded", left);
}

const [out, ...families] = process.argv.slice(2);
for (const written of families) {
  const [name, place] = written.split("=");
  const [folder, half] = place.split(":");
  await family(out, name, folder, half === "score" ? ["score"] : ["tune", "score"]);
}
await (await browser)?.close();
