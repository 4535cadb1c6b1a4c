"""Where the boxes and edges of a directed graph without cycles go, layer by layer, with the standard library alone.

After Sugiyama, Tagawa and Toda (1981): give every box a column, let long edges reserve a lane in each column they cross,
order the columns so that few edges cross, then move everything as close to its neighbours as the order allows. The same
graph always gets the same places. "Along" is the direction of the flow, "across" the other one; so "LR" and "TB" are one
algorithm.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import fsum, sqrt  # fsum, because sum() of floats is not the same in every Python
from unicodedata import combining, east_asian_width

FONT_SIZE = 12
SMALL = 11  # edge labels
CHAR = 0.62  # width of a character in ems, a little more than any of these fonts needs
MARGIN = 14  # around the drawing
FIELD_PAD = 7  # left and right of the text in a field
BETWEEN = 16  # least distance of two boxes in a column
LANE = 11  # least distance of two edges that run side by side
GAP = {"LR": (30, 96), "TB": (30, 60)}  # least and most distance of two columns
ARROW = 8, 3.4  # length, half width
SWEEPS = 24
STRONG = 6.0  # the pull along a lane and along a chain, which ought to be straight; any other edge pulls with 1


@dataclass(frozen=True)
class Box:
    """A box of text fields side by side, or, if `round`, an ellipse with one field. Lengths in pixels.

    A field is a text, or a tuple of texts: rows, one above the other, that share the height of the box.
    """

    key: str
    fields: tuple[str | tuple[str, ...], ...]
    fill: str = "white"
    line: str = "black"
    line_width: float = 1.0
    height: float = 28.0
    round: bool = False
    soft: bool = False  # rounded corners

    @property
    def widths(self):
        """The width of each field."""
        least = self.height if self.round else Box.height
        return [max(2 * FIELD_PAD + max(map(text_width, rows(field))), least) for field in self.fields]


def rows(field):
    """The rows of a box's field, a tuple of texts."""
    return (field,) if isinstance(field, str) else field


@dataclass(frozen=True)
class Edge:
    """An arrow from one box to another; two Edges may join the same two boxes."""

    tail: str
    head: str
    label: str = ""
    line: str = "black"
    line_width: float = 1.0


@dataclass(eq=False, slots=True)
class Slot:
    """A place in a column: of a box, of an edge's label, or of a long edge that passes through (no extent along)."""

    column: int
    along: float
    across: float
    place: int = 0  # index in its column
    at: float = 0.0  # centre, across the flow
    before: list["Slot"] = field(default_factory=list)
    after: list["Slot"] = field(default_factory=list)
    pulls: list[tuple["Slot", float]] = field(default_factory=list)  # neighbours and how strongly they attract


@dataclass(frozen=True)
class Layout:
    """Where everything is, in pixels from the top left.

    boxes: key -> (left, top, width, height). routes: for each edge its corners; from one to the next it is straight,
    bends, is straight, bends, ..., and is straight into the arrow's tip. labels: for each edge the centre of its label, or
    None. turned: whether the flow is from top to bottom.
    """

    width: float
    height: float
    boxes: dict[str, tuple[float, float, float, float]]
    routes: list[list[tuple[float, float]]]
    labels: list[tuple[float, float] | None]
    turned: bool


def text_width(text, size=FONT_SIZE):
    """The width of a text in pixels, estimated: generous, and two columns for wide characters."""
    columns = sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
    return columns * CHAR * size


def layout(boxes, edges, rankdir="LR"):
    """Place boxes and edges; every edge runs left to right ("LR") or top to bottom ("TB").

    ValueError for a cycle, for an edge of an unknown box, for two boxes with one key, and for another rankdir.
    """
    if rankdir not in ("LR", "TB"):
        raise ValueError(f'rankdir is "LR" or "TB", not {rankdir!r}')
    turned = rankdir == "TB"
    columns_of = _columns([box.key for box in boxes], edges)
    slots = {box.key: _slot(columns_of[box.key], fsum(box.widths), box.height, turned) for box in boxes}
    chains = [_chain(edge, slots, turned) for edge in edges]
    columns = _arrange(list(slots.values()), chains)
    _order(columns)
    _move(columns)
    return _measure(slots, chains, columns, {box.key for box in boxes if box.round}, turned)


