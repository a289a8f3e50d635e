// The truth of a document: pandoc's reading of its Markdown, made ready to be rendered as plain text.
//
// What a rendering cannot show is taken out of truth and rendering alike: pictures, raw HTML, the macros of generators.
// A document of which too much would go is not used at all.

/** How many words a source has, roughly: enough to leave out stubs before pandoc is asked. */
export const asciiWords = (source) => source.split(/\s+/).length;

/** The document as pandoc's tree with its title as first heading, or nothing when it cannot be used. */
export async function truthOf(source, read) {
  const front = source.match(/^---\n([\s\S]*?)\n---\n/);
  const title = front?.[1].match(/^title:\s*(.*)$/m)?.[1].trim().replace(/^(["'])(.*)\1$/, "$2");
  const tree = JSON.parse(await read(withoutMacros(front ? source.slice(front[0].length) : source)));
  const lost = { raw: 0, kept: 0, unfit: false };
  tree.blocks = blocks(tree.blocks, lost);
  tree.meta = {};
  const titled = tree.blocks[0]?.t === "Header" && tree.blocks[0].c[0] === 1;
  if (!titled && title) tree.blocks.unshift({ t: "Header", c: [1, ["", [], []], strings(title)] });
  if (lost.unfit || (!titled && !title) || tree.blocks.length < 4 || lost.raw * 20 > lost.kept) return undefined;
  return tree;
}

/** The macros and wikilinks of generators, as the words that a reader of the page would see. */
function withoutMacros(source) {
  return source
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/!\[\[[^\]]*\]\]/g, "")
    .replace(/\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]/g, "$1")
    .replace(/\{%[^]*?%\}/g, "")
    .replace(/\{\{([<%]?)([^]*?)[>%]?\}\}/g, (_, kind, inner) => {
      const text = inner.match(/\btext="([^"]*)"/) ?? [...inner.matchAll(/"([^"]*)"/g)].at(-1);
      return /heading|glossary|[a-z]+\(/i.test(inner) && text ? text[1] : "";
    });
}

/** Words as pandoc's inline elements. */
export function strings(words) {
  return words.split(/ +/).flatMap((word, at) => [...(at ? [{ t: "Space" }] : []), { t: "Str", c: word }]);
}

const words = (text) => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** All words of some elements, for counting and for telling whether there are any. */
export function plain(inlines) {
  return inlines
    .map(({ t, c }) => {
      if (t === "Str") return c;
      if (t === "Code" || t === "Math") return c[1];
      if (t === "Link" || t === "Span" || t === "Quoted" || t === "Cite") return plain(c[1]);
      if (t === "Note") return "";
      return Array.isArray(c) ? plain(c) : " ";
    })
    .join("");
}

function inlines(list, lost) {
  return list.flatMap((inline) => {
    const { t, c } = inline;
    if (t === "Image") return [];
    if (t === "RawInline") return ((lost.raw += words(c[1].replace(/<[^>]*>/g, ""))), []);
    if (t === "Note") return [{ t, c: blocks(c, lost) }];
    if (t === "Link" || t === "Span" || t === "Quoted" || t === "Cite") return [{ t, c: c.with(1, inlines(c[1], lost)) }];
    if (t === "Str") lost.kept++;
    return t !== "Str" && t !== "Code" && t !== "Math" && Array.isArray(c) ? [{ t, c: inlines(c, lost) }] : [inline];
  });
}

/** The blocks without what no rendering shows; blocks that are left without a word go. */
function blocks(list, lost) {
  return list.flatMap((block) => {
    const { t, c } = block;
    if (t === "Para" || t === "Plain") {
      const kept = inlines(c, lost);
      return words(plain(kept)) ? [{ t, c: kept }] : [];
    }
    if (t === "Header") {
      const kept = inlines(c[2], lost);
      return words(plain(kept)) ? [{ t, c: c.with(2, kept) }] : [];
    }
    if (t === "CodeBlock") return words(c[1]) ? [{ t, c: [["", [], []], c[1]] }] : [];
    if (t === "BlockQuote") return [{ t, c: blocks(c, lost) }].filter((quote) => quote.c.length);
    if (t === "Div") return blocks(c[1], lost);
    if (t === "BulletList") return list_(t, (items) => items, c, lost);
    if (t === "OrderedList") return list_(t, (items) => [c[0], items], c[1], lost);
    if (t === "RawBlock") return ((lost.raw += words(c[1].replace(/<[^>]*>/g, " "))), []);
    if (t === "Table") return [table(block, lost)];
    if (t !== "HorizontalRule") lost.unfit = true;
    return [block];
  });
}

function list_(t, make, items, lost) {
  const kept = items.map((item) => blocks(item, lost)).filter((item) => item.length);
  // An item that opens with code or another list has no words of its own to be found by.
  if (kept.some((item) => item[0].t !== "Para" && item[0].t !== "Plain")) lost.unfit = true;
  return kept.length ? [{ t, c: make(kept) }] : [];
}

