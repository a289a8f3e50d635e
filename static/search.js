// The search field: loaded when it is first used. docs/search.md tells how the index is written and asked, and
// what the short names stand for: every byte of this file is fetched before the first result.
(d => {
  const q = d.getElementById('q'), box = d.getElementById('hits'), root = q.dataset.root;

  // What is said, in English; `words.js` has it in another language.
  const t = seedbedSay({
    "concepts": "Concepts", "heading": "Heading",
    "mentions": {"one": "{shown} mention", "other": "{shown} mentions"},
    "found-concepts": {"one": "{shown} concept", "other": "{shown} concepts"},
    "found-passages": {"one": "{shown} passage", "other": "{shown} passages"}, "at-most": "at most {what}",
    "in-texts": {"one": "{what} in {shown} text", "other": "{what} in {shown} texts"},
    "more-texts": {"one": "{shown} more text", "other": "{shown} more texts"},
    "more-passages": {"one": "{shown} more passage in this text", "other": "{shown} more passages in this text"},
    "only-text": "only this text", "only-concept": "its passages",
    "none-has-all": "No passage has all these words.", "nothing-found": "Nothing found", "guessed": "with “{what}”",
    "no-index": "The search index cannot be loaded"
  });
  // Markup as an object; whatever else is put into it is escaped.
  const html = (raw, ...inner) => ({
    raw: String.raw({ raw }, ...inner.map(of => [of].flat().map(one => one.raw ?? `${one}`.replace(/[&<"]/g, c => `&#${c.charCodeAt()};`)).join('')))
  });

  // ---- the index, in scripts that call one function
  let index;
  const loads = {}, ends = {};
  window.seedbedSearch = (name, data) => ends[name](data);
  const load = name => loads[name] ||= new Promise((end, fail) => {
    ends[name] = end;
    d.head.append(Object.assign(d.createElement('script'), { src: `${root}search/${name}.js?${index?.v}`, onerror: e => fail(delete loads[name]) }));
  });
  const nums = s => {
    const all = [];
    let n = 0, x;
    for (const c of s) (x = c.charCodeAt()) == 33 ? n += 6e4 : (all.push(n + x - (x < 92 ? 40 : x < 127 ? 41 : x < 57344 ? 74 : 2122)), n = 0);
    return all;
  };
  const piece = (kind, value) => Math.max(0, index[kind].findLastIndex(start => start <= value));
  const part = async (kind, at) => (await load(kind + piece(kind, at)))[at - index[kind][piece(kind, at)]];
  // By owner, which is a text or a concept, its first item; by item its owner.
  const counted = i => {
    const sizes = nums(i.n), first = [], owner = [];
    for (let n of [...sizes, ...Array(i.c).fill(1)]) for (first.push(owner.length); n--;) owner.push(first.length - 1);
    return { ...i, texts: sizes.length, first, owner };
  };

  // ---- words as the index has them
  const LONE = '[\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Mymr}\\p{sc=Khmr}\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}ー]';
  const WORD = `(?:(?!${LONE})[\\p{Alpha}\\p{N}\\p{M}\\xad\\u200c\\u200d])+`;
  const TOKEN = RegExp(`(${LONE})\\p{M}*|${WORD}(?:['’ʼ＇][sS](?!${WORD}))?`, 'gu');
  const PLAIN = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ς: 'σ' };
  const form = w => w.replace(/['’ʼ＇].$/, '').normalize('NFKD').replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\xad\u200c\u200d ]/g, '')
    .normalize('NFC').toLowerCase().replace(/[^\0-\x7f]/g, c => PLAIN[c] ?? c);
  const tokens = s => [...s.matchAll(TOKEN)].map(m => ({ at: m.index, end: m.index + m[0].length, lone: m[1], f: form(m[0]) }));

  // ---- the query: clauses of words in a row, most of one word; a filter names a text or a concept
  const read = s => {
    const all = [];
    for (const [, filter, quoted, plain] of s.replace(/[“”„«»]/g, '"').matchAll(/(?:(text|concept):)?(?:"([^"]*)"?|([^\s"]+))/gi)) {
      let c;
      for (const t of tokens(quoted ?? plain)) {
        if (!c || quoted == null && !filter && !(t.lone && c.end == t.at)) all.push(c = { filter: filter?.[0].toLowerCase(), row: quoted != null, words: [] });
        c.words.push(t.f);
        c.lone = t.lone;
        c.end = t.lone && t.end;
        c.row ||= c.words[1] && !filter;
      }
    }
    if (all[0] && !/[\s"]$/.test(s)) all.at(-1).open = 1;
    return all;
  };

  // ---- the classes of words that a word may mean, and how well each fits
  const opened = {};
  const open = n => opened[n] ||= load('w' + n).then(s => {
    const all = [], fields = s.split(' ');
    for (let i = 0, f = ''; fields[i]; i += 2) {
      const list = fields[i + 1], c = list[0] == '&' ? all.at(-nums(list.slice(1))[0])[1] : { list, forms: [] };
      all.push([f = f.slice(0, nums(fields[i])[0]) + fields[i].slice(1), c]);
      c.forms.push(f);
    }
    return all;
  });
  // Whether so many letters, changed, left out, added or exchanged with the next, make one word of the other.
  const near = (a, b, k) => {
    const x = a.slice(1), y = b.slice(1);
    return a == b || k && (a[0] == b[0] ? near(x, y, k) : near(x, b, --k) || near(a, y, k) || near(x, y, k) || near(a[1] + a[0] + x.slice(1), b, k));
  };
  const bare = w => w.replace(/(y|ie|e)?s?$/, '');
  const meant = async (w, more) => {
    const n = w.length, first = piece('w', w), last = index.w[3] && n < 3 && w < '\u0250' ? 0 : Math.min(first + 1, piece('w', w + '\uffff')), found = new Map();
    let fits = [];
    for (let i = first; i == first || i <= last && (more || !fits[0]); i++) for (const [f, c] of await open(i)) {
      const good = f == w ? 1 : bare(f) == bare(w) ? .9 : i <= last && f.startsWith(w) && .3 + .4 * n / f.length;
      if (good) fits.push([good, c]);
    }
    const best = Math.max(...fits.map(f => f[0]));
    if (!more && best > .8) fits = fits.filter(f => f[0] == best);
    for (let k = 1; !fits[0] && k <= n / 3 && n > 3 && !/\d/.test(w); k++) {
      fits = (await open(first)).filter(([f]) => near(w, f, k)).map(([f, c]) => [.5, c, found.guess = f]);
    }
    for (const [good, c] of fits) found.set(c, Math.max(good, found.get(c) ?? 0));
    return found;
  };
  // By item: how much it is about the word.
  const weigh = found => {
    const all = new Map(), lists = [...found].map(([c, good]) => [c.list.replace('%', '').split('$').map(nums), good]);
    const rare = Math.log(1 + index.owner.length / (lists.flat(3).length + 1));
    for (const [levels, good] of lists) levels.forEach((level, l) => {
      let item = 0;
      for (const step of level) all.set(item += step, Math.max(all.get(item) ?? 0, good * [3, 1.4, 1][l] * rare));
    });
    return all;
  };

  // ---- texts and concepts, with those of their items that have most of the clauses
  // The best of each kind, then the second of each.
  const mixed = (all, kind) => {
    const count = {}, rank = new Map(all.map(one => [one, count[kind(one)] = (count[kind(one)] ?? 0) + 1]));
    return all.sort((a, b) => rank.get(a) - rank.get(b));
  };
  const find = async asks => {
    const found = { marks: new Map(), rows: [], guess: [], n: 0, words: asks.some(a => !a.filter) }, hits = new Map(), limits = [], owners = new Map(), most = [0, 0];
    for (const ask of asks) {
      const { filter, row, words, lone } = ask, keys = filter == 'c' ? ['#' + words.join('-')] : lone && words[1] ? words.slice(1).map((w, i) => words[i] + w) : words;
      let all, whole;
      for (const [i, w] of keys.entries()) {
        const classes = await meant(w, filter || lone && !words[1] || w > '가' || ask.open && !keys[i + 1]), now = weigh(classes);
        // Of a word that stands nearly everywhere only the best places are known: it restricts nothing.
        const known = ![...classes.keys()].some(c => c.list[0] == '%');
        if (classes.guess) found.guess.push(classes.guess);
        if (!filter && !row) for (const c of classes.keys()) c.forms.forEach(f => found.marks.set(f, ask));
        all = whole && known ? new Map([...now].flatMap(([item, n]) => all.has(item) ? [[item, n + all.get(item)]] : [])) : whole ? all : now;
        whole ||= known;
      }
      if (filter) {
        limits.push(item => all.has(filter == 'c' ? item : index.first[index.owner[item]]));
        continue;
      }
      if (row) found.rows.push(ask);
      if (lone) found.marks.set(words[0], ask);
      for (const [item, n] of all) {
        const hit = hits.get(item) ?? { item, n: 0, has: 0 };
        hit.n += n;
        hit.has |= whole && 1 << found.n;
        hits.set(item, hit);
      }
      found.n += +whole;
    }
    if (!found.words && asks[0]) index.owner.forEach((o, item) => hits.set(item, { item, n: 1 }));
    for (const { item, n, has } of hits.values()) {
      const o = index.owner[item], first = index.first[o], text = +(o < index.texts), title = first != item && hits.get(first);
      if (!limits.every(fits => fits(item)) || limits[0] && !text) continue;
      // What the title says holds for each passage.
      const all = has | title?.has, bits = all.toString(2).replaceAll(0, '').length;
      most[text] = Math.max(bits, most[text]);
      owners.set(o, [...owners.get(o) ?? [], { item, bits, has: all, n: n + (title ? title.n * .3 : 0) }]);
    }
    found.groups = [[], []];
    for (const [o, all] of owners) {
      const text = +(o < index.texts), best = all.filter(h => h.bits == most[text]).sort((a, b) => b.n - a.n || a.item - b.item), kinds = new Set(best.map(h => h.has)).size;
      if (best[0]) found.groups[text].push({ o, has: best[0].has, hits: mixed(best, h => h.has), n: best[0].n * kinds + Math.log(best.length) / 2 });
    }
    found.groups.forEach(g => g.sort((a, b) => b.n - a.n || a.o - b.o));
    mixed(found.groups[0], g => g.has);
    found.whole = most.map(m => m == found.n);
    return found;
  };

  // ---- the words of passages: of the index's own, or of the page of the text
  const pages = {};
  const passages = async (hits, path) => {
    if (index.t[0] + 1) return Promise.all(hits.map(async h => (await part('t', h.item)).match(/(\S*) (\S*) ([^]*)/).slice(1)));
    const page = await (pages[path] ||= hits[0] && /^http/.test(location) && fetch(path).then(r => r.text()).then(s => new DOMParser().parseFromString(s, 'text/html')).catch(() => {}));
    return [...page ? page.querySelectorAll('.text [id]:not(a,span,[data-added])') : []].map(e => {
      const n = e.querySelector(':scope>.pn')?.textContent, copy = e.cloneNode(1);
      copy.querySelectorAll('[data-added],[id]:not(a,span),.notes').forEach(x => x.remove());
      return [n > 0 ? '¶' + n : '', e.id, copy.textContent.trim()];
    });
  };
  // A passage, where words stand in it, where most of them stand together and how many, and whether all rows are in it.
  const seen = (passage, { marks, rows }) => {
    const s = passage[2], all = tokens(s), found = all.filter(t => marks.has(t.f)).map(t => [t.at, t.end, marks.get(t.f)]);
    const whole = rows.every(ask => {
      const n = found.length, { words, open } = ask;
      const fits = (t, w, next) => t && (t.f == w || open && !next && t.f.startsWith(w));
      all.forEach((t, i) => words.every((w, j) => fits(all[i + j], w, words[j + 1])) && found.push([t.at, all[i + words.length - 1].end, ask]));
      return found[n];
    });
    let kinds = 0, from = 0;
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]).forEach(([at], i) => {
      const n = new Set(found.slice(i).filter(f => f[1] < at + 150).map(f => f[2])).size;
      if (n > kinds) kinds = n, from = at;
    });
    return { passage, found, whole, kinds, from };
  };
  const excerpt = ({ passage: [, , s], found, from }) => {
    let at = from < 60 ? 0 : Math.min(from, s.indexOf(' ', from - 50) + 1 || from), to = s.lastIndexOf(' ', at + 200);
    const out = [at ? '…' : ''];
    if (s.length < at + 200) to = s.length;
    else if (to < at + 100) to = at + 200;
    for (const [a, b] of found) if (a >= at && b <= to) out.push(s.slice(at, a), html`<mark>${s.slice(a, at = b)}</mark>`);
    return [...out, s.slice(at, to), to < s.length ? '…' : ''];
  };

  // ---- the list of results
  let turn = 0, here;
  const options = () => [...box.querySelectorAll('a')];
  const show = on => {
    box.hidden = !on;
    q.setAttribute('aria-expanded', on);
    go(-1);
  };
  const go = n => {
    const o = options()[here = n];
    options().forEach(one => one.setAttribute('aria-selected', one == o));
    q.setAttribute('aria-activedescendant', o?.id ?? '');
    o?.scrollIntoView({ block: 'nearest' });
  };
  const option = (href, ...inner) => html`<a role="option" tabindex="-1" href="${href}">${inner}</a>`;
  // What narrows the answer is words of the query, which a reader sees and may take back.
  const more = (words, query, n = '') => html`<a role="option" tabindex="-1" href="#" class="more" data-q="${query}" data-n="${n}">${words}</a>`;
  const group = (name, inner) => html`<div role="group" aria-label="${name}"><div class="of" aria-hidden="true">${name}</div>${inner}</div>`;
  const href = (folder, slug) => `${root}${folder}/${encodeURIComponent(slug)}.html`;
  const draw = async (found, most) => {
    const mine = turn, now = q.value.trim(), [concepts, groups] = found.groups, some = groups[1] ? 3 : most * 5;
    const named = Promise.all(((found.whole[0] || !found.whole[1]) && !found.rows[0] ? concepts.slice(0, 4) : []).map(async ({ o }) => {
      const [name, slug, hue, mentions, texts] = await part('m', o);
      return html`<div>${option(href('concepts', slug), html`<span class="dot h${hue}"></span><b>${name}</b> <span class="mute">${t('in-texts', { count: texts, what: t('mentions', { count: mentions }) })}</span>`)}${more(t('only-concept'), 'concept:' + slug)}</div>`;
    }));
    const inText = async ({ o, hits }) => {
      const [title, slug] = await part('m', o), path = href('texts', slug), inner = hits.filter(h => h.item != index.first[o]), rest = inner.length - some;
      const all = await passages(inner.slice(0, some * 4), path);
      if (inner.length < hits.length || !all[0]) all.unshift(['', '', title]);
      const good = all.map(p => seen(p, found)).filter(p => !all[1] || p.whole && (p.kinds || !found.words)).sort((a, b) => b.kinds - a.kinds);
      return good[0] && [good[0].kinds, group(title, [...good.slice(0, some).map(p => {
        const [where, id] = p.passage;
        return option(path + (id && '#' + encodeURIComponent(id)), html`<span class="loc">${id && !where ? html`<span aria-hidden="true">§</span><span class="vh">${t('heading')}</span>` : where}</span><span>${excerpt(p)}</span>`);
      }), groups[1] ? more(rest > 0 ? t('more-passages', { count: rest }) : t('only-text'), `${now} text:"${title.replace(/["“”„«»]/g, '')}"`) : rest > 0 ? more(t('more-passages', { count: rest }), now, most * 2) : ''])];
    };
    let made = [], next = 0, tries = found.rows[0] ? 4 : 1;
    while (made.length < most && groups[next] && tries--) made.push(...(await Promise.all(groups.slice(next, next += most).map(inText))).filter(m => m));
    const first = await named;
    if (mine != turn) return;
    const list = made.sort((a, b) => b[0] - a[0]).map(m => m[1]);
    if (first[0]) list.unshift(group(t('concepts'), first));
    if (groups[next]) list.push(more(t('more-texts', { count: groups.length - next }), now, next + 5));
    const all = t('found-passages', { count: groups.reduce((n, g) => n + g.hits.length, 0) });
    const sums = [first[0] && t('found-concepts', { count: concepts.length }), found.rows[0] ? t('at-most', { what: all }) : all].filter(s => s);
    const what = list[0] ? t('in-texts', { count: groups.length, what: sums.join(', ') }) : t('nothing-found');
    say((list[0] && !found.whole[1] ? t('none-has-all') + ' ' : '') + what + (found.guess[0] ? ', ' + t('guessed', { what: found.guess.join(' ') }) : ''), list);
  };
  const say = (words, list = []) => {
    box.innerHTML = html`<p class="small" aria-hidden="true">${words}</p>${list}`.raw;
    options().forEach((o, i) => o.id = 'hit' + i);
    d.getElementById('said').textContent = words;
    show(true);
  };
  const ask = async most => {
    const mine = ++turn;
    if (!q.value.trim()) return show(false);
    try {
      index ||= counted(await load('index'));
      const found = await find(read(q.value));
      if (mine == turn) await draw(found, most || (index.t[0] + 1 ? 5 : 3));
    } catch {
      say(t('no-index'));
    }
  };

  q.oninput = () => ask();
  q.onblur = () => show(false);
  q.onkeydown = e => {
    const n = options().length, step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step && box.hidden) ask();
    else if (step) go((Math.max(here, step > 0 ? -1 : 0) + step + n) % n);
    else if (box.hidden || e.isComposing || e.key != 'Enter' && e.key != 'Escape') return;
    else e.key == 'Enter' ? options()[Math.max(here, 0)]?.click() : show(false);
    e.preventDefault();
  };
  box.onmousedown = e => e.preventDefault();
  box.onclick = e => {
    const more = e.target.closest('.more'), at = here;
    if (!more) return e.ctrlKey || e.metaKey || (show(false), q.blur());
    e.preventDefault();
    const { q: query, n } = more.dataset;
    q.value = query + ' ';
    ask(+n).then(() => go(n ? at : -1));
  };
  ask();
})(document);
