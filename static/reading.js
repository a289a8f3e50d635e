// What readers meet once they point at something: cards, the trail of mentions, citations, whole passages,
// the display settings, the keys. site.js asks for this file and has kept what was done until it came.
(d => {
  const { heard, kept } = seedbed, main = d.getElementById('main'), said = d.getElementById('said');
  // The root of the site, and the page's own path in it without its ending.
  const base = new URL('..', d.currentScript.src).href, pathOf = href => decodeURI(href.slice(base.length).split('#')[0]);
  const here = pathOf(location.href).replace(/\.html$/, ''), inText = here.startsWith('texts/');
  const byId = id => d.getElementById(id), all = (s, e = d) => [...e.querySelectorAll(s)];

  // What is said, in English; `words.js` has it in another language.
  const t = seedbedSay({
    "previous": "Previous", "next": "Next", "of-here": "{at} of {all} here", "of": "{at} of {all}",
    "mentions-of": "Mentions of {concept}", "mention-of": "Mention {at} of {all}: {concept}",
    "leave-the-trail": "Leave the trail", "with": "With {concept}", "to-cite": "To cite {passage}",
    "link-copied": "The link is copied.", "link-to-copied": "Link to {passage} copied", "citation": "citation",
    "copy": "Copy {form}", "form-copied": "{form} of {passage} copied", "whole": "{passage} whole",
    "display-settings": "Display settings", "colours": "Colours", "system": "System", "light": "Light",
    "dark": "Dark", "size": "Size", "small": "Small", "medium": "Medium", "large": "Large", "largest": "Largest",
    "typeface": "Typeface", "your-serif": "Your serif", "your-sans": "Your sans", "concept-marks": "Concept marks",
    "all": "All", "first-only": "First only", "none": "None", "keyboard-shortcuts": "Keyboard shortcuts",
    "show-all": "Show all", "key-search": "search", "key-mention": "previous, next mention of a concept",
    "key-page": "previous, next page", "key-this": "this card", "key-close": "close",
    "switched-off": "The display settings (Aa) switch them off.", "close": "Close"
  });

  // ---- making elements
  const el = (tag, attributes = {}, ...inside) => {
    const e = d.createElement(tag);
    for (const [k, v] of Object.entries(attributes)) typeof v == 'function' ? e[k] = v : v != null && e.setAttribute(k, v);
    e.append(...inside.filter(one => one != null));
    return e;
  };
  const drawn = (tag, attributes) => {
    const e = d.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
    return e;
  };
  const strip = ticks => {
    const svg = drawn('svg', { class: 'strip', viewBox: '0 0 1000 24', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
    svg.append(drawn('path', { class: 'base', d: 'M0 12h1000' }), drawn('path', { d: ticks }));
    return svg;
  };

  // ---- files beside the pages, which call this function with what they hold
  const files = {};
  window.seedbed = (name, data) => files[name].done(data);
  const file = name => {
    if (!files[name]) {
      const one = files[name] = {};
      one.data = new Promise(done => {
        one.done = done;
        d.head.append(el('script', { src: `${base + name.split('/').map(encodeURIComponent).join('/')}.js`, onerror: () => done() }));
      });
    }
    return files[name].data;
  };
  const around = () => file(`${here}.around`);
  const slugOf = a => pathOf(a.href).match(/^concepts\/(.+)\.html$/)?.[1];
  const hueOf = e => e?.closest('.h0,.h1,.h2,.h3,.h4,.h5,.h6,.h7')?.className.match(/\bh\d\b/)[0] ?? '';

  // ---- one card, beside what it is about
  const card = el('div', { id: 'card', popover: 'manual', role: 'dialog' });
  main.append(card);
  let owner, opening, closing, byTouch, stays;
  const hide = () => {
    if (!owner) return;
    owner.removeAttribute('aria-details');
    owner = stays = null;
    card.hidePopover();
  };
  const close = () => {
    clearTimeout(opening);
    hide();
  };
  const place = (at, x) => {
    const boxes = [...at.getClientRects()], box = boxes.find(b => x >= b.left && x <= b.right) ?? boxes[0];
    if (!box) return;
    card.style.maxHeight = '';
    const under = innerHeight - box.bottom - 14, over = box.top - 14, width = d.documentElement.clientWidth;
    const up = card.offsetHeight > under && over > under;
    card.style.maxHeight = `${Math.max(up ? over : under, 80)}px`;
    card.style.left = `${scrollX + Math.max(8, Math.min(box.left, width - card.offsetWidth - 8))}px`;
    card.style.top = `${scrollY + (up ? box.top - card.offsetHeight - 6 : box.bottom + 6)}px`;
  };
  const open = async (at, made, x) => {
    const inside = await made;
    if (!inside || !at.isConnected) return;
    if (owner != at) hide();
    card.className = `card ${inside.hue ?? ''}`;
    card.setAttribute('aria-label', inside.label);
    card.replaceChildren(...inside.nodes.filter(Boolean));
    owner = at;
    at.setAttribute('aria-details', 'card');
    if (!card.matches(':popover-open')) card.showPopover({ source: at });
    place(at, x);
    stays = inside.stays;
  };

  // ---- what cards say
  const quoted = one => el('p', { class: 'small' }, `“${one.words}” `, el('a', { href: base + one.href }, one.place));
  const ofConcept = async (a, slug) => {
    const data = await file(`concepts/${slug}.card`);
    if (!data) return;
    const elsewhere = data.said.find(one => !one.href.startsWith(`${here}.html`)) ?? data.said[0];
    const own = inText && byId('rail')?.querySelector(`a[href*="/${CSS.escape(encodeURI(slug))}.html"]`);
    const row = (title, href, ticks, count) => el('li', {}, el('a', { href }, title), strip(ticks), el('span', { class: 'num' }, count));
    const shown = data.texts.map(text => row(text.title, base + text.href, text.ticks, text.count));
    return {
      label: data.name, hue: `h${data.hue}`,
      nodes: [
        el('p', {}, el('a', { class: 'name', href: a.href }, data.name), ' ', el('span', { class: 'mute' }, data.size)),
        data.definition && el('p', {}, data.definition),
        el('ul', { class: 'disp list' }, ...shown),
        elsewhere && quoted(elsewhere),
        own && a.id && await trailLine(a, slug),
      ],
    };
  };
  // A part of this page: a note or a passage.
  const ofPlace = (target, label) => {
    if (!target || !target.closest('.text,.ends')) return;
    const box = target.getBoundingClientRect();
    if (target.checkVisibility() && box.top >= 0 && box.bottom <= innerHeight) return;
    const copy = target.cloneNode(true);
    for (const e of all('[id]', copy)) e.removeAttribute('id');
    for (const e of all('.pn,.back,.notes', copy)) e.remove();
    const long = copy.textContent.length > 900;
    return { label, nodes: [el('div', { class: 'seen' }, ...(long ? [`${copy.textContent.slice(0, 900)}…`] : copy.childNodes))] };
  };
  // A passage of the concordance with the words of its rows as links: each stands behind what stands before it.
  const withLinks = (text, links) => {
    const inside = [];
    let end = 0;
    for (const link of links) {
      const row = link.closest('li'), words = link.textContent, before = row.querySelector('.l').textContent.replace(/^…/, '');
      const at = text.indexOf(before + words) + before.length;
      if (at < before.length || at < end) continue;
      inside.push(text.slice(end, at), link.cloneNode(true));
      end = at + words.length;
    }
    return [...inside, text.slice(end)];
  };
  const ofPassage = async a => {
    const key = decodeURI(a.href.slice(base.length)).replace(/\.\d+$/, '');
    const kept = inText ? await around() : await file(`${here}.${partOf(a)}`);
    const at = list => Object.entries(list ?? {}).find(([href]) => decodeURI(href) == key)?.[1], told = at(kept?.told);
    // A passage that tells of a concept is in its card.
    const one = told ? (await file(`concepts/${told}.card`))?.said.find(({ href }) => decodeURI(href) == key) : at(kept?.places);
    if (!one) return;
    const words = one.whole ?? one.words;
    return {
      label: one.place, hue: hueOf(a), words,
      nodes: [el('p', {}, el('a', { class: 'name', href: a.href }, one.place)), el('p', {}, ...withLinks(words, a.matches('.k') ? [a] : []))],
    };
  };
  const ofBoth = async a => {
    const other = a.previousElementSibling, both = (await file(`${here}.0`))?.both?.[slugOf(other)];
    return both && {
      label: a.getAttribute('aria-label'), hue: hueOf(other),
      nodes: [el('p', { class: 'mute' }, t('with', { concept: other.textContent })), ...both.map(quoted)],
    };
  };
  const about = a => {
    if (a.matches('.pn,.back,.rail *,.pager *,.crumb *,#card *,#trail *')) return;
    const target = a.hash && pathOf(a.href) == pathOf(location.href) && byId(decodeURIComponent(a.hash.slice(1)));
    if (target) return ofPlace(target.closest('.sn,.ends li') ?? target, a.getAttribute('aria-label') ?? a.textContent);
    if (a.matches('.two .num')) return ofBoth(a);
    const slug = a.matches('.m,.rel a,.near .mute a') && slugOf(a);
    if (slug) return ofConcept(a, slug);
    if (a.hash && pathOf(a.href).startsWith('texts/') && (inText || a.matches('.kwic *,.def *'))) return ofPassage(a);
  };

  // ---- when cards come and go: hovered, focused by the keyboard, or pressed long
  const WAIT = 450;
  let scrolled = 0, suppress, aimed;
  const soon = (a, x, since) => {
    clearTimeout(opening);
    aimed = a;
    const made = Promise.resolve(about(a));
    opening = setTimeout(() => open(a, made, x), Math.max(0, WAIT - (performance.now() - since)));
  };
  const leave = () => {
    clearTimeout(opening);
    clearTimeout(closing);
    aimed = null;
    // What is aimed at meanwhile opens all the same.
    closing = setTimeout(() => { if (!stays && !card.matches(':hover,:focus-within') && !owner?.matches(':hover,:focus-visible')) hide(); }, 300);
  };
  // Text that is scrolled under a pointer is not pointed at, until the pointer moves.
  const hover = e => {
    const a = e.target.closest?.('main a');
    if (a && a != owner && a != aimed && e.pointerType != 'touch' && e.timeStamp - scrolled > 150 && !card.contains(a)) soon(a, e.clientX, e.timeStamp);
  };
  d.addEventListener('pointermove', hover);
  addEventListener('scroll', () => { scrolled = performance.now(); if (byTouch) clearTimeout(opening); }, { passive: true });
  d.addEventListener('pointerout', e => { if (e.pointerType != 'touch' && e.target.closest('a,#card')) leave(); });
  d.addEventListener('focusout', e => { if (e.target == owner || card.contains(e.target) || e.target.closest('main a')) leave(); });
  for (const type of ['pointerup', 'pointercancel', 'pointermove']) {
    d.addEventListener(type, e => {
      if (byTouch && e.pointerType == 'touch' && (type != 'pointermove' || Math.hypot(e.clientX - byTouch.x, e.clientY - byTouch.y) > 10)) {
        if (!owner) clearTimeout(opening);
        byTouch = null;
      }
    });
  }
  d.addEventListener('pointerdown', e => { if (stays && !card.contains(e.target)) close(); });
  // A long press opens the card in place of the browser's own menu, and is no tap.
  d.addEventListener('contextmenu', e => { if (suppress && owner) e.preventDefault(); });
  d.addEventListener('click', e => {
    if (suppress && owner?.contains(e.target)) e.preventDefault();
    suppress = null;
  }, true);
  addEventListener('keydown', e => {
    if (e.key != 'Escape') return;
    if (owner) close();
    else if (trail.bar) leaveTrail();
  });

  // ---- the trail: from mention to mention, here and in other texts
  let trail = {};
  const mentions = async slug => {
    const kept = await around(), [before, after, ids = []] = kept?.trail[slug] ?? [];
    const found = all('a.m[id]').filter(a => slugOf(a) == slug).concat(ids.map(byId).filter(Boolean));
    found.sort((a, b) => a.compareDocumentPosition(b) & 4 ? -1 : 1);
    return { found, before, after };
  };
  const slugAt = async e => {
    if (e.matches('a.m')) return slugOf(e);
    const entries = Object.entries((await around())?.trail ?? {});
    return entries.find(([, [, , ids]]) => ids.includes(e.id))?.[0];
  };
  // The title and the address of a mention in another text.
  const TITLES = 256;
  const farOff = async ([text, id]) => {
    const [title, href] = (await file(`texts/index/${Math.floor(text / TITLES)}`))?.[text % TITLES] ?? [];
    return href && { title, href: `${base}${href}#${id}` };
  };
  // The links to the neighbours of one mention.
  const steps = async ({ found, before, after }, at) => {
    const link = async (to, end, sign, word) => {
      const far = !to && end && await farOff(end);
      if (to) return el('a', { href: `#${encodeURIComponent(to.id)}`, class: 'step' }, sign[0], word, sign[1]);
      if (far) return el('a', { href: far.href, class: 'step' }, sign[0], far.title, sign[1]);
      return el('span', { class: 'step mute' }, sign[0], word, sign[1]);
    };
    const [back, on] = d.dir ? '→←' : '←→';
    return Promise.all([link(found[at - 1], before, [`${back} `, ''], t('previous')), link(found[at + 1], after, ['', ` ${on}`], t('next'))]);
  };
  const trailLine = async (a, slug) => {
    const all = await mentions(slug), at = all.found.indexOf(a);
    return at < 0 ? null : el('p', { class: 'steps' }, el('span', {}, t('of-here', { at: at + 1, all: all.found.length })), ...await steps(all, at));
  };
  const leaveTrail = () => {
    trail.bar?.remove();
    trail = {};
  };
  const follow = async e => {
    const slug = await slugAt(e), entry = slug && await mentions(slug);
    const at = entry ? entry.found.indexOf(e) : -1;
    if (at < 0) return leaveTrail();
    const neighbours = await steps(entry, at);
    const focused = trail.bar?.contains(d.activeElement) && [...trail.bar.querySelectorAll('.step')].indexOf(d.activeElement);
    const name = (await file(`concepts/${slug}.card`))?.name ?? slug;
    const hue = hueOf(entry.found.find(one => one.matches('a.m')) ?? e);
    const bar = el('nav', { id: 'trail', class: hue, 'aria-label': t('mentions-of', { concept: name }) },
      el('a', { class: 'name', href: `${base}concepts/${encodeURIComponent(slug)}.html` }, el('span', { class: 'dot' }), name),
      el('span', { class: 'num' }, t('of', { at: at + 1, all: entry.found.length })), ...neighbours,
      el('button', { class: 'btn', type: 'button', 'aria-label': t('leave-the-trail'), onclick: leaveTrail }, '×'));
    trail.bar ? trail.bar.replaceWith(bar) : main.append(bar);
    trail = { slug, at, bar, entry };
    said.textContent = t('mention-of', { at: at + 1, all: entry.found.length, concept: name });
    if (focused !== false && focused >= 0) all('.step', bar)[focused]?.focus();
  };
  // The way back leads to where the reader came from, not through every mention.
  const go = e => { location.replace(`#${encodeURIComponent(e.id)}`); close(); };
  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1)), e = inText && /\.\d+$/.test(id) && byId(id);
    if (e) follow(e);
  };
  addEventListener('hashchange', arrive);
  const step = async by => {
    if (!inText) return;
    const link = d.activeElement.closest('.rail [href*="/"]') ?? (owner ?? d.activeElement).closest('a.m');
    let { slug, at, entry } = trail;
    if (link && slugOf(link) != slug) {
      slug = slugOf(link);
      entry = await mentions(slug);
      at = link.id ? entry.found.indexOf(link) : by > 0 ? -1 : entry.found.length;
    }
    if (!entry) return;
    const end = by > 0 ? entry.after : entry.before, next = entry.found[at + by], far = !next && end && await farOff(end);
    if (next) go(next);
    else if (far) location.href = far.href;
  };
  // A stroke of a strip leads to its mention.
  const strike = async (svg, x) => {
    // Strokes stand where the path says, each for as many mentions as it is high.
    let far = 0, sum = 0;
    const ticks = [...svg.lastElementChild.getAttribute('d').matchAll(/m(\d+)[ -]\d+v(\d+)/gi)].map(([, by, high]) => ({ at: far += +by, before: (sum += +high) - high }));
    const box = svg.getBoundingClientRect(), width = svg.viewBox.baseVal.width, way = (x - box.left) / box.width, at = (getComputedStyle(svg).direction == 'rtl' ? 1 - way : way) * width;
    const nearest = ticks.reduce((best, tick) => Math.abs(tick.at - at) < Math.abs(best.at - at) ? tick : best, ticks[0]);
    const among = list => list[Math.min(Math.round(nearest.before / sum * list.length), list.length - 1)];
    const link = svg.parentNode.querySelector('a');
    if (inText) return go(among((await mentions(slugOf(link))).found));
    const rows = byId(decodeURIComponent(link.hash.slice(1)))?.nextElementSibling;
    location.href = rows ? among(all('.k', rows)).href : link.href;
  };

  // ---- citing one passage
  const copy = (words, what) => navigator.clipboard?.writeText(words).then(() => { said.textContent = what; });
  const cite = async pn => {
    const id = decodeURIComponent(new URL(pn.href).hash.slice(1)), b = byId(id), words = b.cloneNode(true);
    for (const added of all('[data-added],.pn', words)) added.remove();
    const first = words.textContent.trim().split(/\s+/).slice(0, 6).join(' ').replace(/[.,:;]$/, '');
    const link = `${pn.href.split(':~:')[0]}:~:text=${encodeURIComponent(first).replace(/-/g, '%2D')}`;
    const what = /^\d/.test(pn.textContent) ? `¶${pn.textContent}` : `“${words.textContent.trim()}”`;
    const done = el('span', { class: 'mute' }), data = (await around())?.cite;
    copy(link, t('link-to-copied', { passage: what }))?.then(() => { done.textContent = t('link-copied'); }, () => {});
    const url = data?.url ? `${data.url}#${encodeURIComponent(id)}` : null;
    const forms = data && {
      [t('citation')]: [data.plain, `${what}.`, url].filter(Boolean).join(' '),
      BibTeX: data.bibtex.replace(/\n}$/, () => `\n  pages = {${what.replace(/[{}\\]/g, '').replace(/[&%$#_]/g, '\\$&')}},\n}`).replace(data.url ?? '\0', url ?? ''),
      'CSL-JSON': JSON.stringify({ ...data.csl, ...url && { URL: url }, locator: what }, null, 1),
    };
    const shown = el('pre', { class: 'cite', tabindex: 0 }, forms ? Object.values(forms)[0] : '');
    const button = ([name, form]) => el('button', {
      type: 'button', class: 'btn', onclick: () => { shown.textContent = form; copy(form, t('form-copied', { form: name, passage: what })); },
    }, t('copy', { form: name }));
    await open(pn, {
      label: t('to-cite', { passage: what }), stays: true,
      nodes: [
        el('p', {}, el('b', {}, what), ' ', done),
        forms && shown, forms && el('p', { class: 'steps' }, ...Object.entries(forms).map(button)),
      ],
    }, 0);
  };

  // ---- the concordance: whole passages, and its order
  const PART = 40, rows = all('.kwic li');
  // Which file holds the passage of a row: they are counted over all texts.
  const partOf = a => {
    const row = a.closest('.kwic li');
    return row ? Math.floor(row.passage / PART) : 0;
  };
  for (const list of all('.kwic')) {
    let at = +list.dataset.from - 1, last;
    for (const row of list.children) {
      const link = row.querySelector('.k'), passage = link.href.replace(/\.\d+$/, '');
      if (passage != last) at += 1;
      last = passage;
      Object.assign(row, { passage: at, list });
      const loc = row.querySelector('.loc');
      loc.replaceWith(el('button', { type: 'button', class: 'loc', dir: 'auto', 'aria-expanded': 'false', 'aria-label': t('whole', { passage: loc.textContent }) }, loc.textContent));
    }
  }
  const whole = async (row, show) => {
    const button = row.querySelector('.loc'), there = row.querySelector('.whole');
    button.setAttribute('aria-expanded', show);
    if (there) there.hidden = !show;
    if (there || !show) return;
    const inside = await ofPassage(row.querySelector('.k'));
    const links = rows.filter(one => one.passage == row.passage).map(one => one.querySelector('.k'));
    if (inside && !row.querySelector('.whole')) row.append(el('p', { class: 'whole' }, ...withLinks(inside.words, links)));
  };
  // Each passage once, however many rows it has.
  const allWhole = show => rows.forEach((row, i) => {
    const again = rows[i - 1]?.passage == row.passage;
    row.hidden = show && again;
    if (!again) whole(row, show);
  });
  const text = (row, side) => row.querySelector(side).textContent;
  const wordsOf = (row, by) => by == 'r'
    ? text(row, '.r').slice(text(row, '.k').length).match(/[\p{L}\p{N}]+/gu) ?? []
    : (text(row, '.l').match(/[\p{L}\p{N}]+/gu) ?? []).reverse();
  const order = by => {
    const first = all('.kwic')[0], groups = all('.kwh,.kwic,.kwic+.small').filter(e => e != first);
    for (const row of rows) {
      row.list.append(row);
      row.querySelector('.of')?.remove();
    }
    for (const e of groups) e.hidden = by != 't';
    first.classList.toggle('sorted', by != 't');
    if (by == 't') return;
    const keyed = rows.map(row => [wordsOf(row, by).slice(0, 4).join(' ').toLowerCase(), row]);
    keyed.sort(([a], [b]) => a.localeCompare(b));
    for (const [, row] of keyed) {
      const title = row.list.previousElementSibling.querySelector('a').textContent;
      row.querySelector('.loc').after(el('span', { class: 'of' }, title));
      first.append(row);
    }
  };

  // ---- display settings and keys
  const SETTINGS = {
    th: [t('colours'), { '': t('system'), l: t('light'), d: t('dark') }],
    sz: [t('size'), { s: t('small'), '': t('medium'), l: t('large'), x: t('largest') }],
    ft: [t('typeface'), { '': 'Literata', o: t('your-serif'), n: t('your-sans') }],
    mk: [t('concept-marks'), { '': t('all'), f: t('first-only'), n: t('none') }],
  };
  const KEYS = { '/': t('key-search'), 'p n': t('key-mention'), '[ ]': t('key-page'), '?': t('key-this'), Esc: t('key-close') };
  const menu = async (id, label, make, at) => {
    const made = byId(id) ?? d.body.appendChild(el('div', { id, popover: '', role: 'dialog', 'aria-label': label }, ...make()));
    made.togglePopover();
    if (at && made.matches(':popover-open')) {
      const box = at.getBoundingClientRect();
      made.style.top = `${box.bottom + 6}px`;
      made.style.left = `${Math.max(8, Math.min(box.right, d.documentElement.clientWidth - 8) - made.offsetWidth)}px`;
      made.querySelector('input').focus();
    }
  };
  const display = () => [
    ...Object.entries(SETTINGS).map(([k, [legend, values]]) => el('fieldset', {}, el('legend', {}, legend),
      ...Object.entries(values).map(([v, word]) => {
        const input = el('input', { type: 'radio', name: k, value: v, onchange: () => { kept(k, v); d.documentElement.dataset[k] = v; } });
        input.checked = (kept(k) || '') == v;
        return el('label', {}, input, word);
      }))),
    el('p', {}, (() => {
      const input = el('input', { type: 'checkbox', onchange: () => kept('keys', +input.checked) });
      input.checked = kept('keys') != '0';
      return el('label', {}, input, t('keyboard-shortcuts'));
    })(), ' ', el('button', { type: 'button', class: 'btn', onclick: help }, t('show-all'))),
  ];
  const help = () => menu('keys', t('keyboard-shortcuts'), () => [
    el('h2', {}, t('keyboard-shortcuts')),
    el('dl', { class: 'facts' }, ...Object.entries(KEYS).flatMap(([keys, does]) => [
      el('dt', {}, ...keys.split(' ').map(key => el('kbd', {}, key))), el('dd', {}, does)])),
    el('p', { class: 'small' }, t('switched-off')),
    el('button', { type: 'button', class: 'btn', onclick: () => byId('keys').hidePopover() }, t('close')),
  ]);
  const press = {
    '[': () => d.querySelector('[rel=prev]')?.click(), ']': () => d.querySelector('[rel=next]')?.click(),
    n: () => step(1), p: () => step(-1), '?': help,
  };

  // ---- what site.js hears
  const on = e => {
    const a = e.target.closest('main a'), at = e.target;
    if (e.type == 'keydown') return press[e.key]();
    if (/^pointer(over|move)$/.test(e.type)) hover(e);
    else if (e.type == 'focusin' && a?.matches(':focus-visible:not(:target)') && a != owner && !card.contains(a)) soon(a, -1, e.timeStamp);
    else if (e.type == 'pointerdown' && e.pointerType == 'touch') {
      if (owner && !card.contains(at)) close();
      if (a) {
        byTouch = { x: e.clientX, y: e.clientY };
        soon(a, e.clientX, e.timeStamp);
        suppress = a;
      }
    } else if (e.type == 'click') {
      clearTimeout(opening);
      if (at.closest('.aa')) menu('display', t('display-settings'), display, at.closest('.aa'));
      else if (a?.matches('.pn')) cite(a);
      else if (at.closest('.strip') && !card.contains(at)) strike(at.closest('.strip'), e.clientX);
      else if (at.matches('button.loc')) whole(at.closest('li'), at.getAttribute('aria-expanded') != 'true');
      else if (a?.matches('.step[href^="#"]')) { e.preventDefault(); go(byId(decodeURIComponent(a.hash.slice(1)))); }
    } else if (e.type == 'change' && at.name == 'or') order(at.value);
    else if (e.type == 'change' && at.name == 'vw') allWhole(at.value == 'p');
  };
  heard.splice(0).forEach(on);
  heard.push = on;
  arrive();
})(document)
