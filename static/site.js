// All of this is optional: every page works without it.
(d => {
  const root = d.documentElement, me = d.currentScript, base = new URL('..', me.src).href, heard = [];
  const kept = (k, v) => { try { return v == null ? localStorage[k] : localStorage[k] = v } catch {} };
  // Before anything is drawn, so that a chosen scheme does not come as a flash.
  root.classList.add('js');
  for (const k of ['th', 'mk', 'sz', 'ft']) root.dataset[k] = kept(k) || '';
  // The typeface is asked for before the stylesheet asks, so that no line moves when it comes; a browser would refuse
  // that, and say so, to a page read from disk.
  if (location.protocol != 'file:' && !kept('ft')) {
    d.head.append(Object.assign(d.createElement('link'), { rel: 'preload', as: 'font', crossOrigin: '', href: base + 'static:fonts/literata.woff2' }));
  }
  // Cards, trails, citations and menus come when they are first asked for; what was asked meanwhile waits for them.
  // Scripts run in the order in which they are asked for: in a language other than English their words come first.
  let asked, worded, words = {};
  const run = window.seedbedRun = (src, onerror) => d.head.appendChild(Object.assign(d.createElement('script'), { src, onerror, async: false }));
  const code = src => (worded ||= me.dataset.words && run(me.dataset.words), run(src));
  const ask = () => asked ||= code(base + 'static:reading.js');
  window.seedbedWords = said => words = said;
  // How a script says something: by name, with what stands in it; a number chooses the form.
  window.seedbedSay = english => (name, fill = {}) => {
    const said = words[name] ?? english[name], form = said.other && new Intl.PluralRules(words.lang ?? english.lang ?? 'en').select(fill.count);
    return (form ? said[form] ?? said.other : said).replace(/{(\w+)}/g, (_, place) => fill[place == 'shown' ? 'count' : place]?.toLocaleString(words.lang ?? english.lang ?? 'en'));
  };
  window.seedbed = { heard, kept, ask };
  const single = (keys, { key, target: t, ctrlKey, metaKey, altKey }) => keys.includes(key) && !ctrlKey && !metaKey && !altKey
    && kept('keys') != '0' && !t.closest('input,textarea,select,[contenteditable]');
  const wanted = e => e.type == 'keydown' ? single('[]?np', e) : e.target.closest?.('main a,.aa,.loc,.strip,.view');
  // A pointer that rests where a page comes to stand has not asked for anything before it moves.
  let moves;
  for (const type of ['pointerover', 'pointermove', 'pointerdown', 'focusin', 'click', 'change', 'keydown']) {
    d.addEventListener(type, e => {
      if (type == 'pointermove' ? moves : type == 'pointerover' && !moves) return;
      moves ||= type == 'pointermove';
      if (wanted(e)) ask(), heard.push(e);
    });
  }
  // So does the code of the search field, to which / leads.
  d.addEventListener('keydown', e => single('/', e) && (e.preventDefault(), d.getElementById('q')?.focus()));
  let finds;
  d.addEventListener('focusin', ({ target: t }) => t.id == 'q' && (finds ||= code(base + 'static:search.js')));
  // Whoever arrives at a mention may want to go on to the next.
  const arrived = () => /\.\d+$/.test(location.hash) && ask();
  addEventListener('hashchange', arrived);
  arrived();
  // What moves while one scrolls would cost every page a layout before anybody reads it.
  addEventListener('scroll', () => root.classList.add('busy'), { once: true });
  // On paper notes stand at the end, each with the number of its paragraph.
  let moved = [];
  addEventListener('beforeprint', () => {
    moved = [...d.querySelectorAll('.text .notes')].map(notes => [notes, notes.parentNode, notes.nextSibling]);
    for (const [notes, of] of moved) {
      // A heading has no number, the cells of a table have not even a mark.
      const mark = of.querySelector('.pn')?.textContent || '';
      notes.dataset.of = parseInt(mark) ? `¶${mark}` : mark;
      d.querySelector('.text').append(notes);
    }
  });
  addEventListener('afterprint', () => {
    for (const [notes, of, next] of moved.reverse()) of.insertBefore(notes, next);
    for (const [notes] of moved) delete notes.dataset.of;
  });
  d.addEventListener('DOMContentLoaded', () => {
    // Only with scripts is the search field one that proposes, and a menu behind the letters.
    const q = d.getElementById('q');
    for (const said of ['role=combobox', 'aria-expanded=false', 'aria-controls=hits', 'aria-autocomplete=list', 'autocomplete=off', 'autocapitalize=off', 'spellcheck=false', 'enterkeyhint=search']) {
      q?.setAttribute(...said.split('='));
    }
    q?.insertAdjacentHTML('afterend', '<div id="hits" role="listbox" aria-labelledby="q" hidden></div>');
    d.querySelector('.aa')?.setAttribute('aria-haspopup', 'dialog');
    // A drawing wider than the window opens at its middle, and whatever is in the middle stays there as it grows.
    const map = d.querySelector('.map .scroll'), way = root.dir == 'rtl' ? -1 : 1;
    if (map) {
      let middle = .5;
      map.addEventListener('scroll', () => middle = (way * map.scrollLeft + map.clientWidth / 2) / map.scrollWidth);
      new ResizeObserver(() => map.scrollLeft = way * (middle * map.scrollWidth - map.clientWidth / 2)).observe(map.firstChild);
    }
    // The place in the contents, as one scrolls, or jumps past headings.
    const entries = [...d.querySelectorAll('.rail a[href^="#"]')].map(a => [a, d.getElementById(decodeURIComponent(a.hash.slice(1)))]);
    const rail = d.getElementById('rail');
    let here;
    const watch = new IntersectionObserver(() => {
      const now = entries.findLast(([, heading]) => heading.getBoundingClientRect().top < innerHeight * .07)?.[0];
      if (now == here) return;
      here?.removeAttribute('aria-current');
      here = now;
      if (!now) return;
      now.setAttribute('aria-current', 'location');
      if (now.offsetTop < rail.scrollTop || now.offsetTop > rail.scrollTop + rail.clientHeight - 40) rail.scrollTop = now.offsetTop - 80;
    }, { rootMargin: '9999999px 0px -93%' });
    for (const [, heading] of entries) watch.observe(heading);
  });
})(document)
