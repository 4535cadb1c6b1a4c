"""The course's colours: Okabe and Ito's palette (2008), which the colour-blind can tell apart.

No picture relies on colour alone: dashes, shapes or words say the same, so that all of them can be read in grey.
"""

BLUE, ORANGE, GREEN, RED = "#0072b2", "#e69f00", "#009e73", "#d55e00"
INK, GREY = "#202124", "#5f6368"
