// What the search field needs for filters, errors in typing, steps through the list, and where the words of passages are
// not in the index: `search.js` loads it when it comes to that.
{
  const [q, box] = ['q', 'hits'].map(id => document.getElementById(id));
  // Whether so many letters, changed, left out, added or exchanged with the next, make one word of the other.
  const near = (a, b, k) => {
    const x = a.slice(1), y = b.slice(1);
    return a == b || k && (a[0] == b[0] ? near(x, y, k) : near(x, b, --k) || near(a, y, k) || near(x, y, k) || near(a[1] + a[0] + x.slice(1), b, k));
  };
  // Of the words those that are nearest to one; beyond one letter they begin as it does.
  const guess = (w, words) => {
    let found = [];
    for (let k = 1; !found[0] && k < 4 && k <= w.length / 3; k++) found = words.filter(([f]) => (k < 2 || f[0] == w[0]) && near(w, f, k));
    return found;
  };
  // The passages of a text, from its page.
  const pages = {};
  const passages = async path => {
    const page = await (pages[path] ||= /^http/.test(location) && fetch(path).then(r => r.text()).then(s => new DOMParser().parseFromString(s, 'text/html')).catch(() => {}));
    return [...page ? page.querySelectorAll('.text [id]:not(a,span,[data-added])') : []].map(e => {
      const n = e.querySelector(':scope>.pn')?.textContent, copy = e.cloneNode(1);
      copy.querySelectorAll('[data-added],.pn,[id]:not(a,span),.notes').forEach(x => x.remove());
      return [n > 0 ? '¶' + n : '', e.id, copy.textContent.trim()];
    });
  };
  // What is left of a query without its filters by text and concept, and how they limit the answer.
  const limits = async (index, tokens, read, meant, weigh, places, query) => {
    const allow = [], mark = { words: [], forms: new Set() }, filters = /\b(text|concept):(?:"([^"]*)"?|([^\s"]+))/gi;
    for (const [, kind, quoted, plain] of query.matchAll(filters)) {
      const named = quoted ?? plain;
      if (/^t/i.test(kind)) for (const ask of read(named)) {
        ask.open = 1;
        const [all] = await places(ask);
        allow.push(item => all.has(index.first[index.owner[item]]));
      } else {
        const words = tokens(named).map(t => t.f), all = weigh(await meant('#' + words.join('-'), 1));
        allow.push(item => all.has(item));
        // Where passages of a concept are asked for, the words of its name are marked.
        for (const w of words) for (const c of (await meant(w)).keys()) c.forms.forEach(f => mark.forms.add(f));
      }
    }
    return [query.replace(filters, ' '), allow[0] && {
      fits: item => index.owner[item] < index.texts && allow.every(fits => fits(item)),
      all: index.owner.map((_, item) => [item, { item, n: 1 }]), marks: [mark]
    }];
  };
  // Which option is chosen.
  const choose = (options, n) => {
    const chosen = options[n];
    for (const one of options) one.setAttribute('aria-selected', one == chosen);
    q.setAttribute('aria-activedescendant', chosen.id);
    chosen.scrollIntoView({ block: 'nearest' });
  };
  const of = () => {
    const options = [...box.querySelectorAll('a')];
    return [options, options.findIndex(one => one.ariaSelected == 'true')];
  };
  const walk = step => {
    const [options, at] = of(), n = options.length;
    n && choose(options, (Math.max(at, step > 0 ? -1 : 0) + step + n) % n);
  };
  // An option that narrows the answer or shows more of it; where there is more, the place in it is kept.
  const narrow = async (ask, { dataset }) => {
    const [, at] = of(), most = +dataset.n;
    q.value = dataset.q + ' ';
    await ask(most);
    const [options] = of();
    most && options[at] && choose(options, at);
  };
  seedbedSearch('rare', (index, tokens, read, meant, weigh, places, ask) => ({
    guess, passages, walk, limits: query => limits(index, tokens, read, meant, weigh, places, query), narrow: option => narrow(ask, option)
  }));
}
