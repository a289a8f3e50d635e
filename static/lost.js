// On the page for addresses that lead nowhere: proposes pages whose names are near the one that was asked for.
(d => {
  const near = d.getElementById('near');
  const plain = s => s.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  let asked = location.pathname.split('/').filter(Boolean).pop() || '';
  try { asked = decodeURIComponent(asked) } catch {}
  asked = plain(asked.replace(/\.(html?|md)$/, ''));
  // How many letters must be changed, left out, put in or exchanged; no more than a limit is counted.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before, row = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] == b[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + !same);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[b.length];
  };
  const far = name => {
    const most = Math.max(1, Math.floor(Math.max(asked.length, name.length) / 3)), by = distance(asked, name, most);
    if (by <= most) return by;
    const short = Math.min(asked.length, name.length);
    return short > 3 && (name.includes(asked) || asked.includes(name)) ? most + 1 : Infinity;
  };
  window.seedbedNames = names => {
    const found = names.map(([name, path]) => [Math.min(far(plain(name)), far(plain(path.replace(/^.*\/|\.html$/g, '')))), name, path])
      .filter(([by]) => by < Infinity).sort((a, b) => a[0] - b[0]).slice(0, 5);
    for (const [, name, path] of found) {
      const a = d.createElement('a'), li = d.createElement('li');
      a.href = near.dataset.base + path;
      a.textContent = name;
      li.append(a);
      near.querySelector('ul').append(li);
    }
    near.hidden = !found.length;
  };
  if (!asked) return;
  const script = d.createElement('script');
  script.src = near.dataset.base + 'data/names.js';
  d.head.append(script);
})(document)
