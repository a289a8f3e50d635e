// The search field: loaded when it is first used. docs/search.md tells how the index is written and asked, and
// what the short names stand for: every byte of this file is fetched before the first result.
(d => {
  const q = d.getElementById('q'), box = d.getElementById('hits'), root = q.dataset.root;
  const el = (tag, set, ...inner) => {
    const e = d.createElement(tag);
    for (const k in set) /^on/.test(k) ? e[k] = set[k] : e.setAttribute(k, set[k]);
    e.append(...inner);
    return e;
  };

  // What is said, in English; `words.js` has it in another language.
  const t = seedbedSay({
    "concepts": "Concepts", "heading": "Heading",
    "mentions": {"one": "{shown} mention", "other": "{shown} mentions"},
    "found-concepts": {"one": "{shown} concept", "other": "{shown} concepts"},
    "found-passages": {"one": "{shown} passage", "other": "{shown} passages"}, "at-most": "at most {what}",
    "in-texts": {"one": "{what} in {shown} text", "other": "{what} in {shown} texts"},
    "more-passages": {"one": "{shown} more passage in this text", "other": "{shown} more passages in this text"},
    "more-texts": {"one": "{shown} more text", "other": "{shown} more texts"},
    "only-text": "only this text", "only-concept": "its passages",
    "none-has-all": "No passage has all these words.", "nothing-found": "Nothing found", "guessed": "with “{what}”",
    "no-index": "The search index cannot be loaded"
  });

  // ---- the index, in scripts that call one function
  let index;
  const loads = {}, ends = {};
  window.seedbedSearch = (name, data) => ends[name](data);
  const load = name => loads[name] ||= new Promise((end, fail) => {
    ends[name] = end;
    d.head.append(el('script', { src: `${root}search/${name}.js?${index?.v ?? ''}`, onerror: e => fail(delete loads[name]) }));
  });
  const nums = s => {
    const all = [];
    let n = 0, x;
    for (const c of s) (x = c.charCodeAt()) == 33 ? n += 6e4 : (all.push(n + x - (x < 92 ? 40 : x < 127 ? 41 : x < 57344 ? 74 : 2122)), n = 0);
    return all;
  };
  const piece = (kind, value) => Math.max(0, index[kind].findLastIndex(start => start <= value));
  const part = async (kind, at) => (await load(kind + piece(kind, at)))[at - index[kind][piece(kind, at)]];
  const begin = async () => {
    const i = await load('index');
    if (index) return;
    // By owner, which is a text or a concept, its first item; by item its owner.
    i.first = [];
    i.owner = [];
    const sizes = nums(i.n);
    i.texts = sizes.length;
    for (let n of [...sizes, ...Array(i.c).fill(1)]) for (i.first.push(i.owner.length); n--;) i.owner.push(i.first.length - 1);
    index = i;
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
      f = f.slice(0, nums(fields[i])[0]) + fields[i].slice(1);
      const list = fields[i + 1], c = list[0] == '&' ? all.at(-nums(list.slice(1))[0])[1] : { list, forms: [] };
      c.forms.push(f);
      all.push([f, c]);
    }
    return all;
  });
  const near = (a, b, k) => {
    if (a == b || !k) return a == b;
    let i = 0;
    while (a[i] == b[i]) i++;
    const x = a.slice(i), y = b.slice(i), X = x.slice(1), Y = y.slice(1);
    return near(X, y, --k) || near(x, Y, k) || near(X, Y, k) || x[0] == Y[0] && X[0] == y[0] && near(X.slice(1), Y.slice(1), k);
  };
  const bare = w => w.replace(/(y|ie|e)?s?$/, '');
  const meant = async (w, more) => {
    const a = piece('w', w), z = piece('w', w + '\uffff'), all = index.w.length - 1, n = w.length, found = new Map();
    const starts = z - a < 3 && (n > 2 || all < 3 || w > '\u0250') && [f => f == w ? 1 : f.startsWith(w) && .3 + .4 * n / f.length, a, z];
    const typo = k => n > 4 * k - 1 && !/[\d#]/.test(w) && [f => near(w, f, k) && .5, ...all < 4 ? [0, all] : [a, a], 1];
    for (const way of [more && starts, [f => f == w, a, a], [f => bare(f) == bare(w) && .9, a, a], starts, typo(1), typo(2)]) {
      if (!way || found.size) continue;
      for (let i = way[1]; i <= way[2]; i++) for (let [f, c] of await open(i)) {
        const good = way[0](f), home = c.list.slice(1);
        if (!good) continue;
        if (c.list[0] == '%') c = (await open(piece('w', home))).find(e => e[0] == home)[1];
        found.set(c, Math.max(good, found.get(c) ?? 0));
        if (way[3]) found.guess = f;
        c.forms.push(f);
      }
    }
    return found;
  };
  // By item: how much it is about the word.
  const weigh = found => {
    const all = new Map(), lists = [...found].map(([c, good]) => [c.list.split('$').map(nums), good]);
    const rare = Math.log(1 + index.owner.length / (lists.flat(3).length + 1));
    for (const [levels, good] of lists) levels.forEach((level, l) => {
      let item = 0;
      for (const step of level) all.set(item += step, Math.max(all.get(item) ?? 0, good * [3, 1.4, 1][l] * rare));
    });
    return all;
  };

  // ---- texts and concepts, with those of their items that have most of the clauses
  const find = async asks => {
    const found = { marks: new Set(), rows: [], guess: [], n: 0 }, hits = new Map(), limits = [], most = [0, 0], owners = new Map();
    for (const { filter, row, words, lone, open } of asks) {
      const keys = filter == 'c' ? ['#' + words.join('-')] : lone && words[1] ? words.slice(1).map((w, i) => words[i] + w) : words;
      let all;
      for (const [i, w] of keys.entries()) {
        if (` ${index.x} `.includes(` ${w} `)) continue;
        const classes = await meant(w, filter || lone && !words[1] || w > '가' || open && !keys[i + 1]), now = weigh(classes);
        if (classes.guess) found.guess.push(classes.guess);
        if (!filter && !row) for (const c of classes.keys()) c.forms.forEach(f => found.marks.add(f));
        all = all ? new Map([...now].flatMap(([item, n]) => all.has(item) ? [[item, n + all.get(item)]] : [])) : now;
      }
      if (filter) {
        limits.push(item => all.has(filter == 'c' ? item : index.first[index.owner[item]]));
        continue;
      }
      if (row) found.rows.push({ words, open });
      if (lone) found.marks.add(words[0]);
      if (!all) continue;
      for (const [item, n] of all) {
        const hit = hits.get(item) ?? { item, n: 0, has: 0 };
        hit.n += n;
        hit.has |= 1 << found.n;
        hits.set(item, hit);
      }
      found.n++;
    }
    if (limits[0] && !found.n) index.owner.forEach((o, item) => hits.set(item, { item, n: 1, has: 0 }));
    for (const { item, n, has } of hits.values()) {
      const o = index.owner[item], first = index.first[o], text = +(o < index.texts), title = first != item && hits.get(first);
      if (!limits.every(fits => fits(item)) || limits[0] && !text) continue;
      // What the title says holds for each passage.
      const bits = (has | title?.has).toString(2).replaceAll(0, '').length;
      most[text] = Math.max(bits, most[text]);
      owners.set(o, [...owners.get(o) ?? [], { item, bits, has, n: n + (title ? title.n * .3 : 0) }]);
    }
    found.groups = [[], []];
    for (const [o, all] of owners) {
      const text = +(o < index.texts), best = all.filter(h => h.bits == most[text]).sort((a, b) => b.n - a.n || a.item - b.item);
      if (best[0]) found.groups[text].push({ o, hits: best, show: 3, n: best[0].n + Math.log(best.length) / 2 });
    }
    found.groups.forEach(g => g.sort((a, b) => b.n - a.n || a.o - b.o));
    found.whole = most.map(m => m == found.n);
    // Where none has all words, the best for each of them come first.
    const ranks = {}, rank = new Map(found.groups[0].map(g => [g, ranks[g.hits[0].has] = (ranks[g.hits[0].has] ?? 0) + 1]));
    if (!found.whole[0]) found.groups[0].sort((a, b) => rank.get(a) - rank.get(b));
    return found;
  };

  // ---- the words of passages: of the index's own, or of the page of the text
  const pages = {};
  const passages = async ({ o, hits, show }, path) => {
    const some = hits.filter(h => h.item != index.first[o]).slice(0, show * 4);
    if (index.t[0] + 1) return Promise.all(some.map(async h => (await part('t', h.item)).match(/(\S*) (\S*) ([^]*)/).slice(1)));
    const page = await (pages[path] ||= some[0] && /^http/.test(location) && fetch(path).then(r => r.text()).then(s => new DOMParser().parseFromString(s, 'text/html')).catch(() => {})) || null;
    return [...page?.querySelectorAll('.text [id]:not(a,span,[data-added])') ?? []].map(e => {
      const n = e.querySelector(':scope>.pn')?.textContent, copy = e.cloneNode(1);
      copy.querySelectorAll('[data-added],[id]:not(a,span),.notes').forEach(x => x.remove());
      return [n > 0 ? '¶' + n : '', e.id, copy.textContent.trim()];
    });
  };
  // Where the words stand, and whether all rows do.
  const spans = (s, { marks, rows }) => {
    const all = tokens(s), found = all.filter(t => marks.has(t.f)).map(t => [t.at, t.end, t.f]);
    found.whole = rows.every(({ words, open }) => {
      const n = found.length;
      const fits = (t, w, next) => t && (t.f == w || open && !next && t.f.startsWith(w));
      all.forEach((t, i) => words.every((w, j) => fits(all[i + j], w, words[j + 1])) && found.push([t.at, all[i + words.length - 1].end, words[0]]));
      return found[n];
    });
    found.kinds = new Set(found.map(f => f[2])).size;
    return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  };
  const excerpt = (s, found) => {
    const kinds = at => new Set(found.filter(f => f[0] >= at && f[1] < at + 150).map(f => f[2])).size, out = [];
    const [best] = found.reduce((a, b) => kinds(b[0]) > kinds(a[0]) ? b : a, found[0] ?? [0]);
    let at = best < 60 ? 0 : Math.min(best, s.indexOf(' ', best - 50) + 1 || best), to = s.lastIndexOf(' ', at + 200);
    if (s.length < at + 200) to = s.length;
    else if (to < at + 100) to = at + 200;
    if (at) out.push('…');
    for (const [a, b] of found) if (a >= at && b <= to) out.push(s.slice(at, a), el('mark', {}, s.slice(a, at = b)));
    return [...out, s.slice(at, to), to < s.length ? '…' : ''];
  };

  // ---- the list of results
  let turn = 0, here = -1;
  const options = () => [...box.querySelectorAll('a')];
  const show = on => {
    box.hidden = !on;
    q.setAttribute('aria-expanded', on);
    go(-1);
  };
  const go = n => {
    here = n;
    options().forEach((o, i) => o.setAttribute('aria-selected', i == n));
    const o = options()[n];
    q.setAttribute('aria-activedescendant', o?.id ?? '');
    o?.scrollIntoView({ block: 'nearest' });
  };
  const option = (href, set, ...inner) => el('a', { role: 'option', href, tabindex: -1, ...set }, ...inner);
  const group = (name, inner) => el('div', { role: 'group', 'aria-label': name }, el('div', { class: 'of', 'aria-hidden': true }, name), ...inner);
  const href = (folder, slug) => `${root}${folder}/${encodeURIComponent(slug)}.html`;
  const draw = async (found, most) => {
    const mine = turn, [concepts, groups] = found.groups;
    const more = (words, change) => option('#', { class: 'more', onclick: e => {
      const at = here;
      e.preventDefault();
      change();
      draw(found, most).then(() => go(at));
    } }, words);
    // What narrows the answer is words of the query, which a reader sees and may take back.
    const only = (words, query) => option('#', { class: 'more', onclick: e => (e.preventDefault(), q.value = query + ' ', ask()) }, words);
    const named = Promise.all(((found.whole[0] || !found.whole[1]) && !found.rows[0] ? concepts.slice(0, 4) : []).map(async ({ o }) => {
      const [name, slug, hue, mentions, texts] = await part('m', o);
      return el('div', {}, option(href('concepts', slug), {}, el('span', { class: 'dot h' + hue }), el('b', {}, name), el('span', { class: 'mute' }, ' ' + t('in-texts', { count: texts, what: t('mentions', { count: mentions }) }))), /[^\w-]/.test(slug) ? '' : only(t('only-concept'), 'concept:' + slug));
    }));
    const inText = async g => {
      const [title, slug] = await part('m', g.o), path = href('texts', slug), all = await passages(g, path), rest = g.hits.length - g.show;
      if (g.hits.some(h => h.item == index.first[g.o])) all.unshift(['', '', title]);
      const good = all.map(p => [...p, spans(p[2], found)]).filter(p => p[3].whole && (p[3].kinds || !found.n)).sort((a, b) => b[3].kinds - a[3].kinds);
      if (!all[0]) good.push(['', '', title, []]);
      return good[0] && group(title, [...good.slice(0, g.show).map(([where, id, s, at]) => option(path + (id && '#' + encodeURIComponent(id)), {}, el('span', { class: 'loc' }, ...id && !where ? [el('span', { 'aria-hidden': true }, '§'), el('span', { class: 'vh' }, t('heading'))] : [where]), el('span', {}, ...excerpt(s, at)))),
        ...rest > 0 && good[g.show - 1] ? [more(t('more-passages', { count: rest }), () => g.show += 20)] : [],
        ...groups[1] ? [only(t('only-text'), `${q.value.trim()} text:"${title.replace(/["“”„«»]/g, '')}"`)] : []]);
    };
    let made = [], next = 0, tries = found.rows[0] ? 4 : 1;
    while (made.length < most && groups[next] && tries--) made.push(...(await Promise.all(groups.slice(next, next += most).map(inText))).filter(m => m));
    const first = await named;
    if (mine != turn) return;
    if (first[0]) made.unshift(group(t('concepts'), first));
    if (groups[next]) made.push(more(t('more-texts', { count: groups.length - next }), () => most += 5));
    const all = t('found-passages', { count: groups.reduce((n, g) => n + g.hits.length, 0) });
    const sums = [first[0] && t('found-concepts', { count: concepts.length }), found.rows[0] ? t('at-most', { what: all }) : all].filter(Boolean);
    const what = made[0] ? t('in-texts', { count: groups.length, what: sums.join(', ') }) : t('nothing-found');
    say((made[0] && !found.whole[1] ? t('none-has-all') + ' ' : '') + what + (found.guess[0] ? ', ' + t('guessed', { what: found.guess.join(' ') }) : ''), made);
  };
  const say = (words, list = []) => {
    box.replaceChildren(el('p', { class: 'small', 'aria-hidden': true }, words), ...list);
    options().forEach((o, i) => o.id = 'hit' + i);
    d.getElementById('said').textContent = words;
    show(true);
  };
  const ask = async () => {
    const mine = ++turn;
    if (!q.value.trim()) return show(false);
    try {
      await begin();
      const found = await find(read(q.value));
      if (mine == turn) await draw(found, index.t[0] + 1 ? 5 : 3);
    } catch {
      say(t('no-index'));
    }
  };

  q.oninput = ask;
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
  box.onclick = e => e.defaultPrevented || e.ctrlKey || e.metaKey || (show(false), q.blur());
  ask();
})(document);