def _columns(keys, edges):
    """The column of each key: as far along as what it feeds allows. A labelled edge spans one column more."""
    if len(set(keys)) < len(keys):
        raise ValueError("two boxes have the same key")
    feeds, fed_by = {key: [] for key in keys}, {key: [] for key in keys}
    for edge in edges:
        if edge.tail not in feeds or edge.head not in feeds:
            raise ValueError(f"the edge {edge.tail} -> {edge.head} joins a box that is not there")
        feeds[edge.tail].append(edge)
        fed_by[edge.head].append(edge)
    open_edges = {key: len(feeds[key]) for key in keys}
    ready, from_end = [key for key in keys if not feeds[key]], {}
    while ready:
        key = ready.pop()
        from_end[key] = max((from_end[edge.head] + (2 if edge.label else 1) for edge in feeds[key]), default=0)
        for edge in fed_by[key]:
            open_edges[edge.tail] -= 1
            if not open_edges[edge.tail]:
                ready.append(edge.tail)
    if len(from_end) < len(keys):
        raise ValueError("the graph has a cycle, so it has no layers")
    last = max(from_end.values(), default=0)
    return {key: last - steps for key, steps in from_end.items()}


def _slot(column, width, height, turned):
    return Slot(column, height, width) if turned else Slot(column, width, height)


def _chain(edge, slots, turned):
    """The slots an edge passes, from its tail to its head, made where it crosses a column."""
    tail, head = slots[edge.tail], slots[edge.head]
    chain = [tail]
    for column in range(tail.column + 1, head.column):
        is_label = edge.label and column == head.column - 1
        width, height = (text_width(edge.label, SMALL) + 8, SMALL + 5) if is_label else (0, 0)
        chain.append(_slot(column, width, height, turned))
    chain.append(head)
    for a, b in pairwise(chain):
        a.after.append(b)
        b.before.append(a)
    return chain


def _arrange(slots, chains):
    """The columns, each in the order in which a walk from the results back to their inputs meets its slots."""
    everything = dict.fromkeys([*slots, *(slot for chain in chains for slot in chain)])
    columns = [[] for _ in range(max((slot.column for slot in everything), default=-1) + 1)]
    seen = set()
    stack = [slot for slot in reversed(everything) if not slot.after]
    while stack:
        slot = stack.pop()
        if slot not in seen:
            seen.add(slot)
            columns[slot.column].append(slot)
            stack.extend(reversed(slot.before))
    for slot in everything:
        for other in slot.after:
            alone = len(slot.after) == len(other.before) == 1
            passing = not (slot.along or other.along)
            pull = STRONG if alone or passing else 1.0
            slot.pulls.append((other, pull))
            other.pulls.append((slot, pull))
    return columns


def _order(columns):
    """Sort each column by where its neighbours are, to and fro, and keep the order with the fewest crossings."""
    _number(columns)
    best, fewest = [list(column) for column in columns], _crossings(columns)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        to_the_end, turn_ties = sweep % 2 == 1, sweep % 4 > 1
        for column in columns if to_the_end else reversed(columns):
            if turn_ties:
                column.reverse()
            column.sort(key=lambda slot: _mean_place(slot, slot.before if to_the_end else slot.after))
            _number([column])
        _swap_neighbours(columns, turn_ties)
        crossings = _crossings(columns)
        if crossings < fewest:
            best, fewest = [list(column) for column in columns], crossings
    columns[:] = best
    _number(columns)
    if _inputs_in_order(columns) < 0:  # the mirror image crosses as little
        for column in columns:
            column.reverse()
        _number(columns)


