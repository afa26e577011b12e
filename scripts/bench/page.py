#!/usr/bin/env python3
"""Fills the tables of benches/README.md from the newest results in benches/runs/, and shows the pictures of plot.py.

usage: page.py [--check]

What stands between `<!-- table:NAME -->` and `<!-- /table -->` is replaced. With --check nothing is written, and the exit
status is 1 when the page is not what the results say.
"""
import sys

import runs

PAGE = runs.ROOT / "benches" / "README.md"

# What is asked of the engines, as ratios of medians: ours, theirs, at least.
ASKED = [
    ("native f32", "onnx f32", 1.2),
    ("native f32", "rust-bert f32", 1.4),
    ("native i16", "rust-bert f32", 2.1),
    ("native i8", "rust-bert f32", 2.7),
    ("native i8", "onnx i8", 1.3),
]
ASKED_OF_WINDOWS = [("native i16", "rust-bert f32", 2.2), ("native i8", "rust-bert f32", 2.2)]
# Share of the limit that is asked.
ASKED_SHARE = 0.8


def table(names, rows):
    """A Markdown table; columns whose name ends with `:` are numbers."""
    lines = ["| " + " | ".join(name.rstrip(":") for name in names) + " |",
             "|" + "|".join("---:" if name.endswith(":") else "---" for name in names) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def number(value):
    return "" if value is None else f"{value:,.0f}"


def engines(result):
    rows = sorted(result["rows"], key=lambda row: -row["tokens_per_second"])
    base = next((row["tokens_per_second"] for row in rows if row["engine"].startswith("rust-bert")), None)

    def cells(row):
        spread = " to ".join(number(row.get(f"tokens_per_second_{end}")) for end in ("lowest", "highest"))
        return [row["engine"], f"{row['threads']} × {row['inner_threads']} threads, batch {row['batch']}",
                number(row["tokens_per_second"]), spread,
                f"{row['tokens_per_second'] / base:.2f}" if base else "",
                f"{row['largest_logit_difference']:.5f}", f"{100 * row['share_tagged_otherwise']:.2f} %"]

    bench = result["bench"]
    size = f"{bench['sequences']} sequences, {number(bench['pieces'])} pieces; medians of {rows[0]['rounds']} rounds:"
    names = ["engine", "best setting", "tokens/s:", "lowest to highest:", "to rust-bert:", "largest logit difference:",
             "pieces tagged otherwise:"]
    return size + "\n\n" + table(names, map(cells, rows))


def ratios(result, asked):
    rates = {row["engine"]: row["tokens_per_second"] for row in result["rows"]}

    def cells(ours, theirs, least):
        if ours not in rates or theirs not in rates:
            return [f"{ours} / {theirs}", "not measured", f"{least}", ""]
        ratio = rates[ours] / rates[theirs]
        return [f"{ours} / {theirs}", f"{ratio:.2f}", f"{least}", "yes" if ratio >= least else "**no**"]

    return table(["ratio of medians", "measured:", "asked:", "reached"], [cells(*ask) for ask in asked])


def limit(result):
    bench, rows = result["bench"], result["rows"]
    products, attention = (bench[f"{name}_multiply_adds_per_token"] / 1e6 for name in ("products", "attention"))
    cost = (f"One core, {bench['sequences']} sentences, {number(bench['pieces'])} pieces, medians of {rows[0]['rounds']} rounds; "
            f"a token takes {products:.2f} million multiply-adds in products and {attention:.2f} million in attention:")

    def cells(row):
        share, (height, inputs, outputs) = row["share_of_limit"], row["product_shape"]
        return [row["instruction_set"], row["precision"], f"{row['peak_multiply_adds_per_second'] / 1e9:.1f}",
                f"{row['product_multiply_adds_per_second'] / 1e9:.1f} ({100 * row['product_share_of_peak']:.0f} %)",
                f"{height} rows, {inputs} → {outputs}",
                number(row["limit_tokens_per_second"]), number(row["tokens_per_second"]),
                f"{100 * share:.1f} %" if share >= ASKED_SHARE else f"**{100 * share:.1f} %**"]

    names = ["instructions", "precision", "peak, G/s:", "best product, G/s:", "its shape", "limit, tokens/s:",
             "encoder, tokens/s:", "of the limit:"]
    return cost + "\n\n" + table(names, map(cells, rows))


def sweep(result, key, name):
    """Tokens a second by precision over the values of one part of the setting."""
    rows = result["rows"]
    values = sorted({row[key] for row in rows})
    rates = {(row["backend"], row["precision"], row[key]): row["tokens_per_second"] for row in rows}
    lines = sorted({(backend, precision) for backend, precision, _ in rates}, key=lambda line: (line[0], line[1] != "f32", line[1]))
    cells = [[f"{line[0]} {line[1]}", *(number(rates.get((*line, value))) for value in values)] for line in lines]
    return table([name, *(f"{value}:" for value in values)], cells)


# What the pictures show; each has the name of its table.
PICTURES = {
    "engines": "Tokens a second of each engine, on sentences of news",
    "windows": "Tokens a second of each engine, on windows of 256 pieces",
    "limit": "How near the best product and the whole encoder come to the limit",
    "batch": "Tokens a second by sequences in a batch",
    "length": "Tokens a second by pieces in a sequence",
}

# The tables of the page: kind of result, and what is made of it.
TABLES = {
    "engines": ("engines", engines),
    "ratios": ("engines", lambda result: ratios(result, ASKED)),
    "windows": ("windows", engines),
    "windows-ratios": ("windows", lambda result: ratios(result, ASKED_OF_WINDOWS)),
    "limit": ("limit", limit),
    "batch": ("batch", lambda result: sweep(result, "batch", "tokens/s at batch size")),
    "length": ("length", lambda result: sweep(result, "length", "tokens/s at pieces a sequence")),
}


def section(name):
    kind, write = TABLES[name]
    path, result = runs.newest(kind)
    if result is None:
        return f"*Not measured yet:* `{runs.COMMANDS[kind]}`"
    bench = result["bench"]
    notes = [f"[{path.name}](runs/{path.name}): {runs.where(bench)}.", bench.get("note", ""), runs.busy(bench)]
    parts = [write(result), " ".join(note for note in notes if note)]
    if name in PICTURES and (PAGE.parent / "pictures" / f"{name}.svg").exists():
        parts.insert(0, f"![{PICTURES[name]}](pictures/{name}.svg)")
    return "\n\n".join(parts)


def filled(page):
    """The page with its tables as the results say."""
    out, rest = [], page
    while "<!-- table:" in rest:
        before, after = rest.split("<!-- table:", 1)
        name, body = after.split(" -->", 1)
        _, rest = body.split("<!-- /table -->", 1)
        out += [before, f"<!-- table:{name} -->\n\n", section(name), "\n\n<!-- /table -->"]
    return "".join(out) + rest


def main(check):
    page = PAGE.read_text(encoding="utf-8")
    new = filled(page)
    if check:
        sys.exit(0 if new == page else f"{PAGE} is not what the results say; run scripts/bench/page.py")
    PAGE.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    main("--check" in sys.argv)
