#!/usr/bin/env python3
"""Draws the pictures of benches/README.md from the newest results in benches/runs/ into benches/pictures/.

usage: plot.py

Needs matplotlib (requirements.txt). The same results give the same files, byte by byte.
"""
import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.hashsalt": "dateline", "svg.fonttype": "path", "font.size": 10,
                            "axes.spines.top": False, "axes.spines.right": False})
from matplotlib import pyplot  # noqa: E402  (after the choice of the renderer)

import runs  # noqa: E402

PICTURES = runs.ROOT / "benches" / "pictures"
OURS, THEIRS = "#1f6f8b", "#b8b8b8"
COLOURS = {"f32": "#7a7a7a", "i16": "#1f6f8b", "i8": "#d1495b"}
STYLES = {"native": "-", "onnx": "--", "rust-bert": ":"}


def save(figure, name):
    figure.tight_layout()
    figure.savefig(PICTURES / f"{name}.svg", metadata={"Date": None})
    pyplot.close(figure)


def engines(result, name, title):
    rows = sorted(result["rows"], key=lambda row: row["tokens_per_second"])
    figure, axes = pyplot.subplots(figsize=(7, 0.42 * len(rows) + 1))
    rates = [row["tokens_per_second"] for row in rows]
    ends = [[abs(rate - row.get(f"tokens_per_second_{end}", rate)) for rate, row in zip(rates, rows)]
            for end in ("lowest", "highest")]
    colours = [OURS if row["engine"].startswith("native") else THEIRS for row in rows]
    axes.barh([row["engine"] for row in rows], rates, color=colours, xerr=ends, ecolor="#444444", capsize=2)
    high = [row.get("tokens_per_second_highest", rate) for rate, row in zip(rates, rows)]
    for place, (rate, top) in enumerate(zip(rates, high)):
        axes.text(max(rate, top) * 1.01, place, f" {rate:,.0f}", va="center", fontsize=9)
    axes.set_xlim(0, max(high) * 1.12)
    axes.set_xlabel("tokens a second; whiskers from the lowest to the highest round")
    axes.set_title(title, loc="left")
    save(figure, name)


def lines(result, key, label, name, title):
    figure, axes = pyplot.subplots(figsize=(7, 3.6))
    series = {}
    for row in result["rows"]:
        series.setdefault((row["backend"], row["precision"]), []).append(row)
    for (backend, precision), rows in series.items():
        rows.sort(key=lambda row: row[key])
        values = [row[key] for row in rows]
        colour = COLOURS[precision]
        axes.plot(values, [row["tokens_per_second"] for row in rows], color=colour, marker="o", markersize=3,
                  linestyle=STYLES.get(backend, "-."), label=f"{backend} {precision}")
        axes.fill_between(values, [row["tokens_per_second_lower"] for row in rows],
                          [row["tokens_per_second_upper"] for row in rows], color=colour, alpha=0.15, linewidth=0)
    axes.set_xscale("log", base=2)
    ticks = sorted({row[key] for row in result["rows"]})
    axes.set_xticks(ticks, [str(tick) for tick in ticks])
    axes.set_ylim(bottom=0)
    axes.set_xlabel(label)
    axes.set_ylabel("tokens a second")
    axes.set_title(title, loc="left")
    axes.legend(frameon=False, fontsize=9)
    save(figure, name)


def limit(result, name, title):
    rows = result["rows"]
    figure, axes = pyplot.subplots(figsize=(7, 0.42 * len(rows) + 1.2))
    places = range(len(rows))
    names = [f"{row['instruction_set']}, {row['precision']}" for row in rows]
    axes.barh(places, [100 * row["product_share_of_peak"] for row in rows], color="#dddddd", height=0.8,
              label="best product of matrices")
    axes.barh(places, [100 * row["share_of_limit"] for row in rows], color=[COLOURS[row["precision"]] for row in rows],
              height=0.45, label="whole encoder")
    for place, row in zip(places, rows):
        share = f" {100 * row['share_of_limit']:.0f} %"
        axes.text(100 * row["share_of_limit"] - 1, place, share, va="center", ha="right", fontsize=9, color="white")
    axes.axvline(80, color="#444444", linewidth=0.8, linestyle=":")
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.set_xlabel("percent of what the multiply-adds alone would take; dotted: 80")
    axes.set_title(title, loc="left")
    axes.legend(frameon=False, fontsize=8, ncols=2, loc="lower right", bbox_to_anchor=(1, 1))
    save(figure, name)


def memory(results, name, title):
    figure, axes = pyplot.subplots(figsize=(7, 3.2))
    for (what, rows), colour in zip(results, COLOURS.values()):
        axes.plot([seconds for seconds, _ in rows], [resident / 2**20 for _, resident in rows], color=colour, linewidth=1,
                  label=what)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("seconds")
    axes.set_ylabel("MB held")
    axes.set_title(title, loc="left")
    axes.legend(frameon=False, fontsize=9)
    save(figure, name)


def main():
    PICTURES.mkdir(exist_ok=True)
    pictures = [
        ("engines", lambda result: engines(result, "engines", "Sentences of news, each engine at its best setting")),
        ("windows", lambda result: engines(result, "windows", "Windows of 256 pieces, each engine at its best setting")),
        ("limit", lambda result: limit(result, "limit", "How near to the limit of one core")),
        ("batch", lambda result: lines(result, "batch", "sequences in a batch", "batch", "Sentences of news, one core")),
        ("length", lambda result: lines(result, "length", "pieces in a sequence", "length", "Batches of four, one core")),
    ]
    for kind, draw in pictures:
        _, result = runs.newest(kind)
        if result is not None:
            draw(result)
    samples = [(name, runs.memory(name)) for name in ("extract", "no model", "no model, copies looked for")]
    if any(rows for _, rows in samples):
        memory([(name, rows) for name, rows in samples if rows], "memory", "Memory of runs over a made dump")


if __name__ == "__main__":
    main()
