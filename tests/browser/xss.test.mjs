// No text runs a script: ways to make a page run one, through every channel by which words reach a page, built into one
// site, its policies taken out, and every page opened in a browser. Not one script but the site's own may run, and no
// other host may be asked for anything. Every vector goes through one of the channels by itself and through the bodies of
// three formats together; `XSS=full` sends each through every channel, which makes some 2,500 pages.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { attribute, filesOf, launch, none, placeOf, readPages, ROOT, serve } from "./lib.mjs";

const ESCAPES = { n: "\n", r: "\r", t: "\t", 0: "\0" };
const vectors = readFileSync(join(ROOT, "tests/fixtures/hostile/vectors.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && (!line.startsWith("# ") || /^# (<|x \{)/.test(line)))
  .map((line) =>
    line.replace(/\\(u\{([0-9a-f]+)\}|.)/g, (_, one, code) =>
      code ? String.fromCodePoint(parseInt(code, 16)) : (ESCAPES[one] ?? one),
    ),
  );

/** A text in quotation marks, as YAML reads it. */
const quoted = (text) =>
  JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
/** A vector as a name of a file: on one line, without what ends a name. */
const asName = (vector) => Buffer.from(vector.replace(/[\0\n/]/g, " ")).subarray(0, 200).toString().replace(/\ufffd/g, "") || "x";

const metadata = (vector) => {
  const keys = ["title", "description", "date", "kind", "source", "licence", "slug"];
  const lines = keys.map((key) => `${key}: ${quoted(vector)}`);
  return [...lines, `authors: [${quoted(vector)}]`, `former-slugs: [${quoted(vector)}]`].join("\n");
};

/** The corpus: by path, what the file holds. */
function corpus() {
  const files = new Map();
  const all = vectors.join("\n\n");
  files.set("seeds/all.md", `# All\n\n${all}\n`);
  files.set("seeds/all.html", `<title>All</title><h1>All</h1>\n${all}\n`);
  files.set("seeds/all.txt", `All\n\n${all}\n`);
  // One a text, so that none hides behind an element that another left open.
  const full = process.env.XSS === "full";
  vectors.forEach((vector, at) => {
    const goes = (channel) => full || at % 5 === channel;
    if (goes(0)) files.set(`seeds/one/${at}.md`, `# One\n\n${vector}\n\nOn the quokka.\n\n${vector} in a line\n`);
    if (goes(1)) files.set(`seeds/one/h${at}.html`, `<h1>One</h1><p>On the quokka.</p>${vector}<p>${vector}</p>`);
    if (goes(2)) files.set(`seeds/front/${at}.md`, `---\n${metadata(vector)}\n---\n\nOn the quokka.\n`);
    if (goes(4)) files.set(`seeds/names/${at} ${asName(vector)}.md`, `On the quokka, without a title.\n`);
    if (!goes(3)) return;
    files.set(`seeds/beside/${at}.txt`, `On the quokka.\n\nAnd a second part. ${vector}\n`);
    const notes = `annotations:\n  - {quote: quokka, note: ${quoted(vector)}}\ncorrections:\n  - {quote: second, read: ${quoted(vector)}, note: ${quoted(vector)}}\n`;
    files.set(`seeds/beside/${at}.yaml`, `${metadata(vector)}\n${notes}`);
  });
  const concept = (vector, at) => {
    const q = quoted(vector);
    return `- name: ${quoted(`${vector} ${at}`)}\n  aliases: [${q}, alias ${at}]\n  definition: ${q}\n  same_as: ${q}\n  not: [${q}]\n  former_ids: [${quoted(`${vector}f${at}`)}]\n  broader: [quokka]`;
  };
  files.set("seeds/concepts.yaml", `- name: Quokka\n${vectors.filter((_, at) => full || at % 4 === 0).map(concept).join("\n")}\n`);
  const page = vectors.map((vector) => vector.replace(/^---/gm, "")).join("\n\n");
  files.set("seeds/concepts/paged.md", `---\nname: Paged quokka\n---\n\n${page}\n`);
  const q = quoted(vectors.find((vector) => vector.startsWith('"><script')));
  files.set("seedbed.yaml", `title: ${q}\ndescription: ${q}\nlanguage: ${q}\norder: [${q}]\n`);
  files.set("seeds/bad.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>');
  files.set("seeds/pictures.md", "# Pictures\n\n![bad](bad.svg) [bad](bad.svg)\n");
  return files;
}

let site;
let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "seedbed-xss-"));
  for (const [path, text] of corpus()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  site = join(folder, "public");
  try {
    execFileSync(process.env.SEEDBED, ["build", "--quiet", folder], { stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 28 });
  } catch (error) {
    // Bad values in sidecars are errors, and the site is built all the same.
    assert.equal(error.status, 1, String(error.stderr).slice(-2000));
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

const ELEMENTS = new Set(["base", "iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe", "style", "template", "foreignobject", "noscript", "maction", "annotation-xml", "form", "area", "audio", "video", "source", "track", "animate", "set", "use", "image"]);
// What formulas are drawn with: nothing of MathML that leads anywhere or holds HTML.
const FORMULA = new Set(["math", "semantics", "annotation", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd"]);
const ADDRESSES = ["href", "src", "srcset", "action", "formaction", "data", "poster", "cite", "background", "ping", "xlink:href", "srcdoc", "style", "lowsrc", "manifest"];
const OWN = /^(#|(\.\.\/)*([\w.-]|%[0-9A-F]{2}|\/(?!\/))*([#?].*)?$)/;

test("there are enough of them", () => assert.ok(vectors.length >= 250, `${vectors.length}`));

test("no page holds an element, attribute or address that runs or fetches", () => {
  const wrong = [];
  for (const page of readPages(site)) {
    for (const element of page.elements) {
      const name = element.tagName.toLowerCase();
      const isOfFormula = element.namespaceURI?.endsWith("MathML");
      if (ELEMENTS.has(name) || (isOfFormula && !FORMULA.has(name))) wrong.push(placeOf(page, element));
      for (const { name: key, value } of element.attrs) {
        if (/^on/i.test(key)) wrong.push(`${placeOf(page, element)} ${key}`);
        if (!ADDRESSES.includes(key)) continue;
        const isLink = name === "a" && /^(https?:|mailto:|tel:)/i.test(value);
        const isIcon = name === "link" && attribute(element, "rel") === "icon" && value.startsWith("data:image/gif;base64,");
        // The page for lost addresses carries its looks in itself.
        const isLook = page.path === "404.html" && attribute(element, "rel") === "stylesheet" && value.startsWith("data:text/css,");
        if (!OWN.test(value) && !isLink && !isIcon && !isLook) wrong.push(`${placeOf(page, element)} ${key}=${value.slice(0, 80)}`);
        if (isLink && /^https?:/i.test(value) && !attribute(element, "rel")) wrong.push(`${placeOf(page, element)} has no rel`);
      }
      // Data that no browser runs: it must not be able to end its element.
      const words = element.childNodes.map((child) => child.value ?? "").join("");
      const isData = name === "script" && attribute(element, "type") === "application/ld+json" && !words.includes("<");
      if (name === "script" && !isData && (!attribute(element, "src") || words !== "")) wrong.push(placeOf(page, element));
      const policy = name === "meta" && attribute(element, "http-equiv")?.toLowerCase();
      if (policy === "refresh" && !page.redirect) wrong.push(placeOf(page, element));
    }
    const policies = page.elements.filter((element) => attribute(element, "http-equiv")?.toLowerCase() === "content-security-policy");
    if (policies.length !== 1) wrong.push(`${page.path} has ${policies.length} policies`);
  }
  none(wrong);
});

test("in a browser without the policies no script runs and nothing is asked of other hosts", { timeout: 600_000 }, async () => {
  const files = filesOf(site);
  const pages = files.filter((path) => path.endsWith(".html") || path.endsWith(".svg"));
  for (const path of pages) {
    const text = readFileSync(join(site, path), "utf8");
    writeFileSync(join(site, path), text.replace(/<meta http-equiv="(Content-Security-Policy|refresh)"[^>]*>/g, ""));
  }
  const { home, stop } = await serve(site);
  const browser = await launch();
  const context = await browser.newContext();
  const wrong = new Set();
  await context.exposeBinding("ran", ({ page }, what) => wrong.add(`${page.url()} ran ${what}`));
  await context.addInitScript(() => {
    for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.ran(name);
  });
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(home) || /^data:(image\/gif|text\/css),/.test(url)) return route.continue();
    wrong.add(`asked for ${url}`);
    return route.abort();
  });
  const queue = pages.filter((path) => !/assets\//.test(path));
  const work = async () => {
    const page = await context.newPage();
    page.on("dialog", (dialog) => {
      wrong.add(`${page.url()} opened a dialog`);
      dialog.dismiss();
    });
    page.on("pageerror", (error) => wrong.add(`${page.url()}: ${error.message}`));
    for (let path = queue.pop(); path; path = queue.pop()) {
      const url = home + path.split("/").map(encodeURIComponent).join("/");
      await page.goto(url, { waitUntil: "load" });
      if (page.url() !== url) wrong.add(`${path} led to ${page.url()}`);
      // What waits for a reader's hand: every element is pointed at, focused and clicked, but led nowhere.
      await page.evaluate(() => {
        addEventListener("click", (event) => event.preventDefault(), true);
        for (const element of document.querySelectorAll("main *")) {
          for (const type of ["mouseover", "pointerenter", "focus", "toggle", "click"]) element.dispatchEvent(new Event(type));
          if (/^\s*(javascript|data|vbscript):/i.test(element.href?.baseVal ?? element.href ?? "")) window.ran(`a link: ${element.href}`);
        }
      });
    }
    await page.close();
  };
  await Promise.all(Array.from({ length: 4 }, work));
  await browser.close();
  await stop();
  none([...wrong]);
});
