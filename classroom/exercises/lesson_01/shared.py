"""What several exercises of lesson 01 say."""

TINY_H = "that is the slope for a tiny nudge, or from calculus. The check passes its own h: does your line use it everywhere?"
FIXED_H = "it uses a fixed size for the nudge. The check passes its own h: does your line use it everywhere?"
