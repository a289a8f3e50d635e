// What a first query of a site's search fetches, by kind of file, and how large its index is.
//
//   node benches/search_bytes.mjs SITE [QUERY...]
//
// Every query is asked in a browser that has nothing in store, over HTTP, and then once more; and in another such browser
// it is typed, a key each 0.2 s. Bytes are those of `gzip -9`.
// Prints tables in Markdown. Without queries it asks for words of the site's own: frequent, usual and rare ones, two and
// three together, a phrase, a beginning, an error, Chinese.

import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { filesOf, launch, serve } from "../tests/browser/lib.mjs";

const folder = resolve(process.argv[2]);
const queries = process.argv.slice(3);
const zipped = (path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length;
const kB = (bytes) => (bytes / 1000).toFixed(1);

const KINDS = [
  ["code", /^assets\//],
  ["contents", /^search\/index\.js$/],
  ["words", /^search\/w\d+\.js$/],
  ["titles", /^search\/m\d+\.js$/],
  ["passages", /^search\/t\d+\.js$|\.html$/],
];

const files = filesOf(join(folder, "search"));
const raw = files.reduce((sum, path) => sum + statSync(join(folder, "search", path)).size, 0);
const largest = (kind) =>
  Math.max(0, ...files.map((path) => `search/${path}`).filter((path) => kind.test(path)).map(zipped));
console.log(`Index: ${files.length} files, ${(raw / 1e6).toFixed(2)} MB. Largest file, kB by gzip: ${KINDS.slice(1)
  .map(([name, kind]) => `${name} ${kB(largest(kind))}`).join(", ")}\n`);

const site = await serve(folder);
const browser = await launch();
console.log(`| query | found | requests | kB | ${KINDS.map(([name]) => name).join(" | ")} | ms | again, ms | typed, kB |`);
console.log(`| --- | --- | --: | --: |${KINDS.map(() => " --: |").join("")} --: | --: | --: |`);
for (const query of queries.length > 0 ? queries : await own()) console.log(await row(query));
await browser.close();
await site.stop();

async function row(query) {
  const first = await visit(async (page, paths) => {
    const ask = async () => {
      await page.evaluate(() => (document.getElementById("said").textContent = ""));
      const start = await page.evaluate(() => performance.now());
      await page.fill("#q", query);
      const answered = (from) => document.getElementById("said").textContent && performance.now() - from;
      return (await page.waitForFunction(answered, start)).jsonValue();
    };
    const time = await ask();
    const said = await page.textContent("#said");
    const fetched = [...paths];
    await page.fill("#q", "");
    return { time, said, fetched, again: await ask() };
  });
  const typed = await visit(async (page, paths) => {
    await page.locator("#q").pressSequentially(query, { delay: 200 });
    await page.waitForFunction((said) => document.getElementById("said").textContent === said, first.said);
    return [...paths];
  });
  const bytes = KINDS.map(([, kind]) => sum(first.fetched.filter((path) => kind.test(path))));
  const cells = [`\`${query}\``, first.said, first.fetched.length, kB(sum(first.fetched)), ...bytes.map(kB)];
  return `| ${[...cells, first.time.toFixed(0), first.again.toFixed(0), kB(sum(typed))].join(" | ")} |`;
}

function sum(paths) {
  return paths.reduce((all, path) => all + zipped(path), 0);
}

/** Opens a page in a browser that has nothing in store, with the paths that it asks for once it is there. */
async function visit(use) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const paths = new Set();
  await page.goto(`${site.home}concepts/index.html`);
  await page.waitForLoadState("networkidle");
  page.on("request", (request) => paths.add(decodeURIComponent(new URL(request.url()).pathname).replace("/repo/", "")));
  try {
    return await use(page, paths);
  } finally {
    await context.close();
  }
}

/** Words of the site's own texts, by how many passages have them. */
async function own() {
  const counts = new Map();
  let phrase = "";
  for (const line of readFileSync(join(folder, "data/passages.jsonl"), "utf8").split("\n").filter(Boolean)) {
    const { text } = JSON.parse(line);
    const words = text.toLowerCase().match(/[a-z]{4,}/g) ?? [];
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
    if (!phrase && words.length > 30) phrase = text.match(/[A-Za-z]{4,} [A-Za-z]{4,} [A-Za-z]{4,}/)?.[0] ?? "";
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  const at = (share) => ranked[Math.floor(ranked.length ** share)];
  const [first, second, third, usual, fourth, rare] = [0.2, 0.35, 0.45, 0.6, 0.65, 0.8].map(at);
  const wrong = usual.slice(0, -3) + usual.at(-2) + usual.at(-3) + usual.at(-1);
  return [
    first, second, usual, rare, `${second} ${third}`, `${usual} ${rare}`, `${first} ${second} ${third}`,
    `${third} ${usual} ${fourth}`, `"${phrase.toLowerCase()}"`, usual.slice(0, 4), wrong, "世界",
  ];
}
