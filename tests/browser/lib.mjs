// What the tests of the built site share: where the site lies, its pages as trees, a server and a browser.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "parse5";
import { chromium } from "playwright-core";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const SITE = resolve(process.env.SITE ?? join(ROOT, "target/site-under-test"));
export const SEEDS = resolve(process.env.SEEDS ?? join(ROOT, "seeds"));

/** The widths a design must hold at, from a wide window to WCAG's reflow limit. */
export const WIDTHS = [1440, 820, 390, 320];

/** Fails with all problems at once, the first of them spelled out. */
export function none(problems, shown = 25) {
  if (problems.length === 0) return;
  const rest = problems.length > shown ? [`and ${problems.length - shown} more`] : [];
  assert.fail([`${problems.length} found:`, ...problems.slice(0, shown), ...rest].join("\n  "));
}

// ---- the site on disk

/** All files under a folder as sorted paths with forward slashes. */
export function filesOf(folder, under = "") {
  return readdirSync(join(folder, under), { withFileTypes: true })
    .flatMap((entry) => {
      const path = under ? `${under}/${entry.name}` : entry.name;
      return entry.isDirectory() ? filesOf(folder, path) : [path];
    })
    .sort();
}

/** A page: its path in the site, its tree, its elements in document order, its ids. */
export function readPage(folder, path) {
  const html = readFileSync(join(folder, path), "utf8");
  const tree = parse(html, { sourceCodeLocationInfo: true });
  const elements = [...elementsIn(tree)];
  const ids = elements.map((element) => attribute(element, "id")).filter((id) => id !== undefined);
  const redirect = elements.some(
    (element) => element.tagName === "meta" && /^refresh$/i.test(attribute(element, "http-equiv") ?? ""),
  );
  return { path, tree, elements, ids, redirect, bytes: Buffer.byteLength(html) };
}

/** Every page of the site. */
export function readPages(folder = SITE) {
  assert.ok(existsSync(folder), `no site at ${folder}: build one, or name its folder in SITE`);
  const pages = filesOf(folder)
    .filter((path) => path.endsWith(".html"))
    .map((path) => readPage(folder, path));
  assert.ok(pages.length > 0, `no page in ${folder}`);
  return pages;
}

/** One page of each kind; of texts, concepts and comparisons the largest, which asks most of a design. */
export function kindsOf(pages) {
  const largest = (isOne) =>
    pages.filter((page) => isOne(page.path) && !page.redirect).sort((a, b) => b.bytes - a.bytes)[0]?.path;
  const largestIn = (folder) =>
    largest((path) => path.startsWith(`${folder}/`) && !/\/(index|a-z)(\/\d+)?\.html$/.test(path) && !isPair(path));
  const isPair = (path) => /^compare\/.*--/.test(path);
  const named = (path) => pages.find((page) => page.path === path)?.path;
  return {
    home: named("index.html"),
    text: largestIn("texts"),
    concept: largestIn("concepts"),
    comparison: largestIn("compare"),
    "two texts": largest(isPair),
    matrix: named("matrix.html"),
    map: named("map.html"),
    disputes: named("disputes.html"),
    "index of texts": named("texts/index.html"),
    "index of concepts": named("concepts/index.html"),
    "not found": named("404.html"),
  };
}

/** Every element below a node, in document order, those inside templates too. */
export function* elementsIn(node) {
  for (const child of childrenOf(node)) {
    if (child.tagName) yield child;
    yield* elementsIn(child);
  }
}

/** The nodes inside a node; those of a template lie in a fragment of their own. */
export function childrenOf(node) {
  return node.content ? node.content.childNodes : (node.childNodes ?? []);
}

export function attribute(element, name) {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

export function hasClass(element, name) {
  return (attribute(element, "class") ?? "").split(/\s+/).includes(name);
}

/** Where an element stands, for a message: `texts/a.html:12 <a>`. */
export function placeOf(page, element) {
  return `${page.path}:${element.sourceCodeLocation?.startLine ?? "?"} <${element.tagName}>`;
}

// ---- the site in a browser

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** Serves a site below `/repo/`, as GitHub Pages does; answers where its home is, and how to stop. */
export async function serve(folder = SITE, base = "/repo/") {
  const files = new Set(filesOf(folder));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = decodeURIComponent(pathname.startsWith(base) ? pathname.slice(base.length) : "..");
    const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const found = files.has(file);
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(found ? readFileSync(join(folder, file)) : "not found");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const home = `http://127.0.0.1:${server.address().port}${base}`;
  const stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { home, stop };
}

/** The Chromium that $CHROMIUM names, or the one of the machine. */
export function launch() {
  const places = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
  const executablePath = process.env.CHROMIUM || places.find((path) => existsSync(path));
  assert.ok(executablePath, "no Chromium: install one, or name it in CHROMIUM");
  const quiet = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args: ["--disable-gpu", "--no-first-run", ...quiet] });
}

/** Notes all that goes wrong in a browser context: console errors, failed requests, requests elsewhere. */
export function watch(context, home) {
  const problems = new Set();
  context.on("console", (message) => {
    if (message.type() === "error") problems.add(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (event) => problems.add(`script: ${event.error().message}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith("data:")) problems.add(`request to another place: ${url}`);
  });
  context.on("requestfailed", (request) => {
    // The browser itself gives up what it still loads when it leaves a page.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") problems.add(`failed request: ${request.url()} (${why})`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) problems.add(`answer ${response.status()}: ${response.url()}`);
  });
  return problems;
}
