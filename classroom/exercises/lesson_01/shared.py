"""What several exercises of lesson 01 say."""

TINY_H = (
    "that is the slope for a tiny nudge, or from calculus. It is called with an h of its own: does that h come into "
    "your line everywhere?"
)
FIXED_H = (
    "it uses a fixed size for the nudge. It is called with an h of its own: does that h come into your line everywhere?"
)
