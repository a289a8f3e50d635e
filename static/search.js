// The search field: loaded when it is first used. The format of the index is told in docs/search.md.
(d => {
  const field = d.getElementById('q'), panel = d.getElementById('hits'), root = field.dataset.root;
  const make = (tag, props, ...children) => {
    const e = Object.assign(d.createElement(tag), props);
    e.append(...children.filter(c => c));
    return e;
  };

  // ---- pieces of the index, each a script that calls `seedbedSearch` with its name

  let index;
  const asked = {}, answers = {};
  window.seedbedSearch = (name, data) => answers[name]?.(data);
  const piece = name => asked[name] ||= new Promise((resolve, reject) => {
    answers[name] = resolve;
    const src = `${root}search/${name}.js${index ? '?' + index.v : ''}`;
    d.head.append(make('script', { src, onerror: () => { delete asked[name]; reject(Error(src)) } }));
  });
  const numbers = text => {
    const found = [];
    let steps = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c == 33) steps += 6e4;
      else found.push(steps + c - (c < 92 ? 40 : c < 127 ? 41 : c < 57344 ? 74 : 2122)), steps = 0;
    }
    return found;
  };
  // The place of the last start that is not behind the value.
  const place = (starts, value) => {
    let low = 0, high = starts.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (starts[middle] <= value) low = middle + 1; else high = middle;
    }
    return Math.max(low - 1, 0);
  };
  const begin = async () => {
    if (index) return;
    const read = await piece('index');
    let at = 0;
    read.starts = numbers(read.n).map(n => (at += n) - n);
    read.texts = read.starts.length;
    for (let c = 0; c <= read.c; c++) read.starts.push(at++);
    read.items = at - 1;
    read.common = new Set(read.x.split(' '));
    index = read;
  };
  const part = async (kind, at) => {
    const n = place(index[kind], at);
    return (await piece(kind + n))[at - index[kind][n]];
  };

  // ---- words, as the index has them

  const LONE = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}';
  const LETTER = `(?![${LONE}])[\\p{Alphabetic}\\p{N}\\p{M}\\xad\\u200c\\u200d]`;
  const TOKEN = RegExp(`([${LONE}]\\p{M}*)|(?:${LETTER})+(?:['’ʼ＇](?:${LETTER})+)*`, 'gu');
  const PLAIN = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ς: 'σ' };
  const form = word => word.normalize('NFKD').replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\xad\u200c\u200d ]/g, '')
    .normalize('NFC').toLowerCase().replace(/[’ʼ＇]/g, "'").replace(/[ßæœøłđıς]/g, c => PLAIN[c])
    .replace(/^([ldjmnstc]|(jus|lors|puis)?qu|dell|all|nell|un)'(?!s$)/, '').replace(/'s?$/, '');
  const tokens = text => Array.from(text.matchAll(TOKEN), m => ({
    at: m.index, end: m.index + m[0].length, lone: !!m[1], form: form(m[0]),
  }));

  // ---- what a reader asks for

  // Each clause is words that must stand together (`exact`), or one word; `filter` is text or concept.
  const understood = query => {
    const clauses = [];
    for (const [, filter, name, quoted, word] of query.replace(/[“”„«»]/g, '"').matchAll(/(text|concept):("[^"]*"?|\S*)|"([^"]*)"?|([^\s"]+)/gi)) {
      if (filter) {
        if (name) clauses.push({ filter: filter.toLowerCase(), words: tokens(name).map(t => t.form) });
        continue;
      }
      let run = [];
      const found = tokens(quoted ?? word);
      if (quoted != null && found.length) clauses.push({ exact: 1, tokens: found });
      else for (const [i, token] of found.entries()) {
        if (!token.lone) clauses.push({ tokens: [token] });
        else if (run.push(token), !(found[i + 1]?.lone && found[i + 1].at == token.end)) clauses.push({ exact: run.length > 1, tokens: run }), run = [];
      }
    }
    const last = clauses.at(-1);
    if (last && !last.filter && !/["\s]$/.test(query)) last.open = 1;
    return clauses;
  };

  // ---- words of the index that a word may mean

  const opened = {};
  const words = async n => opened[n] ||= (text => {
    const fields = text.split(' '), read = { forms: [], lists: [] };
    for (let i = 0, before = ''; i + 1 < fields.length; i += 2) {
      before = before.slice(0, numbers(fields[i][0])[0]) + fields[i].slice(1);
      read.forms.push(before);
      read.lists.push(fields[i + 1]);
    }
    return read;
  })(await piece('w' + n));
  const near = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let two, one = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(one[j] + 1, row[j - 1] + 1, one[j - 1] + (a[i - 1] != b[j - 1]));
        if (two && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.min(row[j], two[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [two, one] = [one, row];
    }
    return one[b.length];
  };
  // The lists of the forms that a test chooses among pieces, with how good each is, and all forms of these words.
  const choose = async (from, to, test) => {
    const found = new Map(), forms = new Set();
    for (let n = from; n <= to; n++) {
      const { forms: all, lists } = await words(n);
      for (let i = 0; i < all.length; i++) {
        const good = test(all[i]);
        if (!good) continue;
        forms.add(all[i]);
        let list = lists[i], home = i;
        if (list[0] == '&') list = lists[home = i - numbers(list.slice(1))[0]];
        if (list[0] == '%') {
          const first = list.slice(1), other = await words(place(index.w, first));
          list = other.lists[other.forms.indexOf(first)];
          forms.add(first);
        }
        for (let j = home; j < all.length; j++) if (j == home || lists[j] == '&' + code(j - home)) forms.add(all[j]);
        found.set(list, Math.max(good, found.get(list) || 0));
      }
    }
    return { found, forms };
  };
  const code = n => String.fromCharCode(n + (n < 52 ? 40 : n < 86 ? 41 : 74));
  const meant = async (word, { open, filter }) => {
    const from = place(index.w, word), to = place(index.w, word + '\uffff');
    const few = to - from < 3 && (word.length > 2 || index.w.length < 4 || /[^\0-\u024f]/.test(word));
    const starts = () => choose(from, Math.min(to, from + 2), f => f == word ? 1 : f.startsWith(word) && .5 + .4 * word.length / f.length);
    let chosen = (open && few) || filter || /[가-힣]/.test(word) ? await starts() : await choose(from, from, f => f == word);
    const plain = [word.replace(/e?s$/, ''), word.replace(/s$/, ''), word.replace(/ies$/, 'y')];
    if (!chosen.found.size) chosen = await choose(from, from, f => f != word && plain.includes(f) && .9);
    if (!chosen.found.size && few) chosen = await starts();
    const most = word.length > 7 ? 2 : +(word.length > 3);
    if (!chosen.found.size && most && /^[^#\d]+$/.test(word)) {
      const [a, b] = index.w.length < 5 ? [0, index.w.length - 1] : [from, from];
      for (let distance = 1; distance <= most && !chosen.found.size; distance++) chosen = await choose(a, b, f => near(word, f, distance) <= distance && .6 / distance);
      chosen.guessed = chosen.found.size > 0;
    }
    return chosen;
  };

  // ---- items that match

  const WEIGHTS = [3, 1.4, 1];
  const scored = ({ found }) => {
    const scores = new Map();
    for (const [list, good] of found) {
      const levels = list.split('$').map(numbers), count = levels.reduce((sum, level) => sum + level.length, 0);
      const rare = good * Math.log(1 + index.items / (count + 1));
      levels.forEach((level, l) => {
        let item = 0;
        for (const step of level) {
          item += step;
          scores.set(item, Math.max(scores.get(item) || 0, rare * WEIGHTS[l]));
        }
      });
    }
    return scores;
  };
  const owner = item => place(index.starts, item);
  const answer = async clauses => {
    const result = { items: new Map(), wanted: 0, marks: new Set(), exact: [], guessed: [] };
    let texts, only, bit = 1;
    for (const clause of clauses) {
      if (clause.filter == 'concept') {
        const union = new Set();
        for (const item of scored(await meant('#' + clause.words.join('-'), clause)).keys()) union.add(item);
        only = only ? only.intersection?.(union) ?? union : union;
        continue;
      }
      let all;
      const forms = clause.words ?? (clause.tokens[0].lone && clause.tokens.length > 1
        ? clause.tokens.slice(1).map((t, i) => clause.tokens[i].form + t.form) : clause.tokens.map(t => t.form));
      for (const [i, one] of forms.entries()) {
        if (index.common.has(one)) continue;
        const lone = clause.tokens?.[0].lone;
        const chosen = await meant(one, { filter: clause.filter || lone && forms.length == 1 && clause.tokens.length == 1, open: clause.open && i == forms.length - 1 });
        const scores = scored(chosen);
        if (chosen.guessed) result.guessed.push(...chosen.forms);
        if (!clause.exact && !clause.filter) chosen.forms.forEach(f => result.marks.add(f));
        if (!all) all = scores;
        else for (const [item, score] of all) scores.has(item) ? all.set(item, score + scores.get(item)) : all.delete(item);
      }
      if (clause.filter) {
        const named = new Set([...all?.keys() ?? []].filter(item => index.starts[owner(item)] == item).map(owner));
        texts = texts ? new Set([...texts].filter(t => named.has(t))) : named;
        continue;
      }
      if (clause.exact) result.exact.push({ forms: clause.tokens.map(t => t.form), open: clause.open });
      else if (!clause.tokens[0].lone) ;
      else result.marks.add(clause.tokens[0].form);
      if (!all) continue;
      result.wanted |= bit;
      for (const [item, score] of all) {
        const known = result.items.get(item);
        if (known) known.score += score, known.mask |= bit;
        else result.items.set(item, { score, mask: bit });
      }
      bit *= 2;
    }
    if (!result.wanted) for (const item of only ?? [...texts ?? []].map(t => index.starts[t])) result.items.set(item, { score: 1, mask: 0 });
    if (only || texts) for (const item of result.items.keys()) if (only && !only.has(item) || texts && !(texts.has(owner(item)) && owner(item) < index.texts)) result.items.delete(item);
    return result;
  };
  const bits = n => { let count = 0; for (; n; n &= n - 1) count++; return count };
  // Texts and concepts with their best items first. What the title says holds for every passage.
  const grouped = ({ items, wanted }) => {
    const owners = new Map(), most = [0, 0];
    for (const [item, hit] of items) {
      const at = owner(item), title = items.get(index.starts[at]);
      let { score, mask } = hit;
      if (title && title != hit) score += title.score * .3, mask |= title.mask;
      const have = bits(mask);
      most[+(at < index.texts)] = Math.max(most[+(at < index.texts)], have);
      if (!owners.has(at)) owners.set(at, []);
      owners.get(at).push({ item, score, have });
    }
    const groups = [];
    for (const [at, all] of owners) {
      const hits = all.filter(hit => hit.have == most[+(at < index.texts)]).sort((a, b) => b.score - a.score || a.item - b.item);
      if (hits.length) groups.push({ at, hits, score: hits[0].score + Math.log(hits.length) / 2 });
    }
    groups.sort((a, b) => b.score - a.score || a.at - b.at);
    return { concepts: groups.filter(g => g.at >= index.texts), texts: groups.filter(g => g.at < index.texts), all: most[1] == bits(wanted), named: most[0] == bits(wanted) };
  };

  // ---- the words of an item

  const pages = {};
  const page = href => pages[href] ||= fetch(href).then(r => r.text()).then(t => new DOMParser().parseFromString(t, 'text/html'));
  const wordsOf = async (item, href) => {
    if (index.t.length) return part('t', item);
    try {
      const [path, id] = href.split('#'), block = id && (await page(path)).getElementById(decodeURIComponent(id)).cloneNode(true);
      if (!block) return '';
      block.querySelectorAll('[data-added],.b,.notes').forEach(e => e.remove());
      return block.textContent.trim();
    } catch { return '' }
  };
  // Where the text has the words: single words of a set, and words in a row.
  const marked = (text, { marks, exact }) => {
    const all = tokens(text), spans = [];
    let whole = true;
    for (const t of all) if (marks.has(t.form)) spans.push([t.at, t.end, t.form]);
    for (const { forms, open } of exact) {
      let found = 0;
      for (let i = 0; i + forms.length <= all.length; i++) {
        const fits = forms.every((f, j) => open && j == forms.length - 1 ? all[i + j].form.startsWith(f) : all[i + j].form == f);
        if (fits) spans.push([all[i].at, all[i + forms.length - 1].end, forms.join()]), found++;
      }
      if (!found) whole = false;
    }
    return { spans: spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]), whole };
  };
  // The stretch of the text with the most different words, the words marked.
  const excerpt = (text, spans) => {
    let best = 0, from = 0;
    for (const [i, [start]] of spans.entries()) {
      const kinds = new Set();
      for (let j = i; j < spans.length && spans[j][1] < start + 150; j++) kinds.add(spans[j][2]);
      if (kinds.size > best) best = kinds.size, from = start;
    }
    from = from < 60 ? 0 : text.indexOf(' ', from - 50) + 1 || from - 20;
    if (from > (spans.find(s => s[0] >= from) ?? [from])[0]) from = spans[0][0];
    let to = from + 190;
    if (to < text.length) to = Math.max(text.lastIndexOf(' ', to), from + 120);
    const parts = [from && '…'];
    let at = from;
    for (const [start, end] of spans) if (start >= at && end <= to) parts.push(text.slice(at, start), make('mark', {}, text.slice(start, end))), at = end;
    parts.push(text.slice(at, to), to < text.length && '…');
    return parts;
  };

  // ---- the list

  let asking = 0, active = -1, state;
  const options = () => [...panel.querySelectorAll('[role=option]')];
  const count = (n, one, many = one + 's') => `${n.toLocaleString('en')} ${n == 1 ? one : many}`;
  const show = open => {
    panel.hidden = !open;
    field.setAttribute('aria-expanded', open);
    if (!open) activate(-1);
  };
  const activate = n => {
    const all = options();
    active = all.length ? n : -1;
    all.forEach((o, i) => o.setAttribute('aria-selected', i == n));
    if (all[n]) field.setAttribute('aria-activedescendant', all[n].id), all[n].scrollIntoView({ block: 'nearest' });
    else field.removeAttribute('aria-activedescendant');
  };
  const option = (href, ...children) => make('a', { role: 'option', id: 'hit' + state.options++, href, tabIndex: -1, ariaSelected: 'false' }, ...children);
  const group = (name, ...children) => {
    const id = 'of' + state.options, label = make('div', { id, className: 'of' }, name), e = make('div', { role: 'group' }, label, ...children);
    e.setAttribute('aria-labelledby', id);
    return e;
  };
  const address = (folder, slug) => `${root}${folder}/${slug.split('/').map(encodeURIComponent).join('/')}.html`;
  const conceptOption = async at => {
    const [name, slug, hue, mentions, texts] = await part('m', at);
    return option(address('concepts', slug), make('span', { className: `dot h${hue}` }), make('b', {}, name), make('span', { className: 'mute' }, ` ${count(mentions, 'mention')} in ${count(texts, 'text')}`));
  };
  // One text: its title, the best of its passages, and a way to the rest.
  const textGroup = async (one, result, most) => {
    const [title, slug, anchors] = await part('m', one.at), start = index.starts[one.at], path = address('texts', slug), ids = anchors.split(' ');
    const found = [];
    let tried = 0;
    for (const { item } of one.hits) {
      if (found.length == most) break;
      const n = item - start, id = n && ids[n - 1], href = n ? `${path}#${encodeURIComponent(id.slice(1))}` : path;
      const text = n ? await wordsOf(item, href) : title, { spans, whole } = marked(text, result);
      tried++;
      if (!whole && text) continue;
      const where = !n ? 'Text' : id[0] == '.' ? '¶' + ids.slice(0, n).filter(i => i[0] == '.').length : { '#': 'Heading', '*': 'Note', '-': 'Table' }[id[0]];
      found.push({ href, where, parts: text ? excerpt(text, spans) : [] });
    }
    if (!found.length) return;
    const rest = one.hits.length - tried;
    return () => {
      const e = group(title, ...found.map(f => option(f.href, make('span', { className: 'loc' }, f.where), make('span', {}, ...f.parts))));
      if (rest > 0) e.append(Object.assign(option(path, `${count(rest, 'more passage')} of this text`), { className: 'more', onclick: e => again(e, () => one.most = most + 20) }));
      return e;
    };
  };
  const again = (event, change) => {
    event.preventDefault();
    change();
    const at = active;
    draw(state, asking).then(() => activate(Math.min(at, options().length - 1)));
    field.focus();
  };
  const draw = async (now, mine) => {
    const { result, groups } = now, shown = [];
    const concepts = result.exact.length || !groups.named ? [] : groups.concepts.slice(0, now.most > 5 ? 20 : 4);
    const makers = await Promise.all(groups.texts.slice(0, now.most).map(g => textGroup(g, result, g.most || 3)));
    // Where the words of a passage decide, others may take the place of those that fell away.
    let next = now.most;
    for (let more = 0; result.exact.length && makers.filter(m => m).length < now.most && next < groups.texts.length && more < 12; more++) makers.push(await textGroup(groups.texts[next++], result, 3));
    if (mine != asking) return;
    state = now;
    now.options = 0;
    const named = await Promise.all(concepts.map(g => conceptOption(g.at)));
    if (mine != asking) return;
    if (named.length) shown.push(group('Concepts', ...named));
    shown.push(...makers.filter(m => m).map(m => m()));
    const rest = groups.texts.length - next;
    if (rest > 0) shown.push(Object.assign(option('#', `${count(rest, 'more text')}`), { className: 'more', onclick: e => again(e, () => now.most += 10) }));
    const passages = groups.texts.reduce((sum, g) => sum + g.hits.length, 0);
    const many = result.exact.length && !index.t.length ? 'at most ' : '';
    let said = shown.length ? `${concepts.length ? count(groups.concepts.length, 'concept') + ', ' : ''}${many}${count(passages, 'passage')} in ${count(groups.texts.length, 'text')}` : 'Nothing found';
    if (shown.length && !groups.all) said = `No passage has all these words. ${said} with some`;
    if (result.guessed.length) said += `, reading ${result.guessed.slice(0, 3).map(f => `“${f}”`).join(', ')}`;
    say(said, shown);
  };
  const say = (said, shown = []) => {
    panel.replaceChildren(make('p', { className: 'small', ariaHidden: 'true' }, said), ...shown);
    d.getElementById('said').textContent = said;
    panel.scrollTop = 0;
    show(true);
    activate(-1);
  };
  const ask = async () => {
    const mine = ++asking, query = field.value;
    if (!query.trim()) return show(false);
    try {
      await begin();
      const clauses = understood(query), result = clauses.length ? await answer(clauses) : { items: new Map(), exact: [], guessed: [] };
      if (mine != asking) return;
      await draw({ result, groups: grouped(result), most: index.t.length ? 5 : 3, options: 0 }, mine);
    } catch (error) {
      if (mine == asking) say('The search index cannot be loaded');
    }
  };
  field.addEventListener('input', ask);
  field.addEventListener('focus', () => field.value && panel.hidden && ask());
  field.addEventListener('keydown', e => {
    const all = options(), end = all.length - 1;
    if (e.key == 'ArrowDown' || e.key == 'ArrowUp') {
      e.preventDefault();
      if (panel.hidden) return void ask();
      activate(e.key == 'ArrowDown' ? (active < end ? active + 1 : 0) : active > 0 ? active - 1 : end);
    } else if (e.key == 'Enter' && !panel.hidden && all.length && !e.isComposing) {
      e.preventDefault();
      all[Math.max(active, 0)].click();
    } else if (e.key == 'Escape' && !panel.hidden) {
      e.preventDefault();
      show(false);
    }
  });
  panel.addEventListener('mousedown', e => e.button || e.preventDefault());
  panel.addEventListener('click', e => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || !e.target.closest('a')) return;
    show(false);
    field.blur();
  });
  field.parentElement.addEventListener('focusout', e => field.parentElement.contains(e.relatedTarget) || show(false));
  begin().catch(() => {});
  if (field.value) ask();
})(document);
