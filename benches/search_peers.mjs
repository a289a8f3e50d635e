// Asks a site's own search and Pagefind the same queries in one browser, side by side.
//
//   npx pagefind --site COPY && node benches/search_peers.mjs SITE COPY
//
// SITE is a built site, COPY a copy of it in which Pagefind has made its index. Prints a table in Markdown: how many
// passages and pages were found, the first of them, bytes (gzip -9) of a first query and milliseconds of a repeated one.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { launch, serve } from "../tests/browser/lib.mjs";

const QUERIES = [
  ["plural", "revolutions"], ["plural", "bureaucracies"], ["plural", "workers' states"], ["singular", "theory"],
  ["possessive", "Trotsky's theory"], ["prefix", "bureauc"], ["prefix", "world rev"], ["prefix", "utop"], ["prefix", "st"],
  ["typing error", "permanant revolution"], ["typing error", "burocracy"], ["typing error", "Trotzky"],
  ["typing error", "degeneratoin"], ["typing error", "Stalnism"], ["phrase", '"socialism in one country"'],
  ["phrase", '"world revolution"'], ["phrase", '"means of production"'], ["phrase", '"permanent planning"'],
  ["two words", "planning committee"], ["two words", "soviet bureaucracy"], ["three words", "capitalist world economy"],
  ["case", "STALIN"], ["accents", "sociàlism"], ["spelling", "labor camp"], ["alias", "USSR"], ["number", "1917"],
  ["Chinese", "恶性"], ["Chinese", "恶"], ["common word", "the"], ["nothing", "zeppelin"],
];

const [own, peer] = process.argv.slice(2).map((path) => resolve(path));
const blank = join(peer, "pagefind-blank.html");
// Pagefind runs WebAssembly, which the policy of Seedbed's pages forbids.
writeFileSync(blank, "<!doctype html><title>Pagefind</title>");
const browser = await launch();
const rows = [];
for (const [kind, query] of QUERIES) rows.push([kind, query, await seedbed(query), await pagefind(query)]);
console.log("| | query | Seedbed: found | first | kB | ms | Pagefind: found | first | kB | ms |");
console.log("| --- | --- | --- | --- | --: | --: | --- | --- | --: | --: |");
for (const [kind, query, ...answers] of rows) {
  const cells = answers.flatMap(({ found, first, bytes, time }) => [found, first, (bytes / 1000).toFixed(1), time.toFixed(0)]);
  console.log(`| ${[kind, `\`${query}\``, ...cells].join(" | ").replaceAll("\n", " ")} |`);
}
await browser.close();

async function fresh(folder, path, use) {
  const site = await serve(folder);
  const context = await browser.newContext();
  const page = await context.newPage();
  const paths = new Set();
  await page.goto(site.home + path);
  page.on("request", (request) => paths.add(decodeURIComponent(new URL(request.url()).pathname).replace("/repo/", "")));
  const answer = await use(page);
  await context.close();
  await site.stop();
  const asked = [...paths].filter((one) => !/woff2|favicon/.test(one));
  const bytes = asked.reduce((sum, one) => sum + gzipSync(readFileSync(join(folder, one)), { level: 9 }).length, 0);
  return { ...answer, bytes };
}

function seedbed(query) {
  return fresh(own, "index.html", async (page) => {
    const ask = async () => {
      await page.evaluate(() => (document.getElementById("said").textContent = ""));
      const start = await page.evaluate(() => performance.now());
      await page.fill("#q", query);
      return (await page.waitForFunction((from) => document.getElementById("said").textContent && performance.now() - from, start)).jsonValue();
    };
    await ask();
    const found = await page.textContent("#said");
    const options = await page.locator("#hits a").evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.textContent]));
    const [href, words] = options.find(([to]) => to.startsWith("texts/")) ?? options[0] ?? ["", ""];
    await page.fill("#q", "");
    const first = href && `${href.replace(/^.*\//, "").replace(".html", "")}: ${words.slice(0, 70)}`;
    return { found, first, time: await ask() };
  });
}

function pagefind(query) {
  return fresh(peer, "pagefind-blank.html", (page) =>
    page.evaluate(async (words) => {
      const engine = await import("./pagefind/pagefind.js");
      const ask = async () => {
        const { results } = await engine.search(words);
        return { results, data: await Promise.all(results.slice(0, 5).map((one) => one.data())) };
      };
      const { results, data } = await ask();
      const start = performance.now();
      await ask();
      const plain = data[0]?.excerpt.replace(/<[^>]*>/g, "").slice(0, 70);
      const first = data[0] ? `${data[0].url.replace(/^.*\/repo\//, "").replace(".html", "")}: ${plain}` : "";
      return { found: `${results.length} pages`, first, time: performance.now() - start };
    }, query));
}
