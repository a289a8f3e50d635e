// No text is lost: the words on each text's page are the words of its seed, less those reported as removed.
//
// What the seed says lies in elements of class `seed` (its body), `seed-title` (its title) and `seed-note` (its
// notes); what the site adds inside them carries `data-added` or is a passage's number. `data/removed.jsonl` reports what a
// rule took away.
// Only plain text is compared: the source of the other formats has words that no page shows, in links and markup.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { attribute, childrenOf, filesOf, hasClass, none, readPage, SEEDS, SITE } from "./lib.mjs";

const OF_THE_SEED = ["seed", "seed-title", "seed-note"];

/** Elements that can stand within a word; the edge of any other parts two words. */
const WITHIN_A_WORD = new Set(
  "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong u var wbr".split(" "),
);

const removed = readLines("data/removed.jsonl");
const passages = readLines("data/passages.jsonl");
const seeds = existsSync(SEEDS) ? filesOf(SEEDS).filter((path) => path.endsWith(".txt")) : [];
const read = seeds.filter((doc) => passages.some((passage) => passage.doc === doc) || existsSync(pageOf(doc)));

test("there are seeds to compare", () => {
  assert.ok(read.length > 0, `none of the seeds in ${SEEDS} is in the site`);
});

for (const doc of read) {
  const source = () => readFileSync(join(SEEDS, doc), "utf8");

  test(`the page of ${doc} has the words of its seed`, () => {
    assert.ok(existsSync(pageOf(doc)), `${doc} has passages but no page at ${pageOf(doc)}`);
    const inSeed = count(source());
    const onPage = count(seedTextOf(pageOf(doc)));
    const taken = count(textsOf(removed, doc));
    const kept = less(inSeed, taken);
    none([
      ...listed(less(taken, inSeed), "reported as removed, but not in the seed"),
      ...listed(less(kept, onPage), "lost", (word) => `, in the seed on ${linesWith(word)}`),
      ...listed(less(onPage, kept), "not in the seed"),
    ]);
  });

  test(`the passages of ${doc} have only words of its seed`, () => {
    const inPassages = count(textsOf(passages, doc));
    assert.ok(inPassages.size > 0, `data/passages.jsonl has no passage of ${doc}`);
    none(listed(less(inPassages, count(source())), "not in the seed"));
  });

  const linesWith = (word) => {
    const lines = source()
      .split("\n")
      .flatMap((line, at) => (wordsOf(line).includes(word) ? [at + 1] : []));
    return `line ${lines.slice(0, 5).join(", ")}${lines.length > 5 ? ", ..." : ""}`;
  };
}

/** The page of a seed: by the slug in its sidecar, or else by its own name. */
function pageOf(doc) {
  const stem = doc.replace(/\.[^./]+$/, "");
  const sidecar = join(SEEDS, `${stem}.yaml`);
  const slug = existsSync(sidecar) && /^slug:\s*["']?([^\s"'#]+)/m.exec(readFileSync(sidecar, "utf8"))?.[1];
  return join(SITE, "texts", `${slug || stem}.html`);
}

/** What the page shows of the seed, a space where two words part. */
function seedTextOf(path) {
  const { elements } = readPage("", path);
  const isOf = (element) => OF_THE_SEED.some((name) => hasClass(element, name));
  const outermost = elements.filter((element) => isOf(element) && !ancestorsOf(element).some(isOf));
  assert.ok(outermost.length > 0, `${path} has no element of class ${OF_THE_SEED.join(", ")}`);
  return outermost.map(textOf).join("\n");
}

function ancestorsOf(element) {
  const parent = element.parentNode;
  return parent?.tagName ? [parent, ...ancestorsOf(parent)] : [];
}

function textOf(node) {
  if (node.nodeName === "#text") return node.value;
  if (node.tagName && (attribute(node, "data-added") !== undefined || attribute(node, "class") === "pn")) return "";
  const text = childrenOf(node).map(textOf).join("");
  const parts = !WITHIN_A_WORD.has(node.tagName) || attribute(node, "role") === "doc-noteref";
  return parts ? ` ${text} ` : text;
}

/** A word is a run of letters, marks and digits. */
function wordsOf(text) {
  return text.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** How often each word stands in a text. */
function count(text) {
  const counts = new Map();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The counts of `some` less those of `others`. */
function less(some, others) {
  return new Map([...some].map(([word, n]) => [word, n - (others.get(word) ?? 0)]).filter(([, n]) => n > 0));
}

function listed(counts, what, where = () => "") {
  return [...counts].map(([word, n]) => `${what}: ${word}${n > 1 ? ` (${n} times)` : ""}${where(word)}`);
}

function textsOf(lines, doc) {
  return lines.flatMap((line) => (line.doc === doc ? [line.text] : [])).join("\n");
}

function readLines(path) {
  const file = join(SITE, path);
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
}
