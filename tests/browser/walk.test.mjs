// A walk over every page of the built site: all links lead somewhere, all stay inside, nothing that the CSP forbids.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { attribute, childrenOf, filesOf, hasClass, none, placeOf, readPages, SITE } from "./lib.mjs";

const pages = readPages();
const files = new Set(filesOf(SITE));
const idsOf = new Map(pages.map((page) => [page.path, new Set(page.ids)]));

/** Attributes that hold a URL, by element. */
const URLS = {
  a: ["href"],
  area: ["href"],
  audio: ["src"],
  blockquote: ["cite"],
  button: ["formaction"],
  del: ["cite"],
  embed: ["src"],
  feImage: ["href"],
  form: ["action"],
  iframe: ["src"],
  image: ["href"],
  img: ["src", "srcset"],
  input: ["src", "formaction"],
  ins: ["cite"],
  link: ["href"],
  object: ["data"],
  q: ["cite"],
  script: ["src"],
  source: ["src", "srcset"],
  track: ["src"],
  use: ["href"],
  video: ["src", "poster"],
};

/** Attributes that name ids of the same page. */
const ID_REFERENCES = [
  "aria-activedescendant",
  "aria-controls",
  "aria-describedby",
  "aria-details",
  "aria-labelledby",
  "aria-owns",
  "commandfor",
  "for",
  "form",
  "headers",
  "interestfor",
  "list",
  "popovertarget",
];

/** What only names another place and asks nothing of it. */
const NAMES_ONLY = ["a", "area", "blockquote", "del", "ins", "q"];
const LINKS_THAT_NAME_ONLY = ["alternate", "author", "canonical", "license", "me"];

// A made-up folder that the site is thought to lie in, so that a link which climbs out of the site shows.
const FOLDER = "/the/site/";

/** Every URL of a page: `{ page, element, url }`. */
const links = pages.flatMap((page) =>
  page.elements.flatMap((element) => urlsIn(element).map((url) => ({ page, element, url: url.trim() }))),
);

function urlsIn(element) {
  const refresh = /^refresh$/i.test(attribute(element, "http-equiv") ?? "");
  if (element.tagName === "meta" && refresh) {
    return [(attribute(element, "content") ?? "").replace(/^[^;,]*[;,]\s*url\s*=\s*/i, "")];
  }
  return (URLS[element.tagName] ?? []).flatMap((name) => {
    const value = attribute(element, name);
    if (value === undefined) return [];
    return name === "srcset" ? value.split(",").map((part) => part.trim().split(/\s/)[0]) : [value];
  });
}

/** The address the site says it has, by the canonical link of its home. */
const address = (() => {
  const home = pages.find((page) => page.path === "index.html");
  const canonical = home?.elements.find((element) => attribute(element, "rel") === "canonical");
  return canonical && new URL(".", attribute(canonical, "href")).href;
})();

/** A host answers any missing address, however deep, with 404.html: only that page may name the site's own address. */
function asSeenFrom(page, url) {
  if (page.path !== "404.html" || !address) return url;
  const absolute = new URL(url, address).href;
  return absolute.startsWith(address) ? absolute.slice(address.length) || "index.html" : url;
}

function isAbsolute(url) {
  return /^([a-z][a-z0-9+.-]*:|\/)/i.test(url);
}