def _inputs_in_order(columns):
    """How many more inputs stand in the order of their edges than the other way round."""
    pairs = [pair for column in columns for slot in column for pair in pairwise(slot.before)]
    return sum((a.place < b.place) - (a.place > b.place) for a, b in pairs)


def _swap_neighbours(columns, turn_ties):
    """Swap slots that are next to each other where that saves crossings; with `turn_ties` also where it costs none."""
    for column in columns:
        for n, (a, b) in enumerate(pairwise(tuple(column))):
            a = column[n]  # not always the a of the pair: that one may have moved on
            saved = _pair_crossings(a, b) - _pair_crossings(b, a)
            if saved > 0 or (turn_ties and saved == 0):
                column[n], column[n + 1] = b, a
                a.place, b.place = n + 1, n


def _pair_crossings(a, b):
    """How many edges of `a` and of `b` cross when `a` comes first."""
    return sum(
        p.place > q.place for ends in ((a.before, b.before), (a.after, b.after)) for p in ends[0] for q in ends[1]
    )


def _number(columns):
    for column in columns:
        for place, slot in enumerate(column):
            slot.place = place


def _mean_place(slot, neighbours):
    return sum(other.place for other in neighbours) / len(neighbours) if neighbours else slot.place


def _crossings(columns):
    """How many pairs of edges cross."""
    total = 0
    for column in columns:
        ends = []  # sorted places where the edges so far arrive
        for slot in column:
            arrivals = sorted(other.place for other in slot.after)
            total += sum(len(ends) - bisect_right(ends, place) for place in arrivals)
            ends = sorted(ends + arrivals)
    return total


def _move(columns):
    """Give every slot its place across the flow: near its neighbours, in order, never too close to the next one."""
    offsets = [list(accumulate((_distance(a, b) for a, b in pairwise(column)), initial=0.0)) for column in columns]
    for column, offset in zip(columns, offsets):
        for slot, place in zip(column, offset):
            slot.at = place - offset[-1] / 2
    order = list(zip(columns, offsets))
    for sweep in range(SWEEPS):
        for column, offset in order if sweep % 2 else reversed(order):
            _settle(column, offset)
    for column in columns:
        _straighten(column, forwards=True)
    for column in reversed(columns):
        _straighten(column, forwards=False)


def _distance(a, b):
    """The least distance of the centres of two slots, side by side in one column."""
    return (a.across + b.across) / 2 + (BETWEEN if a.along or b.along else LANE)


