"""The course's colours, from Okabe and Ito's palette (2008), which the colour-blind can tell apart, and its fonts.

No picture relies on colour alone: dashes, shapes or words say the same, so that all of them can be read in grey.
"""

BLUE, ORANGE, GREEN, RED = "#0072b2", "#e69f00", "#009e73", "#d55e00"
DARK_GREEN, DARK_RED = "#00795a", "#a84300"  # for thin lines and for words
BLUE_TINT, ORANGE_TINT, GREEN_TINT, RED_TINT = "#dcebf7", "#fdeecb", "#d5f0e6", "#fbe3d6"  # words stand on these
INK, GREY, PALE_GREY, GREY_TINT = "#202124", "#5f6368", "#e3e5e8", "#f1f3f4"
WHITE = "#fff"  # in graphs it is "white", dot's own word

MONO = "DejaVu Sans Mono,Menlo,Consolas,monospace"
SANS = "DejaVu Sans,Verdana,sans-serif"
