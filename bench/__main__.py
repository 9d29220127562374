"""`make bench`: every measurement, one line each.

``python -m bench [PART…]`` measures the parts named; ``--files N`` sets how many gazettes come in
(`python -m bench ingest --files 1000` is the full run).
"""

from __future__ import annotations

import argparse
import sys
from functools import partial

from bench import ingest, memory, pdf, search, start, text, web

PARTS = {
    "start": start,
    "text": text,
    "pdf": pdf,
    "memory": memory,
    "web": web,
    "ingest": ingest,
    "search": search,
}


def main(words: list[str]) -> None:
    """Measure the parts named, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("parts", nargs="*", metavar="PART", help="、".join(PARTS))
    parser.add_argument("--files", type=int, default=ingest.FILES, help="gazettes that come in")
    asked = parser.parse_args(words)
    if unknown := sorted(set(asked.parts) - set(PARTS)):
        parser.error(f"no such part: {', '.join(unknown)}")
    measures = {name: part.measure for name, part in PARTS.items()}
    measures["ingest"] = partial(ingest.measure, asked.files)
    print(f"Python {sys.version.split()[0]}; medians of interleaved runs on one core\n")
    for name in asked.parts or PARTS:
        for line in measures[name]():
            print(
                f"{line.what}\n    {line.ours}   baseline {line.baseline}   {line.ratio}   aim {line.aim}",
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1:])
