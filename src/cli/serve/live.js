// Hears from `seedbed serve` that the corpus has changed, and shows this page anew if it has.
(() => {
	const get = async (path) => (await fetch(path, { cache: 'no-store' })).text();
	const here = () => location.pathname + location.search;
	const sheets = /<link rel="?stylesheet"?[^>]*>/g;
	// What the browser shows now, as the server sent it.
	let shown = get(here());

	const box = document.createElement('details');
	box.id = 'live';
	const summary = document.createElement('summary');
	const words = document.createElement('pre');
	box.append(summary, words);

	const problems = async () => {
		const said = await get('/-/problems');
		words.textContent = said;
		const errors = (said.match(/^error/gm) || []).length;
		const warnings = (said.match(/^warning/gm) || []).length;
		const part = (n, noun) => (n ? [`${n} ${noun}${n === 1 ? '' : 's'}`] : []);
		summary.textContent = [...part(errors, 'error'), ...part(warnings, 'warning')].join(', ') || 'Note';
		box.classList.toggle('error', errors > 0);
		if (errors) box.open = true;
		if (said.trim()) document.body.append(box);
		else box.remove();
	};

	const refresh = async () => {
		const [old, fresh] = await Promise.all([shown, get(here())]);
		if (fresh !== old) {
			if (fresh.replace(sheets, '') !== old.replace(sheets, '')) return location.reload();
			shown = fresh;
			// Only the look has changed: no need to load the page again.
			const parsed = new DOMParser().parseFromString(fresh, 'text/html');
			const links = (root) => [...root.querySelectorAll('link[rel=stylesheet]')];
			const ours = links(document);
			links(parsed).forEach((link, at) => {
				const href = link.getAttribute('href');
				if (ours[at] && ours[at].getAttribute('href') !== href) ours[at].setAttribute('href', href);
			});
		}
		await problems();
	};

	// One after the other, so that the newest version has the last word.
	let done = Promise.resolve();
	new EventSource('/-/events').onmessage = () => {
		done = done.then(refresh).catch(() => {});
	};
})();
