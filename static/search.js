// The search field: loaded when it is first used. docs/search.md tells how the index is written and asked, and
// what the short names stand for: every byte of this file is fetched before the first result.
(d => {
  const [q, box] = ['q', 'hits'].map(id => d.getElementById(id)), root = d.querySelector('[src*="assets/site."]').getAttribute('src').split('assets')[0];

  // Markup as an object; whatever else is put into it is escaped.
  const html = (raw, ...inner) => ({
    raw: String.raw({ raw }, ...inner.map(part => [part].flat().map(one => one.raw ?? (one + '').replace(/[&<"]/g, c => `&#${c.charCodeAt()};`)).join('')))
  });

  // ---- the index, in scripts that call one function
  let index;
  const loads = {}, ends = window.seedbedSearch = (name, data) => ends[name](data);
  const load = (name, path = `search/${name}.js?${index?.v}`) => loads[name] ||= new Promise((end, fail) => {
    ends[name] = end;
    seedbedRun(root + path, () => fail(delete loads[name]));
  });
  // What the first answer to most queries does not need.
  const rare = async () => (await load('rare', 'static:search-rare.js'))(index, tokens, read, meant, weigh, places, ask);
  const piece = (kind, value) => index[kind].findLastIndex((start, i) => !i || start <= value);
  const part = async (kind, at, n = piece(kind, at)) => (await load(kind + n))[at - index[kind][n]];
  const digit = c => c.charCodeAt() - (c < ']' ? 40 : 41);
  const nums = s => {
    const bits = [...s.slice(1)].map(c => (digit(c) + 64).toString(2).slice(1)).join('');
    return [...bits.matchAll(`(1*)0(.{${digit(s)}})`)].map(([, high, low]) => high.length * 2 ** low.length + +('0b0' + low));
  };
  // By owner, which is a text or a concept, its first item; by item its owner; what a word is.
  const counted = i => {
    const lone = `[${i.u}]`, sizes = nums(i.n), first = [], owner = [];
    for (let n of [...sizes, ...Array(i.c).fill(1)]) for (first.push(owner.length); n--;) owner.push(first.length - 1);
    return { ...i, texts: sizes.length, first, owner, token: RegExp(`(${lone})\\p{M}*|(?:(?!${lone})[\\p{Alpha}\\p{N}\\p{M}\\xad\\u200c\\u200d])+`, 'gu') };
  };

  // ---- words as the index has them
  const form = w => w.normalize('NFKD').replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\xad\u200c\u200d ]/g, '').normalize('NFC').toUpperCase().toLowerCase().replace(/[æœøłđ]/g, c => ({ æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' })[c]);
  // What an apostrophe leaves of a possessive is no word.
  const tokens = s => [...s.matchAll(index.token)].map(m => ({ at: m.index, end: m.index + m[0].length, lone: m[1], f: form(m[0]) })).filter(t => t.f != 's' || !/['’ʼ＇]/.test(s[t.at - 1]));

  // ---- the query: clauses of words in a row, most of one word
  const read = s => {
    const asks = [];
    let ask;
    for (const [, quoted, plain] of s.matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
      ask = 0;
      for (const t of tokens(plain ?? quoted)) {
        if (!ask || plain && !(t.lone && ask.end == t.at)) asks.push(ask = { quoted: !plain, words: [], forms: new Set() });
        ask.words.push(t.f);
        ask.end = t.end;
        ask.lone = t.lone;
        ask.row = !plain || ask.words[1];
      }
    }
    if (ask) ask.open = !/[\s"]$/.test(s);
    return asks;
  };

  // ---- the classes of words that a word may mean, and how well each fits
  const opened = s => {
    const all = [], fields = s.split(' ');
    for (let i = 0, f = ''; fields[i]; i += 2) {
      const list = fields[i + 1], c = list[0] == '&' ? all.at(-list.slice(1))[1] : { list, forms: [] };
      all.push([f = f.slice(0, digit(fields[i])) + fields[i].slice(1), c]);
      c.forms.push(f);
    }
    return all;
  };
  const open = async n => loads[n] ||= opened(await load('w' + n));
  const bare = w => w.replace(/(y|ie|e)?s?$/, '');
  const meant = async (w, more) => {
    const first = piece('w', w), last = Math.min(first + 1, piece('w', w + '\uffff')), found = new Map();
    let best = 0;
    for (let i = first; i == first || i <= last && best < 1; i++) for (const [f, c] of await open(i)) {
      const good = f == w ? 1 : bare(f) == bare(w) ? .9 : f.startsWith(w) && .3 + .4 * w.length / f.length;
      if (good > (found.get(c) || 0)) found.set(c, good);
      best = Math.max(good, best);
    }
    if (!more && best > .8) for (const [c, good] of found) good < best && found.delete(c);
    if (!best && w[3] && !/\d/.test(w)) for (const [f, c] of (await rare()).guess(w, await open(first))) found.set(c, .5), found.guess = f;
    return found;
  };
  // By item: how much it is about the word.
  const weigh = found => {
    const all = new Map();
    for (const [c, good] of found) c.list.split('$').forEach((list, level) => {
      let item = -1;
      for (const gap of nums(list)) all.set(item += gap + 1, Math.max(all.get(item) || 0, good * [3, 1.4, 1][level]));
    });
    for (const [item, n] of all) all.set(item, n * Math.log(1 + index.owner.length / all.size));
    return all;
  };

  // ---- texts and concepts, with those of their items that have most of the clauses
  // The best of those that have the same clauses, then the others.
  const mixed = all => [...new Set([...all.map(one => all.find(other => other.has == one.has)), ...all])];
  // By item how much it is about all the words of a clause, where that is known.
  const places = async (ask, guess = []) => {
    const { words, lone } = ask, keys = lone && words[1] ? words.slice(1).map((w, i) => words[i] + w) : words;
    let all, known;
    for (const [i, w] of keys.entries()) {
      const classes = await meant(w, lone && !words[1] || w > '가' || ask.open && !keys[i + 1]), now = weigh(classes);
      if (classes.guess) guess.push(classes.guess);
      let whole = 1;
      // Of a word that stands nearly everywhere only the best places are known: it restricts nothing.
      for (const { list, forms } of classes.keys()) whole &= !/%/.test(list), forms.forEach(f => ask.forms.add(f));
      all = known ? whole ? new Map([...now].map(([item, n]) => [item, n + all.get(item)]).filter(one => one[1])) : all : now;
      known ||= whole;
    }
    if (lone) ask.forms.add(words[0]);
    return [all, known];
  };
  // What limits the answer has the items that may be in it, those that it has if nothing else is asked for, and what is
  // marked in them.
  const find = async (asks, { fits, all, marks = [] } = {}) => {
    const hits = new Map(asks[0] ? [] : all), guess = [], groups = [[], []], owners = [], most = [0, 0];
    let count = 0;
    for (const ask of asks) {
      const [all, known] = await places(ask, guess);
      for (const [item, n] of all) {
        const hit = hits.get(item);
        hits.set(item, { item, n: n + (hit?.n || 0), has: hit?.has | known << count });
      }
      count += known;
    }
    for (const hit of hits.values()) {
      const { item } = hit, o = index.owner[item], first = index.first[o], text = o < index.texts | 0, title = first != item && hits.get(first);
      if (fits && !fits(item)) continue;
      // What the title says holds for each passage.
      const has = hit.has | title?.has, bits = has.toString(2).split(1).length - 1;
      most[text] = Math.max(bits, most[text]);
      (owners[o] ||= []).push({ item, bits, has, n: hit.n + (title?.n * .3 || 0) });
    }
    owners.forEach((all, o) => {
      const text = o < index.texts | 0, best = all.filter(h => h.bits == most[text]).sort((a, b) => b.n - a.n);
      if (best[0]) groups[text].push({ o, has: best[0].has, hits: mixed(best), n: best[0].n * new Set(best.map(h => h.has)).size + Math.log(best.length) / 2 });
    });
    groups.forEach(g => g.sort((a, b) => b.n - a.n));
    groups[0] = mixed(groups[0]);
    return { asks: [...asks, ...marks], guess, groups, whole: most.map(m => m == count) };
  };

  // ---- the words of passages
  const passages = async (hits, path) => index.t.length ? Promise.all(hits.map(h => part('t', h.item))) : hits[0] ? (await rare()).passages(path) : [];
  // Of a passage how many of the clauses stand together in it, those that it has, and what is shown of it.
  const seen = (asks, [where, id, s]) => {
    const all = tokens(s), at = [], out = [];
    let kinds = 0, from = 0, start = 0;
    all.forEach((t, i) => asks.forEach(ask => {
      const { words, row, open, forms } = ask, fits = (w, j) => all[i + j]?.f == w || !words[j + 1] && open && all[i + j]?.f.startsWith(w);
      if (row ? words.every(fits) : forms.has(t.f)) at.push([t.at, all[row ? i + words.length - 1 : i].end, ask]);
    }));
    at.forEach(([start], i) => {
      const n = new Set(at.slice(i).filter(a => a[1] < start + 150).map(a => a[2])).size;
      if (n > kinds) kinds = n, from = start;
    });
    if (from > 59) start = Math.min(from, s.indexOf(' ', from - 50) + 1 || from), out.push('…');
    let to = s.lastIndexOf(' ', start + 200);
    if (to < start + 100 || !s[start + 200]) to = start + 200;
    for (const [a, b] of at) if (a >= start && b <= to) out.push(s.slice(start, a), html`<mark>${s.slice(a, start = b)}</mark>`);
    out.push(s.slice(start, to), to < s.length ? '…' : '');
    return [kinds, at.map(a => a[2]), where, id, out];
  };

  // ---- the list of results
  const t = (name, count, what) => seedbedSay(index.say)(name, { count, what });
  let turn = 0, steps;
  const hide = off => {
    // What is under way opens nothing that a reader has closed.
    if (off) ++turn;
    box.hidden = off;
    q.ariaExpanded = !off;
    q.setAttribute('aria-activedescendant', '');
  };
  const option = (href, inner) => html`<a href="${href}">${inner}</a>`;
  // What narrows the answer is words of the query, which a reader sees and may take back.
  const more = (words, query, n) => html`<a href="#" class="more" data-q="${query}" data-n="${n | 0}">${words}</a>`;
  const group = (name, inner) => html`<div role="group" aria-label="${name}"><div class="of" aria-hidden="true">${name}</div>${inner}</div>`;
  const href = (folder, slug) => `${root}${folder}/${encodeURIComponent(slug)}.html`;
  const draw = async ({ asks, guess, groups: [concepts, texts], whole }, most) => {
    const mine = turn, now = q.value.trim(), some = texts[1] ? 3 : most * 5, rows = asks.filter(ask => ask.row), words = asks.some(ask => ask.words[0]);
    const named = Promise.all(((whole[0] || !whole[1]) && !asks.some(ask => ask.quoted) ? concepts.slice(0, 4) : []).map(async ({ o }) => {
      const [name, slug, hue, mentions, texts] = await part('m', o);
      return html`<div>${option(href('concepts', slug), html`<span class="dot h${hue}"></span><b>${name}</b> <span class="mute">${t('in-texts', texts, t('mentions', mentions))}</span>`)}${more(t('only-concept'), 'concept:' + slug)}</div>`;
    }));
    const inText = async ({ o, hits }) => {
      const [title, slug] = await part('m', o), path = href('texts', slug), inner = hits.filter(h => h.item != index.first[o]), rest = inner.length - some;
      const all = await passages(inner.slice(0, some * (rows[0] ? 4 : 2)), path);
      if (inner.length < hits.length || !all[0]) all.unshift(['', '', title]);
      const good = all.map(p => seen(asks, p)).filter(([kinds, has]) => !all[1] || (kinds || !words) && rows.every(row => has.includes(row))).sort((a, b) => b[0] - a[0]);
      return good[0] && [good[0][0], group(title, [
        ...good.slice(0, some).map(([, , where, id, words]) => option(path + (id && '#' + encodeURIComponent(id)), html`<span class="loc">${where || !id ? where : html`<span aria-hidden="true">§</span><span class="vh">${t('heading')}</span>`}</span><span>${words}</span>`)),
        texts[1] ? more(rest > 0 ? t('more-passages', rest) : t('only-text'), now + ` text:"${title.replace(/["“”„«»]/g, '')}"`) : rest > 0 ? more(t('more-passages', rest), now, most * 2) : ''
      ])];
    };
    let made = [], next = 0, tries = rows[0] ? 4 : 1;
    while (made.length < most && texts[next] && tries--) made.push(...(await Promise.all(texts.slice(next, next += most).map(inText))).filter(m => m));
    const first = await named, list = made.sort((a, b) => b[0] - a[0]).map(m => m[1]);
    if (mine != turn) return;
    if (first[0]) list.unshift(group(t('concepts'), first));
    texts[next] && list.push(more(t('more-texts', texts.length - next), now, next + 5));
    let sums = t('found-passages', texts.flatMap(g => g.hits).length);
    if (rows[0]) sums = t('at-most', 0, sums);
    if (first[0]) sums = t('found-concepts', concepts.length) + ', ' + sums;
    say((list[0] ? (whole[1] ? '' : t('none-has-all') + ' ') + t('in-texts', texts.length, sums) : t('nothing-found')) + (guess[0] ? ', ' + t('guessed', 0, guess.join(' ')) : ''), list);
  };
  const say = (words, list = []) => {
    box.innerHTML = html`<p class="small" aria-hidden="true">${words}</p>${list}`.raw;
    box.querySelectorAll('a').forEach((a, i) => Object.assign(a, { id: 'hit' + i, role: 'option', tabIndex: -1 }));
    d.getElementById('said').textContent = words;
    hide();
  };
  const ask = async most => {
    const mine = ++turn;
    try {
      index ||= counted(await load('index'));
      if (!q.value.trim()) return hide(1);
      // Any quotation marks are as good as others.
      let query = q.value.replace(/["“”„«»]/g, '"'), limit;
      if (/\b(text|concept):/i.test(query)) [query, limit] = await (await rare()).limits(query);
      const found = await find(read(query), limit);
      if (mine == turn) await draw(found, most || (index.t.length ? 5 : 3));
    } catch {
      q.value && say(seedbedSay({ "no-index": "The search index cannot be loaded" })('no-index'));
    }
  };

  // Whoever types on has not asked yet; where half a word would fetch much, that is waited for longer.
  q.oninput = () => {
    const mine = ++turn;
    setTimeout(() => mine == turn && ask(), index?.w[3] ? 300 : 60);
  };
  q.onblur = hide;
  q.onkeydown = e => {
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 0, Escape: '' }[e.key];
    if (box.hidden ? !step : e.isComposing || step == null) return;
    e.preventDefault();
    // Enter does not go before the steps to it are taken.
    box.hidden ? ask() : step ? steps = rare().then(rare => rare.walk(step)) : step === '' ? hide(1) : Promise.allSettled([steps]).then(() => (box.querySelector('[aria-selected=true]') ?? box.querySelector('a'))?.click());
  };
  box.onmousedown = e => e.preventDefault();
  box.onclick = e => {
    const more = e.target.closest('.more');
    if (more) e.preventDefault(), rare().then(rare => rare.narrow(more));
    else e.ctrlKey || e.metaKey || q.blur();
  };
  ask();
})(document);
