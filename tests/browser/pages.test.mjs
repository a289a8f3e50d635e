// The workflow that publishes the site: it parses, asks for no more rights than it needs, and its actions are
// GitHub's own, pinned to a commit.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { none, ROOT } from "./lib.mjs";

const source = readFileSync(join(ROOT, ".github/workflows/pages.yml"), "utf8");
const workflow = parse(source);
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

const actionNames = () => steps.filter((step) => step.uses).map((step) => step.uses.split("@")[0]);

test("the workflow publishes main, and on demand", () => {
  assert.deepEqual(workflow.on.push.branches, ["main"]);
  assert.ok("workflow_dispatch" in workflow.on);
  assert.equal(workflow.concurrency.group, "pages");
});

test("the workflow may read the repository and publish, nothing else", () => {
  assert.deepEqual(workflow.permissions, { contents: "read", pages: "write", "id-token": "write" });
  none(Object.entries(workflow.jobs).flatMap(([name, job]) => (job.permissions ? [`${name} asks for more`] : [])));
});

test("the workflow builds the site as README says, and deploys the folder it builds", () => {
  assert.ok(steps.some((step) => /^cargo run --release\b/.test(step.run ?? "")));
  const upload = steps.find((step) => step.uses?.startsWith("actions/upload-pages-artifact@"));
  assert.equal(upload?.with?.path, "public");
  assert.ok(actionNames().includes("actions/configure-pages"));
  assert.equal(workflow.jobs.deploy.needs, "build");
  assert.equal(actionNames().at(-1), "actions/deploy-pages");
});

test("the workflow says where the site will stand, before it is built", () => {
  const at = (found) => steps.findIndex(found);
  const said = at((step) => /base-url: /.test(step.run ?? "") && /base_url/.test(step.env?.ADDRESS ?? ""));
  assert.ok(said > at((step) => step.id === "pages" && step.uses?.startsWith("actions/configure-pages@")));
  assert.ok(said < at((step) => /^cargo run/.test(step.run ?? "")));
});

test("every action is GitHub's own and pinned to a commit, with its version beside it", () => {
  const lines = source.split("\n").filter((line) => /\buses:/.test(line));
  assert.ok(lines.length > 0);
  none(lines.filter((line) => !/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/.test(line)));
});
