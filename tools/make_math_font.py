"""Make the subset of STIX Two Math that the HTML reports embed: `python tools/make_math_font.py SOURCE`.

SOURCE is STIX Two Math as .otf, .ttf or .woff2 (for instance from the npm package @fontsource/stix-two-math 5.3.0, file
files/stix-two-math-latin-400-normal.woff2).  The MATH table stays, with the stretched variants of the kept characters:
without it sums, integrals, roots and brackets are set poorly.  Characters that are not kept are set in a font of the
reader's system.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

TARGET = Path(__file__).parents[1] / "dmfproof" / "report" / "fonts" / "stix-two-math.woff2"
ASCII = range(0x20, 0x7F)
GREEK = (*range(0x391, 0x3AA), *range(0x3B1, 0x3CA), 0x3D1, 0x3D5, 0x3F5)
# A single letter is set from the mathematical alphabets: italic Latin (U+210E is its h) and italic Greek.
ITALIC = (*range(0x1D434, 0x1D468), 0x210E, *range(0x1D6E2, 0x1D71C))
SIGNS = (
    "\u00a0\u00ac\u00b1\u00b2\u00b7\u00d7\u2016\u2026\u2032\u2061\u2062\u2113\u211d\u2115\u2190\u2192"
    "\u21d2\u21d4\u2200\u2202\u2203\u2205\u2207\u2208\u2209\u220f\u2211\u2212\u2215\u2217\u221a\u221e"
    "\u2223\u2225\u2227\u2228\u2229\u222a\u222b\u223c\u2248\u2254\u2260\u2261\u2264\u2265\u226a\u226b"
    "\u2282\u2286\u2295\u2297\u22a4\u22c5\u22ef\u2308\u2309\u230a\u230b\u27e8\u27e9\u02c6\u0302\u0303"
    "\u0304\u0307"
    "\u00a7\u00af\u02d9\u02da\u02dc\u203e\u2218\u227a\u227b\u2aaf\u2ab0\u22a5\u2299"
)


def main(source: str) -> None:
    """Write the subset, without a date, so that the same source gives the same bytes."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["ssty", "flac", "dtls", "kern", "ccmp"]
    options.recalc_timestamp = False
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes={*ASCII, *GREEK, *ITALIC, *map(ord, SIGNS)})
    subsetter.subset(font)
    subset.save_font(font, str(TARGET), options)
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
