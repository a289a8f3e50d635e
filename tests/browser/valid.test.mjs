// Every page and style sheet of the built site before the Nu Html Checker (vnu), the W3C's own.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { filesOf, kindsOf, none, readPages, SITE } from "./lib.mjs";

/** What the checker does not know yet. `near` narrows a vague message by what stands just before its place. */
const ACCEPTED = [
  {
    message: /^Attribute “interestfor” not allowed on element “(a|button)”/,
    why: "hover cards without script: a proposal for HTML that Chromium has and other engines ignore",
  },
  {
    message: /^CSS: “(anchor-name|anchor-scope|position-anchor|position-area|position-try(-[a-z]+)?)”: Property/,
    why: "CSS anchor positioning, level 1",
  },
  {
    message: /^CSS: “(top|bottom|left|right|inset[a-z-]*|width|height|m(in|ax)-[a-z-]+)”: Parse Error/,
    near: /anchor(-size)?\(/,
    why: "the anchor() functions of the same module",
  },
  { message: /^CSS: “interest-delay[a-z-]*”: Property/, why: "belongs to interestfor" },
  {
    message: /^CSS: Unknown pseudo-element or pseudo-class “:interest-(source|target)”/,
    why: "belongs to interestfor; written inside :is(), so that other engines keep the rule",
  },
  {
    message: /^CSS: “(animation-timeline|animation-range[a-z-]*|(view|scroll)-timeline[a-z-]*)”: Property/,
    why: "scroll-driven animations, level 1",
  },
  {
    message: /^CSS: Unrecognized at-rule “@(starting-style|view-transition|position-try|layer|container|property)”/,
    why: "at-rules younger than the checker's CSS part, which knows CSS 3",
  },
  { message: /^CSS: Parse Error/, near: /view-transition|position-try/, why: "the insides of those at-rules" },
  { message: /^CSS: .*“allow-discrete” is not/, why: "transition-behavior, CSS transitions level 2" },
  { message: /^CSS: “(vector-effect|stroke-[a-z]+|paint-order)”: Property/, why: "a property of SVG 2" },
  { message: /^CSS: .*“\*invalid\*” value/, near: /color-mix|var\(/, why: "var() inside color-mix()" },
];

const jar = join(createRequire(import.meta.url).resolve("vnu-jar/package.json"), "../build/dist/vnu.jar");

test("every page is valid HTML, and every style sheet valid CSS", () => {
  const paths = filesOf(SITE).filter((path) => /\.(html|css)$/.test(path));
  const missing = Object.entries(kindsOf(readPages())).filter(([, path]) => !paths.includes(path));
  none(missing.map(([kind]) => `no page of the kind: ${kind}`));
  none(errors(check(SITE, paths)));
});

test("so are the pages of a long list, and those of a site in German", () => {
  const root = mkdtempSync(join(tmpdir(), "seedbed-valid-"));
  try {
    mkdirSync(join(root, "seeds"));
    writeFileSync(join(root, "seedbed.yaml"), "title: Pläne\nlanguage: de\n");
    const lines = Array.from({ length: 500 }, (_, at) => `Satz ${at} spricht vom Plan und vom Markt.`);
    writeFileSync(join(root, "seeds/lang.txt"), `Ein langer Text\n\n${lines.join("\n\n")}\n`);
    writeFileSync(join(root, "seeds/kurz.md"), "# Kurz\n\nDer Plan.[^1]\n\n[^1]: Eine *Anmerkung* zum Markt.\n");
    writeFileSync(join(root, "seeds/concepts.yaml"), "- name: Plan\n  related: [markt]\n- name: Markt\n");
    execFileSync(process.env.SEEDBED, ["build", "--quiet", root, "--dest-dir", join(root, "site")], { stdio: "ignore" });
    const paths = filesOf(join(root, "site")).filter((path) => path.endsWith(".html"));
    assert.ok(paths.some((path) => /^concepts\/plan\W+2\.html$/.test(path)), `no second page of passages: ${paths}`);
    none(errors(check(join(root, "site"), paths)));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test("the checker finds what is wrong", () => {
  const root = mkdtempSync(join(tmpdir(), "seedbed-valid-"));
  try {
    writeFileSync(join(root, "a.html"), "<!doctype html><html lang=en><title>A</title><p id=a><ul><li id=a><b></ul></html>");
    writeFileSync(join(root, "a.css"), "p{color:12px}");
    const found = errors(check(root, ["a.html", "a.css"])).join("\n");
    for (const words of ["Duplicate ID", "Unclosed element", "“12px” is not a “color” value"]) {
      assert.ok(found.includes(words), `${words}: ${found}`);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

/** One run of the checker over all files of a folder; the errors that it has, without those accepted. */
function check(folder, paths) {
  assert.ok(paths.length > 0, `no page in ${folder}`);
  const flags = ["--stdout", "--format", "json", "--also-check-css", "--exit-zero-always"];
  const files = paths.map((path) => join(folder, path));
  const run = spawnSync("java", ["-jar", jar, ...flags, ...files], { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (run.error?.code === "ENOENT") assert.fail("no Java: install one of version 17 or newer");
  assert.equal(run.status, 0, `the checker itself failed: ${run.error ?? run.stderr}`);
  return JSON.parse(run.stdout).messages.filter((found) => found.type !== "info" && !isAccepted(found));
}

function isAccepted(found) {
  return ACCEPTED.some((known) => known.message.test(found.message) && (known.near?.test(before(found)) ?? true));
}

/** The source up to the place of a message: its own extract is cut too short to tell what it is about. */
function before({ url, lastLine, lastColumn }) {
  if (!url) return "";
  const lines = readFileSync(fileURLToPath(new URL(url)), "utf8").split("\n").slice(0, lastLine);
  lines.push(lines.pop().slice(0, lastColumn));
  return lines.join("\n").slice(-160);
}

/** The errors, each message once, with the places that have it. */
function errors(messages) {
  const places = new Map();
  for (const { url, lastLine, message, extract = "" } of messages) {
    const place = url ? `${basename(dirname(fileURLToPath(url)))}/${basename(fileURLToPath(url))}:${lastLine}` : "";
    const near = extract.replace(/\s+/g, " ").trim();
    places.set(message, [...(places.get(message) ?? []), `${place} ${near}`]);
  }
  return [...places].map(([message, [first, ...others]]) => {
    const more = others.length > 0 ? ` (and ${others.length} more)` : "";
    return `${message}\n    ${first}${more}`;
  });
}
