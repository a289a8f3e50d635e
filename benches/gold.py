#!/usr/bin/env python3
"""gold.py SEEDBED GOLD: how well Seedbed finds the links that human editors made.

SEEDBED is the program; GOLD is a folder with `eval.py` and `dev/<set>/`, each set a corpus with `gold.jsonl` beside
its `seeds/`. Every set is copied, built with the defaults, and scored twice: all recorded mentions ("exhaustive"), and
all mentions of the concepts that are linked in their text ("precise": what `linking: all` would link)."""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main(program, gold):
    sys.path.insert(0, str(gold))
    spec = importlib.util.spec_from_file_location("gold_eval", gold / "eval.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    print("| set | recall | accuracy | precise: recall | strict precision | document P / R / F1 |")
    print("|---|--:|--:|--:|--:|--:|")
    for folder in sorted(path for path in (gold / "dev").iterdir() if (path / "gold.jsonl").exists()):
        mentions = built(program, folder)
        linked = {(one["doc"], one["concept"]) for one in mentions if one["linked"]}
        precise = [one for one in mentions if (one["doc"], one["concept"]) in linked]
        judged = folder / "judged.jsonl"
        judged = [json.loads(line) for line in judged.read_text().splitlines()] if judged.exists() else None
        every = scorer.evaluate(str(folder), mentions, judged)
        some = scorer.evaluate(str(folder), precise, judged)
        strict = "{:.2f} ({:.2f} to {:.2f})".format(*some["precision_strict"]) if judged else "not judged"
        print("| {} | {:.3f} | {:.3f} | {:.3f} | {} | {:.2f} / {:.2f} / {:.2f} |".format(
            folder.name, every["mention_recall"], every["concept_accuracy"], some["mention_recall"], strict,
            some["doc_P"], some["doc_R"], some["doc_F1"]))


def built(program, folder):
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(scratch) / "corpus"
        shutil.copytree(folder / "seeds", corpus / "seeds", copy_function=shutil.copyfile)
        site = Path(scratch) / "site"
        run = subprocess.run([program, "build", corpus, "-d", site], capture_output=True, text=True)
        lines = site / "data" / "annotations.jsonl"
        if not lines.exists():
            sys.exit(run.stdout + run.stderr)
        return [json.loads(line) for line in lines.read_text(encoding="utf8").splitlines()]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]))
