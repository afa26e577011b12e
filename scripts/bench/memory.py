#!/usr/bin/env python3
"""Runs a command and writes down, once a second, how much memory it holds.

usage: memory.py [--seconds N] FILE.csv -- COMMAND...

The file gets the columns seconds and resident (bytes), and a first line of comment with the command and the peak. After
--seconds the command is interrupted, as with Ctrl-C. Linux only: it reads /proc.
"""
import argparse, pathlib, shlex, signal, subprocess, sys, time


def status(pid, field):
    """A field of /proc/PID/status in bytes; nothing when the process is gone."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(field + ":")), None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    begin, rows, peak = time.monotonic(), [], 0
    process = subprocess.Popen(options.command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        seconds = time.monotonic() - begin
        resident = status(process.pid, "VmRSS")
        if resident:
            rows.append((seconds, resident))
            peak = max(peak, status(process.pid, "VmHWM") or resident)
        if seconds > options.seconds:
            process.send_signal(signal.SIGINT)
            options.seconds = float("inf")
        time.sleep(max(0.0, begin + len(rows) - time.monotonic()))
    if not rows:
        sys.exit(f"the command ended with {process.returncode} before it could be looked at")
    with open(options.file, "w", encoding="utf-8") as file:
        file.write(f"# {shlex.join(options.command)}: peak {peak} bytes, {rows[-1][0]:.0f} seconds, exit {process.returncode}\n")
        file.write("seconds,resident\n")
        file.writelines(f"{seconds:.0f},{resident}\n" for seconds, resident in rows)
    print(f"{options.file}: peak {peak / 2**20:.0f} MB in {rows[-1][0]:.0f} s, exit {process.returncode}", file=sys.stderr)


if __name__ == "__main__":
    main()