/** A link inside the site as `{ path, fragment }`, its path undefined when it climbs out; nothing for the others. */
function target({ page, url: written }) {
  const url = asSeenFrom(page, written);
  if (isAbsolute(url)) return undefined;
  const { pathname, hash } = new URL(url, `http://site.invalid${FOLDER}${encodeURI(page.path)}`);
  const path = pathname.startsWith(FOLDER) ? decoded(pathname.slice(FOLDER.length)) : undefined;
  return { path, fragment: decoded(hash.slice(1).split(":~:")[0]) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const say = ({ page, element, url }, what) => `${placeOf(page, element)} ${what}: ${url}`;

test("every link inside the site leads to a file of the site", () => {
  none(
    links.flatMap((link) => {
      const to = target(link);
      if (!to || files.has(to.path)) return [];
      return [say(link, to.path === undefined ? "leads out of the site" : "leads to no file")];
    }),
  );
});

test("every fragment is an id of the page it leads to", () => {
  none(
    links.flatMap((link) => {
      const to = target(link);
      if (!to?.fragment || !idsOf.has(to.path) || idsOf.get(to.path).has(to.fragment)) return [];
      return [say(link, "names no id there")];
    }),
  );
});

test("every link to the site itself is relative", () => {
  none(
    links.flatMap((link) => {
      const url = asSeenFrom(link.page, link.url);
      if (attribute(link.element, "rel") === "canonical") return [];
      if (/^\/(?!\/)/.test(url)) return [say(link, "starts at the host")];
      if (/^(file:|(https?:)?\/\/(localhost|127\.))/i.test(url)) return [say(link, "names this machine")];
      return address && url.startsWith(address) ? [say(link, "names the site's own address")] : [];
    }),
  );
});

test("nothing is asked of another host", () => {
  const asks = (element) => {
    if (element.tagName !== "link") return !NAMES_ONLY.includes(element.tagName);
    const kinds = (attribute(element, "rel") ?? "").toLowerCase().split(/\s+/);
    return !kinds.every((kind) => LINKS_THAT_NAME_ONLY.includes(kind));
  };
  none(
    links.flatMap((link) => {
      const url = asSeenFrom(link.page, link.url);
      if (/^javascript:/i.test(url)) return [say(link, "is a script")];
      if (!isAbsolute(url) || /^(data:|\/(?!\/))/i.test(url)) return [];
      return asks(link.element) ? [say(link, "would be asked")] : [];
    }),
  );
});

test("style sheets ask only for files of the site", () => {
  none(
    [...files]
      .filter((path) => path.endsWith(".css"))
      .flatMap((path) => {
        const css = readFileSync(join(SITE, path), "utf8").replace(/\/\*[^]*?\*\//g, "");
        const urls = [...css.matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)].map((m) => m[1] ?? m[2]);
        return urls
          .filter((url) => !/^(data:|#)/.test(url))
          .filter((url) => !files.has(target({ page: { path }, url })?.path))
          .map((url) => `${path}: ${url}`);
      }),
  );
});

test("every id is unique in its page, and every reference to an id finds one", () => {
  none(
    pages.flatMap((page) => {
      const twice = page.ids.filter((id, at) => page.ids.indexOf(id) !== at);
      const dangling = page.elements.flatMap((element) =>
        ID_REFERENCES.flatMap((name) =>
          (attribute(element, name)?.split(/\s+/) ?? [])
            .filter((id) => id && !idsOf.get(page.path).has(id))
            .map((id) => `${placeOf(page, element)} ${name} names no id: ${id}`),
        ),
      );
      return [...twice.map((id) => `${page.path} has the id twice: ${id}`), ...dangling];
    }),
  );
});

test("no inline script, handler or style", () => {
  none(
    pages.flatMap((page) =>
      page.elements.flatMap((element) => {
        const place = placeOf(page, element);
        const found = element.attrs
          .filter(({ name }) => name === "style" || /^on[a-z]+$/.test(name))
          .map(({ name }) => `${place} has the attribute ${name}`);
        if (element.tagName === "style") found.push(`${place} is an inline style sheet`);
        if (element.tagName !== "script" || attribute(element, "src") !== undefined) return found;
        if (attribute(element, "type") !== "application/ld+json") return [...found, `${place} is an inline script`];
        return [...found, ...notJson(element).map((why) => `${place} is no JSON: ${why}`)];
      }),
    ),
  );
});

function notJson(script) {
  try {
    JSON.parse(script.childNodes.map((node) => node.value).join(""));
    return [];
  } catch (error) {
    return [error.message];
  }
}

test("words that styles set apart are apart without them too", () => {
  const INLINE = new Set(["a", "b", "button", "span", "small"]);
  const TOGETHER = ["text", "kwic", "def", "passage"];
  const words = (node) => (node.nodeName === "#text" ? node.value : childrenOf(node).map(words).join(""));
  const isAmid = (element) =>
    element?.tagName && (TOGETHER.some((name) => hasClass(element, name)) || attribute(element, "aria-hidden") || isAmid(element.parentNode));
  none(
    pages.flatMap((page) =>
      page.elements.flatMap((element) => {
        const after = element.parentNode.childNodes[element.parentNode.childNodes.indexOf(element) + 1];
        if (!INLINE.has(element.tagName) || !INLINE.has(after?.tagName) || isAmid(element)) return [];
        const run = /\S$/.test(words(element)) && /^[\p{L}\p{N}]/u.test(words(after));
        return run ? [`${placeOf(page, element)} runs into what follows: ${words(element).slice(-20)}${words(after).slice(0, 20)}`] : [];
      }),
    ),
  );
});

test("every page has a language, a title, a viewport and one h1, and its headings leave no gap", () => {
  none(
    pages.flatMap((page) => {
      const all = (tag) => page.elements.filter((element) => element.tagName === tag);
      const found = [];
      if (!attribute(all("html")[0], "lang")) found.push("has no language");
      const title = all("title").find((element) => element.parentNode.tagName === "head");
      if (!title?.childNodes.some((node) => node.value?.trim())) found.push("has no title");
      if (!all("meta").some((meta) => attribute(meta, "name") === "viewport")) found.push("has no viewport");
      if (all("h1").length !== 1) found.push(`has ${all("h1").length} h1`);
      const headings = page.elements.filter((element) => /^h[1-6]$/.test(element.tagName));
      headings.forEach((heading, at) => {
        const before = at === 0 ? 0 : Number(headings[at - 1].tagName[1]);
        if (Number(heading.tagName[1]) > before + 1) {
          found.push(`line ${heading.sourceCodeLocation?.startLine}: ${heading.tagName} after h${before}`);
        }
      });
      return found.map((what) => `${page.path} ${what}`);
    }),
  );
});