def _settle(column, offset):
    """Move one column's slots to the weighted mean of their neighbours, or as near as their distances allow.

    That is isotonic regression on what is wanted minus what the distances take: neighbours that want to change places
    share one block instead (pool adjacent violators).
    """
    blocks = []  # [wanted, weight, number of slots]
    for slot, least in zip(column, offset):
        weight = sum(pull for _, pull in slot.pulls) or 1e-3
        wanted = fsum(other.at * pull for other, pull in slot.pulls) / weight if slot.pulls else slot.at
        blocks.append([wanted - least, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            wanted, weight, count = blocks.pop()
            block = blocks[-1]
            block[0] = (block[0] * block[1] + wanted * weight) / (block[1] + weight)
            block[1] += weight
            block[2] += count
    starts = [wanted for wanted, _, count in blocks for _ in range(count)]
    for slot, start, least in zip(column, starts, offset):
        slot.at = start + least


def _straighten(column, forwards):
    """Move slots level with what pulls them strongly from the column before (after), as far as there is room."""
    for n, slot in enumerate(column):
        side = slot.before if forwards else slot.after
        level = next((other.at for other, pull in slot.pulls if pull == STRONG and other in side), slot.at)
        if n > 0:
            level = max(level, column[n - 1].at + _distance(column[n - 1], slot))
        if n < len(column) - 1:
            level = min(level, column[n + 1].at - _distance(slot, column[n + 1]))
        slot.at = level


def _measure(slots, chains, columns, round_keys, turned):
    """Turn columns and places into coordinates."""
    top = min((slot.at - slot.across / 2 for column in columns for slot in column), default=0.0)
    for column in columns:
        for slot in column:
            slot.at += MARGIN - top
    depth = max((slot.at + slot.across / 2 for column in columns for slot in column), default=MARGIN)
    centres, length = _centres(columns, *GAP["TB" if turned else "LR"])
    round_slots = {slots[key] for key in round_keys}

    def xy(along, across):
        return (across, along) if turned else (along, across)

    boxes = {}
    for key, slot in slots.items():
        x, y = xy(centres[slot.column], slot.at)
        w, h = xy(slot.along, slot.across)
        boxes[key] = (x - w / 2, y - h / 2, w, h)
    routes, labels = [], []
    for chain, ports in zip(chains, _ports(chains)):
        routes.append([xy(*point) for point in _route(chain, ports, columns, centres, round_slots)])
        before_head = chain[-2]
        has_label = len(chain) > 2 and before_head.along
        labels.append(xy(centres[before_head.column], before_head.at) if has_label else None)
    return Layout(*xy(length + MARGIN, depth + MARGIN), boxes, routes, labels, turned)


def _centres(columns, least, most):
    """The centre of each column along the flow, and where the last one ends. Where edges climb, the gap is wider."""
    centres, end = [], float(MARGIN)
    for column in columns:
        width = max(slot.along for slot in column)
        if centres:
            climb = max((abs(slot.at - other.at) for slot in column for other in slot.before), default=0)
            end += min(max(least, climb / 3), most)
        centres.append(end + width / 2)
        end += width
    return centres, end


def _ports(chains):
    """For each edge, how far from the middle it leaves its tail and reaches its head: side by side, in order."""
    ports = [[0.0, 0.0] for _ in chains]
    for end, step in ((0, 7), (1, 12)):
        groups = {}
        for i, chain in enumerate(chains):
            other = chain[1] if end == 0 else chain[-2]
            groups.setdefault(chain[-end], []).append((other.at, i))
        for slot, edges in groups.items():
            step_here = min(step, (slot.across - 6) / len(edges))
            for n, (_, i) in enumerate(sorted(edges)):
                ports[i][end] = (n - (len(edges) - 1) / 2) * step_here
    return ports


def _route(chain, ports, columns, centres, round_slots):
    """The corners of one edge: level past the boxes of a column, bending only where nothing is in its way."""
    levels = [slot.at for slot in chain]
    levels[0] += ports[0]
    levels[-1] += ports[1]
    start = centres[chain[0].column] + _half(chain[0], ports[0], round_slots)
    tip = centres[chain[-1].column] - _half(chain[-1], ports[1], round_slots)
    route = [(start, levels[0])]
    for (a, level), (b, next_level) in pairwise(zip(chain, levels)):
        leave = centres[a.column] + _reach(columns[a.column], a, level, next_level)
        arrive = centres[b.column] - _reach(columns[b.column], b, next_level, level)
        route += [(max(leave, start), level), (min(arrive, tip - ARROW[0]), next_level)]
    return [*route, (tip, levels[-1])]


def _half(slot, port, round_slots):
    """How far a slot's outline is from its centre, along the flow, `port` away from the middle."""
    if slot in round_slots:
        return slot.along / 2 * sqrt(1 - (2 * port / slot.across) ** 2)
    return slot.along / 2


def _reach(column, slot, level, next_level):
    """How far from the column's centre the boxes reach that an edge would meet if it left its level there."""
    step = 1 if next_level > level else -1
    reach, place = slot.along / 2, slot.place + step
    while 0 <= place < len(column):
        other = column[place]
        if step * (other.at - next_level) - other.across / 2 > 4:
            break
        reach = max(reach, other.along / 2)
        place += step
    return reach
