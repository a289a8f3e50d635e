// The search field: loaded when it is first used. docs/search.md tells how the index is written and asked, and
// what the short names stand for: every byte of this file is fetched before the first result.
(d => {
  const q = d.getElementById('q'), box = d.getElementById('hits'), root = q.dataset.root;

  // Markup as an object; whatever else is put into it is escaped.
  const html = (raw, ...inner) => ({
    raw: String.raw({ raw }, ...inner.map(of => [of].flat().map(one => one.raw ?? `${one}`.replace(/[&<"]/g, c => `&#${c.charCodeAt()};`)).join('')))
  });

  // ---- the index, in scripts that call one function
  let index, t;
  const loads = {}, ends = {};
  window.seedbedSearch = (name, data) => ends[name](data);
  const load = (name, path = `search/${name}.js?${index?.v}`) => loads[name] ||= new Promise((end, fail) => {
    ends[name] = end;
    seedbedRun(root + path, () => fail(delete loads[name]));
  });
  // What the first answer to most queries does not need.
  const rare = async () => (await load('rare', 'static:search-rare.js'))({ index, tokens, read, meant, weigh, places, ask, q, box });
  const piece = (kind, value) => Math.max(0, index[kind].findLastIndex(start => start <= value));
  const part = async (kind, at) => (await load(kind + piece(kind, at)))[at - index[kind][piece(kind, at)]];
  const digit = c => (c = c.charCodeAt()) - (c < 92 ? 40 : 41);
  const nums = s => {
    const bits = [...s.slice(1)].map(c => digit(c).toString(2).padStart(6, 0)).join('');
    return [...bits.matchAll(`(1*)0(.{${digit(s)}})`)].map(([, high, low]) => high.length * 2 ** low.length + +('0b0' + low));
  };
  // By owner, which is a text or a concept, its first item; by item its owner; what a word is.
  const counted = i => {
    const lone = `[${i.u}]`, sizes = nums(i.n), first = [], owner = [];
    for (let n of [...sizes, ...Array(i.c).fill(1)]) for (first.push(owner.length); n--;) owner.push(first.length - 1);
    return { ...i, texts: sizes.length, first, owner, token: RegExp(`(${lone})\\p{M}*|(?:(?!${lone})[\\p{Alpha}\\p{N}\\p{M}\\xad\\u200c\\u200d])+`, 'gu') };
  };

  // ---- words as the index has them
  const PLAIN = { æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };
  const form = w => w.normalize('NFKD').replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\xad\u200c\u200d ]/g, '')
    .normalize('NFC').toUpperCase().toLowerCase().replace(/[æœøłđ]/g, c => PLAIN[c]);
  // What an apostrophe leaves of a possessive is no word.
  const tokens = s => [...s.matchAll(index.token)].map(m => ({ at: m.index, end: m.index + m[0].length, lone: m[1], f: form(m[0]) }))
    .filter(t => t.f != 's' || !"'’ʼ＇".includes(s[t.at - 1]));

  // ---- the query: clauses of words in a row, most of one word
  const read = s => {
    const asks = [];
    let ask;
    for (const [, quoted, plain] of s.matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
      ask = 0;
      for (const t of tokens(quoted ?? plain)) {
        if (!ask || quoted == null && !(t.lone && ask.end == t.at)) asks.push(ask = { quoted: quoted != null, words: [], forms: new Set() });
        ask.words.push(t.f);
        ask.end = t.end;
        ask.lone = t.lone;
        ask.row = ask.quoted || ask.words[1];
      }
    }
    if (ask && !/[\s"]$/.test(s)) ask.open = 1;
    return asks;
  };

  // ---- the classes of words that a word may mean, and how well each fits
  const opened = {};
  const open = n => opened[n] ||= load('w' + n).then(s => {
    const all = [], fields = s.split(' ');
    for (let i = 0, f = ''; fields[i]; i += 2) {
      const list = fields[i + 1], c = list[0] == '&' ? all.at(-list.slice(1))[1] : { list, forms: [] };
      all.push([f = f.slice(0, digit(fields[i])) + fields[i].slice(1), c]);
      c.forms.push(f);
    }
    return all;
  });
  const bare = w => w.replace(/(y|ie|e)?s?$/, '');
  const meant = async (w, more) => {
    const first = piece('w', w), last = Math.min(first + 1, piece('w', w + '\uffff')), found = new Map();
    let fits = [];
    for (let i = first; i == first || i <= last && !fits.some(f => f[0] == 1); i++) for (const [f, c] of await open(i)) {
      const good = f == w ? 1 : bare(f) == bare(w) ? .9 : f.startsWith(w) && .3 + .4 * w.length / f.length;
      if (good) fits.push([good, c]);
    }
    const best = Math.max(...fits.map(f => f[0]));
    if (!more && best > .8) fits = fits.filter(f => f[0] == best);
    if (!fits[0] && w[3] && !/\d/.test(w)) for (const [f, c] of (await rare()).meant(w, await open(first))) fits.push([.5, c]), found.guess = f;
    for (const [good, c] of fits) found.set(c, Math.max(good, found.get(c) ?? 0));
    return found;
  };
  // By item: how much it is about the word.
  const weigh = found => {
    const all = new Map(), lists = [...found].map(([c, good]) => [c.list.replace('%', '').split('$').map(nums), good]);
    const rare = Math.log(1 + index.owner.length / (lists.flatMap(l => l[0]).reduce((n, level) => n + level.length, 1)));
    for (const [levels, good] of lists) levels.forEach((gaps, level) => {
      let item = -1;
      for (const gap of gaps) all.set(item += gap + 1, Math.max(all.get(item) ?? 0, good * [3, 1.4, 1][level] * rare));
    });
    return all;
  };

  // ---- texts and concepts, with those of their items that have most of the clauses
  // The best of those that have the same clauses, then the others.
  const mixed = all => {
    const best = new Map(all.map(one => [one.has, one]).reverse());
    return [...new Set([...all.filter(one => best.get(one.has) == one), ...all])];
  };
  // By item how much it is about all the words of a clause, where that is known.
  const places = async (ask, guess = []) => {
    const { words, lone } = ask, keys = lone && words[1] ? words.slice(1).map((w, i) => words[i] + w) : words;
    let all, known;
    for (const [i, w] of keys.entries()) {
      const classes = await meant(w, lone && !words[1] || w > '가' || ask.open && !keys[i + 1]), now = weigh(classes);
      if (classes.guess) guess.push(classes.guess);
      let whole = 1;
      // Of a word that stands nearly everywhere only the best places are known: it restricts nothing.
      for (const c of classes.keys()) c.list[0] == '%' ? whole = 0 : 0, c.forms.forEach(f => ask.forms.add(f));
      all = known && whole ? new Map([...now].flatMap(([item, n]) => all.has(item) ? [[item, n + all.get(item)]] : [])) : known ? all : now;
      known ||= whole;
    }
    if (lone) ask.forms.add(words[0]);
    return [all, known];
  };
  // What limits the answer has the items that may be in it, those that it has if nothing else is asked for, and what is
  // marked in them.
  const find = async (asks, limit) => {
    const hits = new Map(asks[0] ? [] : limit?.hits), guess = [], groups = [[], []], owners = [], most = [0, 0];
    let count = 0;
    for (const ask of asks) {
      const [all, known] = await places(ask, guess);
      for (const [item, n] of all) {
        const hit = hits.get(item) ?? { item, n: 0, has: 0 };
        hit.n += n;
        hit.has |= known << count;
        hits.set(item, hit);
      }
      count += known;
    }
    for (const hit of hits.values()) {
      const { item } = hit, o = index.owner[item], first = index.first[o], text = +(o < index.texts), title = first != item && hits.get(first);
      if (limit && !limit.fits(item)) continue;
      // What the title says holds for each passage.
      const has = hit.has | title?.has, bits = has.toString(2).replaceAll(0, '').length;
      most[text] = Math.max(bits, most[text]);
      (owners[o] ||= []).push({ item, bits, has, n: hit.n + (title ? title.n * .3 : 0) });
    }
    owners.forEach((all, o) => {
      const text = +(o < index.texts), best = all.filter(h => h.bits == most[text]).sort((a, b) => b.n - a.n), kinds = new Set(best.map(h => h.has)).size;
      if (best[0]) groups[text].push({ o, has: best[0].has, hits: mixed(best), n: best[0].n * kinds + Math.log(best.length) / 2 });
    });
    groups.forEach(g => g.sort((a, b) => b.n - a.n));
    groups[0] = mixed(groups[0]);
    return { asks: [...asks, ...limit?.marks ?? []], guess, groups, whole: most.map(m => m == count) };
  };

  // ---- the words of passages
  const passages = async (hits, path) => index.t[0] + 1
    ? Promise.all(hits.map(async h => (await part('t', h.item)).match(/(\S*) (\S*) ([^]*)/).slice(1)))
    : hits[0] ? (await rare()).passages(path) : [];
  // Where words stand in a passage, where most of them stand together and how many.
  const seen = (asks, [where, id, s]) => {
    const all = tokens(s), at = [];
    all.forEach((t, i) => asks.forEach(ask => {
      const { words, row, open, forms } = ask, fits = (w, j) => all[i + j]?.f == w || open && !words[j + 1] && all[i + j]?.f.startsWith(w);
      if (row ? words.every(fits) : forms.has(t.f)) at.push([t.at, all[row ? i + words.length - 1 : i].end, ask]);
    }));
    let kinds = 0, from = 0;
    at.forEach(([start], i) => {
      const n = new Set(at.slice(i).filter(a => a[1] < start + 150).map(a => a[2])).size;
      if (n > kinds) kinds = n, from = start;
    });
    return { where, id, s, at, kinds, from };
  };
  const excerpt = ({ s, at, from }) => {
    let start = from < 60 ? 0 : Math.min(from, s.indexOf(' ', from - 50) + 1 || from), to = s.lastIndexOf(' ', start + 200);
    const out = [start ? '…' : ''];
    if (s.length < start + 200) to = s.length;
    else if (to < start + 100) to = start + 200;
    for (const [a, b] of at) if (a >= start && b <= to) out.push(s.slice(start, a), html`<mark>${s.slice(a, start = b)}</mark>`);
    return [...out, s.slice(start, to), to < s.length ? '…' : ''];
  };

  // ---- the list of results
  let turn = 0, pause, steps;
  const show = on => {
    box.hidden = !on;
    q.setAttribute('aria-expanded', !!on);
    q.setAttribute('aria-activedescendant', '');
  };
  const option = (href, inner) => html`<a href="${href}">${inner}</a>`;
  // What narrows the answer is words of the query, which a reader sees and may take back.
  const more = (words, query, n = '') => html`<a href="#" class="more" data-q="${query}" data-n="${n}">${words}</a>`;
  const group = (name, inner) => html`<div role="group" aria-label="${name}"><div class="of" aria-hidden="true">${name}</div>${inner}</div>`;
  const href = (folder, slug) => `${root}${folder}/${encodeURIComponent(slug)}.html`;
  const draw = async ({ asks, guess, groups: [concepts, texts], whole }, most) => {
    const mine = turn, now = q.value.trim(), some = texts[1] ? 3 : most * 5, rows = asks.filter(ask => ask.row), words = asks.some(ask => ask.words[0]);
    const named = Promise.all(((whole[0] || !whole[1]) && !asks.some(ask => ask.quoted) ? concepts.slice(0, 4) : []).map(async ({ o }) => {
      const [name, slug, hue, mentions, texts] = await part('m', o);
      return html`<div>${option(href('concepts', slug), html`<span class="dot h${hue}"></span><b>${name}</b> <span class="mute">${t('in-texts', { count: texts, what: t('mentions', { count: mentions }) })}</span>`)}${more(t('only-concept'), 'concept:' + slug)}</div>`;
    }));
    const inText = async ({ o, hits }) => {
      const [title, slug] = await part('m', o), path = href('texts', slug), inner = hits.filter(h => h.item != index.first[o]), rest = inner.length - some;
      const all = await passages(inner.slice(0, some * (rows[0] ? 4 : 2)), path);
      if (inner.length < hits.length || !all[0]) all.unshift(['', '', title]);
      const good = all.map(p => seen(asks, p)).filter(p => !all[1] || (p.kinds || !words) && rows.every(row => p.at.some(a => a[2] == row))).sort((a, b) => b.kinds - a.kinds);
      return good[0] && [good[0].kinds, group(title, [
        ...good.slice(0, some).map(p => option(path + (p.id && '#' + encodeURIComponent(p.id)), html`<span class="loc">${p.where || !p.id ? p.where : html`<span aria-hidden="true">§</span><span class="vh">${t('heading')}</span>`}</span><span>${excerpt(p)}</span>`)),
        texts[1] ? more(rest > 0 ? t('more-passages', { count: rest }) : t('only-text'), `${now} text:"${title.replace(/["“”„«»]/g, '')}"`) : rest > 0 ? more(t('more-passages', { count: rest }), now, most * 2) : ''
      ])];
    };
    let made = [], next = 0, tries = rows[0] ? 4 : 1;
    while (made.length < most && texts[next] && tries--) made.push(...(await Promise.all(texts.slice(next, next += most).map(inText))).filter(m => m));
    const first = await named, list = made.sort((a, b) => b[0] - a[0]).map(m => m[1]);
    if (mine != turn) return;
    if (first[0]) list.unshift(group(t('concepts'), first));
    if (texts[next]) list.push(more(t('more-texts', { count: texts.length - next }), now, next + 5));
    const all = t('found-passages', { count: texts.reduce((n, g) => n + g.hits.length, 0) });
    const sums = (first[0] ? t('found-concepts', { count: concepts.length }) + ', ' : '') + (rows[0] ? t('at-most', { what: all }) : all);
    say((list[0] ? (whole[1] ? '' : t('none-has-all') + ' ') + t('in-texts', { count: texts.length, what: sums }) : t('nothing-found')) + (guess[0] ? ', ' + t('guessed', { what: guess.join(' ') }) : ''), list);
  };
  const say = (words, list = []) => {
    box.innerHTML = html`<p class="small" aria-hidden="true">${words}</p>${list}`.raw;
    box.querySelectorAll('a').forEach((a, i) => Object.assign(a, { id: 'hit' + i, role: 'option', tabIndex: -1 }));
    d.getElementById('said').textContent = words;
    show(true);
  };
  const ask = async most => {
    const mine = ++turn;
    try {
      index ||= counted(await load('index'));
      t ||= seedbedSay(index.say);
      if (!q.value.trim()) return show();
      // Any quotation marks are as good as others.
      let query = q.value.replace(/[“”„«»]/g, '"'), limit;
      if (/\b(text|concept):/i.test(query)) [query, limit] = await (await rare()).limits(query);
      const found = await find(read(query), limit);
      if (mine == turn) await draw(found, most || (index.t[0] + 1 ? 5 : 3));
    } catch {
      q.value && say(seedbedSay({ "no-index": "The search index cannot be loaded" })('no-index'));
    }
  };

  // Whoever types on has not asked yet; where half a word would fetch much, that is waited for longer.
  q.oninput = () => {
    clearTimeout(pause);
    pause = setTimeout(ask, index?.w[3] ? 300 : 60);
  };
  q.onblur = () => show();
  q.onkeydown = e => {
    const { key } = e, step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (box.hidden ? !step : e.isComposing || !step && key != 'Enter' && key != 'Escape') return;
    e.preventDefault();
    if (box.hidden) ask();
    else if (step) steps = rare().then(rare => rare.walk(step));
    // Not before the steps to it are taken.
    else if (key == 'Enter') Promise.allSettled([steps]).then(() => (box.querySelector('[aria-selected=true]') ?? box.querySelector('a'))?.click());
    else show();
  };
  box.onmousedown = e => e.preventDefault();
  box.onclick = e => {
    const more = e.target.closest('.more');
    if (!more) return e.ctrlKey || e.metaKey || q.blur();
    e.preventDefault();
    rare().then(rare => rare.narrow(more));
  };
  ask();
})(document);
