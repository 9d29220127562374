"""`make bench`: every measurement, one line each."""

from __future__ import annotations

import sys

from bench import memory, pdf, search, start, text, web

PARTS = {"start": start, "text": text, "pdf": pdf, "memory": memory, "web": web, "search": search}


def main(names: list[str]) -> None:
    """Measure the parts named, or all of them."""
    print(f"Python {sys.version.split()[0]}; medians of interleaved runs on one core\n")
    for name in names or PARTS:
        for line in PARTS[name].measure():
            print(
                f"{line.what}\n    {line.ours}   baseline {line.baseline}   {line.ratio}   aim {line.aim}",
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1:])
