// `seedbed serve` as a writer uses it: a file is saved, and the browser shows it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./lib.mjs";

const long = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} speaks of the plan and of what follows from it.`);

let browser;
let server;
let root;
let home;
before(async () => {
  root = mkdtempSync(join(tmpdir(), "seedbed-serve-"));
  mkdirSync(join(root, "seeds"));
  writeFileSync(join(root, "seeds/letter.txt"), `A letter\n\n${long.join("\n\n")}\n`);
  writeFileSync(join(root, "seeds/other.md"), "# Another text\n\nNothing in common, yet.\n");
  writeFileSync(join(root, "seeds/concepts.yaml"), "- name: Plan\n");
  server = spawn(process.env.SEEDBED, ["serve", root, "--port", "3900"]);
  server.stderr.resume();
  home = await new Promise((resolve, reject) => {
    let said = "";
    server.on("exit", (code) => reject(new Error(`it ended with ${code}: ${said}`)));
    server.stdout.on("data", (words) => {
      said += words;
      const address = /http:\S+/.exec(said);
      if (address) resolve(address[0]);
    });
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.kill();
  rmSync(root, { recursive: true, force: true });
});

/** A page of the site on which `loads` counts how often it was loaded after it was opened. */
async function opened(path) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
  page.setDefaultTimeout(30_000);
  const heard = page.waitForRequest((request) => request.url().endsWith("/-/problems"));
  await page.goto(home + path);
  await heard;
  const seen = { page, loads: 0 };
  page.on("load", () => seen.loads++);
  return seen;
}

const says = (page, words) => page.waitForFunction((words) => document.body.innerText.includes(words), words);

test("a saved text is shown where the reader was", async () => {
  const { page } = await opened("texts/letter.html");
  await page.evaluate(() => scrollTo(0, 900));
  appendFileSync(join(root, "seeds/letter.txt"), "\nAn afterthought on the plan.\n");
  await says(page, "An afterthought");
  await page.waitForFunction(() => scrollY > 800);
  await page.close();
});

test("a page that an edit does not change is not loaded again", async () => {
  const seen = await opened("texts/letter.html");
  const other = await opened("texts/other.html");
  writeFileSync(join(root, "seeds/other.md"), "# Another text\n\nNothing in common, still.\n");
  await says(other.page, "in common, still");
  assert.equal(seen.loads, 0);
  await seen.page.close();
  await other.page.close();
});

test("a style is changed without loading the page, also in a folder that is new", async () => {
  const seen = await opened("texts/letter.html");
  mkdirSync(join(root, "static"));
  writeFileSync(join(root, "static/style.css"), "body { background: rgb(1, 2, 3) }");
  await seen.page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)");
  assert.equal(seen.loads, 0);
  rmSync(join(root, "static"), { recursive: true });
  await seen.page.waitForFunction(() => getComputedStyle(document.body).backgroundColor !== "rgb(1, 2, 3)");
  await seen.page.close();
});

test("what is wrong is shown in the page, and gone when it is put right", async () => {
  const { page } = await opened("texts/letter.html");
  const box = page.locator("#live");
  writeFileSync(join(root, "seeds/concepts.new"), "- name: [Plan\n");
  renameSync(join(root, "seeds/concepts.new"), join(root, "seeds/concepts.yaml"));
  await box.getByText("seeds/concepts.yaml:1").waitFor();
  mkdirSync(join(root, "broken"));
  writeFileSync(join(root, "broken/text.html"), "{{ page.title");
  renameSync(join(root, "broken"), join(root, "templates"));
  await box.getByText("The pages are still the old ones").waitFor();
  await says(page, "Paragraph 1 speaks");
  rmSync(join(root, "templates"), { recursive: true });
  writeFileSync(join(root, "seeds/concepts.yaml"), "- name: Plan\n");
  await box.waitFor({ state: "detached" });
  await page.close();
});

/** Status of a request that a browser would not make. */
const probe = (path, options = {}) =>
  new Promise((resolve, reject) => {
    const url = new URL(home);
    const asked = request({ host: url.hostname, port: url.port, path, ...options }, (answer) => {
      answer.destroy();
      resolve(answer.statusCode);
    });
    asked.on("error", reject);
    asked.end();
  });

test("only this machine's own browser is answered, and only with the site", async () => {
  assert.equal(await probe("/"), 200);
  assert.equal(await probe("/", { headers: { host: "evil.example" } }), 403);
  assert.equal(await probe("/-/events", { headers: { origin: "https://evil.example" } }), 403);
  assert.equal(await probe("/", { method: "POST" }), 405);
  assert.equal(await probe("/../../../../../../etc/passwd"), 404);
  assert.equal(await probe("/%2e%2e/%2e%2e/etc/passwd"), 404);
  assert.equal(await probe("/seeds/letter.txt"), 404);
  const many = await Promise.all(Array.from({ length: 1000 }, () => probe("/texts/letter.html")));
  assert.deepEqual([...new Set(many)], [200]);
});