function table(block, lost) {
  const cell = (given) => given.with(4, blocks(given[4], lost));
  const row = ([attr, cells]) => [attr, cells.map(cell)];
  const [attr, caption, columns, [headAttr, head], bodies, foot] = block.c;
  const inner = bodies.map(([bodyAttr, stub, heads, rows]) => [bodyAttr, stub, heads.map(row), rows.map(row)]);
  return { t: "Table", c: [attr, caption, columns, [headAttr, head.map(row)], inner, foot] };
}

// ---- the encyclopedia's way: marks in the sentences, the notes in a list at the end

/** The document with notes: its own, or one in every other long paragraph. Every fifth mark repeats an earlier note. */
export function noted(truth) {
  const copy = structuredClone(truth);
  const own = JSON.stringify(copy.blocks).includes('{"t":"Note"');
  if (own) return copy;
  let turn = 0;
  const given = [];
  const visit = (block) => {
    const { t, c } = block;
    if ((t === "Para" || t === "Plain") && plain(c).length > 120 && turn++ % 2 === 0) {
      const at = c.findIndex((inline) => inline.t === "Str" && /\p{Ll}[.,;]$/u.test(inline.c));
      if (at < 0) return;
      if (given.length % 5 !== 4 || given.length === 0) given.push(citation(given.length));
      else given.push(given[given.length - 3]);
      c.splice(at + 1, 0, { t: "Note", c: [{ t: "Para", c: strings(given.at(-1)) }] });
    } else if (t === "BulletList") c.forEach((item) => item.forEach(visit));
    else if (t === "OrderedList") c[1].forEach((item) => item.forEach(visit));
    else if (t === "BlockQuote") c.forEach(visit);
  };
  copy.blocks.forEach(visit);
  return given.length ? copy : undefined;
}

/** Works that nobody wrote, cited in the ways that people cite. */
function citation(n) {
  const names = ["Smith", "Abara", "Lindqvist", "Osei", "Marchetti", "Tanaka", "Okafor"];
  const name = names[n % names.length];
  const year = 1890 + ((n * 37) % 130);
  return [
    `${name}, John (${year}). A History of Everything. London: Verso. p. ${n + 12}.`,
    `"An article of great length, part ${n}". The Times. Retrieved ${2000 + (n % 25)}-01-02.`,
    `See the appendix; and compare ${name} ${year}, pp. 45–${47 + n}.`,
    `${name}, p. ${n + 3}.`,
    `${name}, J., and R. ${names[(n + 3) % names.length]}: "On certain things, ${year}". doi:10.1000/${year}${n}.`,
  ][n % 5];
}

/** The document without its notes and their marks. */
export function withoutNotes(truth) {
  const without = (value) => {
    if (Array.isArray(value)) return value.filter((part) => part?.t !== "Note").map(without);
    return value?.c === undefined ? value : { ...value, c: without(value.c) };
  };
  return { ...truth, blocks: without(truth.blocks) };
}

const raw = (html) => ({ t: "RawInline", c: ["html", html] });
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** The page as MediaWiki shows it: `[edit]` after headings, marks, and the list of references with its backlinks. */
export function wikiPage(truth) {
  const page = structuredClone(truth);
  const notes = [];
  const inline = (list) =>
    list.map((it) => {
      if (it.t === "Note") {
        const text = it.c.map((block) => plain(block.c ?? [])).join(" ");
        let note = notes.find((known) => known.text === text);
        if (!note) notes.push((note = { text, uses: 0 }));
        note.uses++;
        return raw(`<sup><a href="#note-${notes.indexOf(note) + 1}">[${notes.indexOf(note) + 1}]</a></sup>`);
      }
      return Array.isArray(it.c) && !["Code", "Math"].includes(it.t) ? { t: it.t, c: deep(it.c) } : it;
    });
  const deep = (c) => c.map((part) => (Array.isArray(part) && part[0]?.t ? inline(part) : part?.t ? inline([part])[0] : part));
  const edit = raw('<span>[<a href="#">edit</a>]</span>');
  const visit = (block) => {
    const { t, c } = block;
    if (t === "Para" || t === "Plain") block.c = inline(c);
    else if (t === "Header") block.c = [c[0], c[1], c[0] === 1 && block === page.blocks[0] ? c[2] : [...inline(c[2]), edit]];
    else if (t === "BulletList") c.forEach((item) => item.forEach(visit));
    else if (t === "OrderedList") c[1].forEach((item) => item.forEach(visit));
    else if (t === "BlockQuote") c.forEach(visit);
  };
  page.blocks.forEach(visit);
  const items = notes.map(({ text, uses }) => `<li>${backlinks(uses)} <span>${escaped(text)}</span></li>`);
  page.blocks.push({ t: "Header", c: [2, ["", [], []], [...strings("References"), edit]] });
  page.blocks.push({ t: "RawBlock", c: ["html", `<ol>${items.join("\n")}</ol>`] });
  return page;
}

function backlinks(uses) {
  if (uses === 1) return '<b><a href="#">^</a></b>';
  const letters = Array.from({ length: uses }, (_, at) => `<sup><a href="#"><i><b>${"abcdefghijklmnopqrstuvwxyz"[at % 26]}</b></i></a></sup>`);
  return `^ ${letters.join(" ")}`;
}
