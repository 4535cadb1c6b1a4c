"""What several probes of lesson 05 need."""


def kind_of(thing, wanted):
    """What to say of the kind of thing that came back: None of None, in words of anything else."""
    if thing is None:
        return None
    return f"a {wanted.__name__}" if isinstance(thing, wanted) else f"a {type(thing).__name__}"
