// All of this is optional: every page works without it.
(d => {
  const root = d.documentElement, all = (s, e = d) => e.querySelectorAll(s);
  const kept = { get: k => { try { return localStorage[k] } catch {} }, set: (k, v) => { try { localStorage[k] = v } catch {} } };
  // Before anything is drawn, so that a chosen scheme does not come as a flash.
  root.classList.add('js');
  root.dataset.th = kept.get('th') || '';
  d.addEventListener('DOMContentLoaded', () => {
    const menu = d.getElementById('display');
    for (const i of all('input', menu)) {
      const v = kept.get(i.name);
      if (v) i.checked = i.type == 'radio' ? v == i.id : v == '1';
    }
    menu.addEventListener('change', ({ target: t }) => {
      kept.set(t.name, t.type == 'radio' ? t.id : +t.checked);
      if (t.name == 'th') root.dataset.th = t.id;
    });
  });
  // The number of a passage copies its address, with its first words, so that it survives either change.
  d.addEventListener('click', e => {
    const p = e.target.closest('.pn');
    if (!p || !navigator.clipboard) return;
    const url = new URL(p.href), b = d.getElementById(decodeURIComponent(url.hash.slice(1)));
    const said = b.cloneNode(true);
    for (const added of all('[data-added]', said)) added.remove();
    const words = said.textContent.trim().split(/\s+/).slice(0, 6).join(' ').replace(/[.,:;]$/, '');
    navigator.clipboard.writeText(url + ':~:text=' + encodeURIComponent(words).replace(/-/g, '%2D'))
      .then(() => d.getElementById('said').textContent = 'Link to paragraph ' + p.textContent + ' copied');
  });
  // The search field brings its code when it is first used.
  d.addEventListener('focusin', ({ target: t }) => {
    if (t.id == 'q' && !d.getElementById('find')) d.head.append(Object.assign(d.createElement('script'), { id: 'find', src: t.dataset.code }));
  });
  // Single keys, which the display menu can switch off.
  d.addEventListener('keydown', e => {
    if (kept.get('keys') === '0' || e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input,textarea,select,[contenteditable]')) return;
    const go = s => d.querySelector(s)?.click();
    ({ '[': () => go('[rel=prev]'), ']': () => go('[rel=next]'), '?': () => d.getElementById('display').togglePopover(), '/': () => (e.preventDefault(), d.getElementById('q')?.focus()) })[e.key]?.();
  });
})(document)
