#!/usr/bin/env python3
"""Makes a dump of news to measure with: stories of the sentences of seeds/, in any order, of any length.

usage: dump.py [--gigabytes 10] [--stories N] [--pages 2000] [--zst] FOLDER

Writes FOLDER/dump.jsonl (or dump.jsonl.zst, with the program zstd) until it holds so many gigabytes of text lines, or so
many stories, and FOLDER/pages/ with HTML pages. One story in fifty is an exact copy of an earlier one, one in fifty has
lost its end, and one line in a thousand is broken. The same arguments give the same dump.
"""
import argparse, html, json, pathlib, random, re, subprocess, sys

SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds"


def sentences(chance):
    """Sentences of the sample stories, without their menus, each with its numbers and with twenty other ones."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    found = re.findall(r"[A-Z][^\n.!?]{30,400}[.!?](?=\s)", text)
    known = sorted(set(sentence for sentence in found if len(sentence.split()) > 5))
    other = [re.sub(r"\d+", lambda _: str(chance.randrange(2, 3000)), sentence) for sentence in known for _ in range(20)]
    return known + other


def stories(known, chance):
    """Stories without end: (date, title, paragraphs)."""
    while True:
        # Half of the stories have up to a dozen sentences; the longest hundreds.
        count = min(2 + int(chance.lognormvariate(2.4, 0.8)), 400)
        told = chance.choices(known, k=count)
        size = chance.randrange(1, 4)
        paragraphs = [" ".join(told[start:start + size]) for start in range(0, count, size)]
        yield f"2021-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}", told[0][:60], paragraphs


def lines(made, chance):
    """JSON lines of stories, copies, cut copies and broken lines."""
    kept = []
    for number, (date, title, paragraphs) in enumerate(made):
        kind = number % 1000
        if kind == 999:
            yield '{"id": "broken", "text": "cut sho'
            continue
        if kind % 50 in (20, 40) and kept:
            date, title, paragraphs = chance.choice(kept)
            if kind % 50 == 40:
                paragraphs = paragraphs[:max(1, len(paragraphs) * 4 // 5)]
        elif len(kept) < 1000:
            kept.append((date, title, paragraphs))
        else:
            kept[number % 1000] = (date, title, paragraphs)
        yield json.dumps({"id": f"story-{number}", "published": date, "title": title, "text": "\n\n".join(paragraphs),
                          "url": f"https://news.example/{number}", "source": "example"}, ensure_ascii=False)


def page(date, title, paragraphs):
    """A page around a story, with a menu and share buttons."""
    body = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in paragraphs)
    links = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("news", "business", "sports", "weather"))
    return (f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{html.escape(title)}</title>"
            f'<meta property="article:published_time" content="{date}"></head><body><nav><ul>{links}</ul></nav>'
            f"<article><h1>{html.escape(title)}</h1>{body}</article><p>Share this</p><footer>All rights reserved</footer></body></html>")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--gigabytes", type=float, default=10)
    parser.add_argument("--stories", type=int, default=sys.maxsize)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--zst", action="store_true")
    options = parser.parse_args()
    (options.folder / "pages").mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)
    made = stories(sentences(chance), chance)
    for number in range(options.pages):
        (options.folder / "pages" / f"{number:05}.html").write_text(page(*next(made)), encoding="utf-8")
    path = options.folder / ("dump.jsonl.zst" if options.zst else "dump.jsonl")
    wanted, written = options.gigabytes * 1e9, 0
    with open(path, "wb") as file:
        packer = subprocess.Popen(["zstd", "-q", "-3", "-c"], stdin=subprocess.PIPE, stdout=file) if options.zst else None
        target = packer.stdin if packer else file
        for number, line in enumerate(lines(made, chance)):
            if written >= wanted or number >= options.stories:
                break
            data = (line + "\n").encode()
            written += len(data)
            target.write(data)
        if packer:
            packer.stdin.close()
            packer.wait()
    print(f"{path}: {number} lines, {written / 1e9:.2f} GB; {options.pages} pages beside it")


if __name__ == "__main__":
    main()
