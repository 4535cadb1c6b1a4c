"""`watch_backward(root)`: a film of one backward pass, as it really happened.

One frame for each thing that `classroom.pictures.backward_recorder` saw: the graph as `draw_dot` draws it, the gradients of that moment,
the rule that runs, what it hands to each input, and how the sums grow. What goes wrong is marked by colour, shape and
words. All frames share one layout, and only what changes is drawn again.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from html import escape

from classroom.pictures import layered_drawing, layered_layout
from classroom.pictures.backward_recorder import record_backward, same_number
from classroom.pictures.expression_graph import ATOM, BINDS, describe, formula_of, number_text
from classroom.pictures.graph_picture import HEIGHT, check_options, operation_of, several, style_of
from classroom.pictures.layered_drawing import FONT
from classroom.pictures.layered_layout import FONT_SIZE, Box, text_width
from classroom.pictures.palette import INK, ORANGE, RED
from classroom.pictures.player import Player

RUNNING, RUNNING_TINT = ORANGE, "#fdeecb"
WRONG, WRONG_TINT, WRONG_TEXT = RED, "#fbe3d6", "#a84300"
DONE = "#00795a"
ROOM = 19.0  # px above and below each box, for a line of words
NOTE_SIZE = 11
MOST_FRAMES = 60
LONGEST_NAME = 20


def watch_backward(root, *, backward=None, parameters=(), rankdir="LR", fmt="{:.4g}", seconds_per_frame=6.0):
    """Run `root.backward()`, and return a film of what happened as a Player; its captions tell the story in words.

    root: a Value of any engine with `data`, `grad`, `_prev`, `_op` and `_backward`.
    backward: a function to run instead, as `backward(root)`.
    parameters: Values to show as parameters, in green. rankdir: "LR" or "TB". fmt: the format of numbers.

    Afterwards the gradients are as the call left them. What it raises is told by the last frame, not raised here. Of a
    pass of more than 58 steps, the beginning and the end are shown. TypeError or ValueError, in one sentence, for what
    is not a Value, for more than 400 values, and for an option that means nothing; then nothing has been run.
    """
    check_options(rankdir, fmt, grad=True, blank=False, renderer=None)
    parameters = several(parameters, "parameters")
    recording = record_backward(root, backward)
    story = _Story(recording, fmt, f"{getattr(backward, '__name__', 'backward')}()")
    scenes = story.scenes()
    stage = _Stage(recording.nodes, scenes, parameters, rankdir, fmt)
    return Player(
        [stage.frame(scene) for scene in scenes],
        [scene.caption for scene in scenes],
        f"Film of a backward pass. {describe(recording.nodes, fmt, parameters)}. {scenes[-1].caption}",
        size=stage.size,
        base=stage.base(),
        seconds_per_frame=seconds_per_frame,
    )


@dataclass
class _Scene:
    """What one frame shows. Keys are the nodes'. A note is some words, and whether they tell of a mistake."""

    caption: str
    grads: dict
    running: str | None = None  # the node whose rule runs
    receiving: tuple[str, ...] = ()
    above: dict[str, tuple[str, bool]] = field(default_factory=dict)
    below: dict[str, tuple[str, bool]] = field(default_factory=dict)
    done: frozenset[str] = frozenset()  # their rules have run
    warned: frozenset[str] = frozenset()  # of these, the ones whose rules have done something wrong
    wrong: frozenset[str] = frozenset()


class _Story:
    """A recording, told in scenes. runner: what the call is named in words."""

    def __init__(self, recording, fmt, runner):
        self.recording, self.fmt, self.runner = recording, fmt, runner
        self.nodes = {node.key: node for node in recording.nodes}
        self.root = recording.nodes[-1]
        self.names = _names(recording.nodes, fmt)
        self.final = recording.grads(-1)
        self.rules = [step for step in recording.steps if step.kind == "rule"]
        self.last_run = {step.key: step.number for step in self.rules}
        self.handed_on = defaultdict(dict)  # key -> what had arrived, for each time its rule ran
        for step in self.rules:
            self.handed_on[step.key][step.call] = step.arrived
        self.mistimed = list(dict.fromkeys(step.key for step in self.rules if step.early or step.handed_on))

    def scenes(self):
        steps = self.recording.steps
        shown = steps if len(steps) <= MOST_FRAMES - 2 else steps[: MOST_FRAMES - 3]
        grads = self.recording.grads(0)
        scenes, done, warned = [_Scene(self._opening(), grads)], frozenset(), frozenset()
        for step in shown:
            grads = grads | {share.key: share.new for share in step.shares}
            if step.kind == "rule":
                done |= {step.key}
                warned |= {step.key} if self._is_faulty(step) else set()
            scenes.append(replace(self._scene(step, grads), done=done, warned=warned))
        if len(shown) < len(steps):
            scenes.append(replace(self._end(), caption=self._skipped(steps[len(shown) :])))
        final = self._end()
        if not self.recording.error:
            final.wrong = frozenset(self.recording.wrong)
            final.below = {
                key: (f"should be {self._n(self.recording.expected[key])}", True) for key in self.recording.wrong
            }
            final.above = {key: (self._handed_on_note(key), True) for key in self.mistimed}
        return [*scenes, final]

    def _end(self):
        return _Scene(
            self._verdict(),
            self.final,
            done=frozenset(step.key for step in self.rules),
            warned=frozenset(step.key for step in self.rules if self._is_faulty(step)),
        )

    # One scene for each kind of step.

    def _scene(self, step, grads):
        if step.kind == "rule":
            return self._rule(step, grads)
        return _Scene(
            self._outside(step),
            grads,
            receiving=tuple(share.key for share in step.shares),
            above={share.key: (f"set to {self._n(share.new)}", False) for share in step.shares},
        )

    def _outside(self, step):
        """The caption of a step outside any rule."""
        share, names = step.shares[-1], _listed([self.names[share.key] for share in step.shares])
        if step.kind == "reset":
            return f"{self.runner} first sets what an earlier pass has left behind to 0: {names}."
        if step.kind == "set":
            before = self.recording.grads(0)
            is_given_back = all(share.amount == before[share.key] for share in step.shares)
            why = "What earlier passes gave is added back" if is_given_back else "Outside any rule, gradients change"
            sums = [f"{self.names[s.key]} from {self._n(s.old)} to {self._n(s.new)}" for s in step.shares]
            return f"{why}: {_listed(sums)}."
        if share.new == 1:
            return f"The seed: the gradient of {names} is set to 1, because {names} changes one for one with itself."
        if share.overwrote or not share.old:
            return f"The seed should be 1, but the gradient of {names} is set to {self._n(share.new)}."
        return (
            f"The seed is added to what {names} still held: {self._sum(share.old, [share.amount], share.new)}, not 1."
        )

    def _rule(self, step, grads):
        by_key = defaultdict(list)
        for share in step.shares:
            by_key[share.key].append(share)
        above, below = {}, {}
        for key, shares in by_key.items():
            above[key] = self._product_note(step, shares)
            below[key] = self._sum_note(step, shares)
        above[step.key] = (f"hands on {self._n(step.arrived)}", False)
        if step.early:
            above[step.key] = (f"too early: hands on {self._n(step.arrived)}", True)
            below[step.key] = (f"{self._n(step.later)} more comes later", True)
        elif step.handed_on:
            above[step.key] = (f"again: hands on {self._n(step.arrived)}", True)
            below[step.key] = (f"{self._n(step.handed_on)} of it for the second time", True)
        elif step.leftover:
            below[step.key] = (f"{self._n(step.leftover)} of it is left over", True)
        elif step.key == self.root.key and step.arrived == 0:
            below[step.key] = ("no seed", True)
        sentences = [self._hands_on(step), *(self._gets(step, key, shares) for key, shares in by_key.items())]
        if not by_key:
            sentences.append("Its rule gives nothing to its inputs.")
        if lost := [f"{self._n(share.old)} in {self.names[share.key]}" for share in step.shares if share.overwrote]:
            sentences.append(f"The rule writes = where += belongs, so what was there before is lost: {_listed(lost)}.")
        return _Scene(" ".join(sentences), grads, step.key, tuple(by_key), above, below)

    # Notes on the picture.

    def _product_note(self, step, shares):
        products = [self._product(step, share) for share in shares]
        return _counted(products), any(self._is_off(step, share) for share in shares)

    def _sum_note(self, step, shares):
        first, last = shares[0], shares[-1]
        lost = [share for share in shares if share.overwrote]
        if lost:
            return f"overwritten: {self._n(lost[-1].old)} is lost", True
        too_late = self._is_too_late(step, last.key) and any(share.amount for share in shares)
        words = ["too late"] if too_late else []
        if first.old or len(shares) > 1:
            words.append(self._sum(first.old, [share.amount for share in shares], last.new))
        return ": ".join(words), too_late

    def _handed_on_note(self, key):
        amounts = list(self.handed_on[key].values())
        if len(amounts) > 3:
            return f"handed on {len(amounts)} times"
        return f"handed on {' + '.join(map(self._n, amounts))}, not {self._n(self.final[key])}"

    def _product(self, step, share):
        """ "3 × 0.5 = 1.5" """
        if share.local is None:
            return f"gets {self._n(share.amount)}"
        product = f"{self._n(share.local)} × {self._n(step.arrived)}"
        return (
            f"{self._n(share.amount)}, not {product}"
            if self._is_off(step, share)
            else f"{product} = {self._n(share.amount)}"
        )

    def _sum(self, old, amounts, new):
        """ "0.5 + 0.5 = 1"; a 0 in front is left out."""
        terms = [old, *amounts] if old else amounts
        text = self._n(terms[0])
        for term in terms[1:]:
            word = self._n(term)
            text += f" - {word[1:]}" if word.startswith("-") else f" + {word}"
        return f"{text} = {self._n(new)}"

    # Sentences.

    def _opening(self):
        name, grads = self.names[self.root.key], self.recording.grads(0)
        held = [f"{self.names[key]} {self._n(grad)}" for key, grad in grads.items() if grad]
        start = f"Before {self.runner}."
        if not held:
            return f"{start} Every gradient is 0. The question: how much does {name} change when an input changes?"
        if self.root.key in grads and held == [f"{name} {self._n(grads[self.root.key])}"]:
            seed = self._n(grads[self.root.key])
            return f"{start} {name} holds {seed}, its seed, and every other gradient is 0."
        return f"{start} Some gradients are not 0: {_listed(held)}."

    def _hands_on(self, step):
        node, name = self.nodes[step.key], self.names[step.key]
        runs, arrived = f"{_sentence_start(name)} runs its rule ({node.op or '?'})", self._n(step.arrived)
        is_last = self.last_run[step.key] == step.number
        if step.early:
            now = "nothing has arrived yet, so it hands on 0" if step.arrived == 0 else f"it hands on {arrived} now"
            never = f", and {name} will never hand that on" if is_last else ""
            return f"{runs} too early: {now}, but {self._n(step.later)} more is still to come{never}."
        if step.handed_on:
            part = "all of it" if step.handed_on == step.arrived else f"{self._n(step.handed_on)} of it"
            return f"{runs} once more and hands on {arrived}, {part} for the second time: that part counts twice."
        if step.leftover:
            return (
                f"{runs} and hands on {arrived}. Of that, {self._n(step.leftover)} was left over from an earlier pass."
            )
        if step.key == self.root.key and step.arrived == 0:
            return f"{runs}, but its gradient is 0: nobody has set it to 1, the seed. So it hands on 0."
        return f"{runs} and hands on {arrived}."

    def _gets(self, step, key, shares):
        name, first, last = _sentence_start(self._as_input(key)), shares[0], shares[-1]
        products = [self._letters(step, share) + self._product(step, share).removeprefix("gets ") for share in shares]
        text = f"{name} gets {_counted(products)}"
        if any(share.overwrote for share in shares):
            return f"{text}."
        if first.old:
            text += f", on top of {self._n(first.old)}"
        if first.old or len(shares) > 1:
            text += f": {self._sum(first.old, [share.amount for share in shares], last.new)}"
        if self._is_too_late(step, key) and any(share.amount for share in shares):
            text += f". But {name} has run already, and does not hand this on"
        return f"{text}."

    def _letters(self, step, share):
        """The local derivative in letters, "w1 × 0.5 = ", where that says more than its number."""
        node = self.nodes[step.key]
        if share.local is None or self._is_off(step, share):
            return ""
        letters = None
        if node.op == "*" and len(node.inputs) == 2:
            other = self.nodes[node.inputs[node.inputs[0] == share.key]]
            letters = other.label if other.data == share.local else None
        elif node.op == "tanh" and node.label and same_number(share.local, 1 - node.data**2):
            letters = f"(1 - {node.label}²)"
        return f"{letters} × {self._n(step.arrived)} = " if letters else ""

    def _skipped(self, steps):
        key = max(self.handed_on, key=lambda key: len(self.handed_on[key]), default=None)
        times = len(self.handed_on[key])
        often = f" The rule of {self.names[key]} ran {times} times in all." if times > 1 else ""
        return f"{len(steps)} more steps, which are not shown.{often}"

    def _verdict(self):
        recording = self.recording
        if recording.error:
            return f"{self.runner} {recording.error}. The gradients stay as they are now."
        faults = " ".join(self._faults())
        if not recording.wrong:
            all_known = len(recording.expected) == len(self.nodes)
            if faults:
                return f"{'The gradients are right, but by luck.' if all_known else 'Done.'} {faults}"
            praise = "Every rule ran once, when all had arrived. " if self.rules and all_known else ""
            return f"Done. {praise}{self._results()}".rstrip()
        labelled = [key for key in recording.wrong if self.nodes[key].label] or recording.wrong
        told = [key for key in labelled if not self.nodes[key].inputs] or labelled
        words = [
            f"{self._as_input(key)} got {self._n(self.final[key])}, should be {self._n(recording.expected[key])}"
            for key in told[:6]
        ]
        more = f"; and {len(told) - 6} more" if len(told) > 6 else ""
        return f"Wrong: {'; '.join(words)}{more}. {faults}".strip()

    def _faults(self):
        """A sentence for each thing that went wrong on the way."""

        def those(test):
            return _listed(list(dict.fromkeys(self.names[step.key] for step in self.rules if test(step))), most=4)

        if self.rules and self.rules[0].key == self.root.key and self.rules[0].arrived == 0:
            yield f"Nobody set the gradient of {self.names[self.root.key]} to 1, and 0 times anything is 0."
        if len(self.mistimed) <= 2:
            yield from map(self._mistiming, self.mistimed)
        else:
            yield f"Ran too early, or more than once: {those(lambda step: step.key in self.mistimed)}."
        if names := those(lambda step: step.leftover):
            yield f"Handed on what an earlier pass had left behind: {names}."
        if names := those(lambda step: any(share.overwrote for share in step.shares)):
            yield f"Wrote = where += belongs: the rule of {names}."
        if names := those(lambda step: any(self._is_off(step, share) for share in step.shares)):
            yield f"Did not multiply by what arrives: the rule of {names}."
        silent = self.recording.silent if self.recording.wrong else []  # where nothing arrives, a rule may be left out
        if names := _listed([self.names[key] for key in silent], most=4):
            yield f"Never ran its rule: {names}."

    def _mistiming(self, key):
        name, amounts = self.names[key], list(self.handed_on[key].values())
        if len(amounts) == 1:
            return (
                f"{name} handed on {self._n(amounts[0])}, but its gradient is {self._n(self.final[key])}: "
                "its rule ran before all of it had arrived."
            )
        times = f"{len(amounts)} times" if len(amounts) > 3 else _listed([self._n(amount) for amount in amounts])
        whole = self._n(self.final[key])
        return f"{name} handed on {times}, but should hand on {whole}, once, when all of it has arrived."

    def _results(self):
        leaves = [node for node in self.nodes.values() if not node.inputs and node.label]
        if not 0 < len(leaves) <= 8:
            return ""
        return f"Gradients: {', '.join(f'{node.label} {self._n(self.final[node.key])}' for node in leaves)}."

    # What the words are made of.

    def _n(self, number):
        return number_text(number, self.fmt)

    def _as_input(self, key):
        node = self.nodes[key]
        return self.names[key] if node.label or node.inputs else f"the number {self.names[key]}"

    def _is_faulty(self, step):
        shares_wrong = any(share.overwrote or self._is_off(step, share) for share in step.shares)
        return bool(step.early or step.handed_on or step.leftover or shares_wrong)

    def _is_off(self, step, share):
        """Whether a rule gave something else than local derivative times what arrived."""
        known = share.local is not None and share.amount is not None and step.arrived is not None
        return known and not same_number(share.amount, share.local * step.arrived)

    def _is_too_late(self, step, key):
        """Whether the node `key` has run its rule before this step, and will not do so again."""
        return self.last_run.get(key, math.inf) < step.number


class _Stage:
    """The layout that all frames share, and the drawing of one frame. Lengths in px."""

    def __init__(self, nodes, scenes, parameters, rankdir, fmt):
        self.nodes, self.fmt = nodes, fmt
        self.boxes, self.operations, self.edges = {}, {}, []
        self.edges_of = {}  # key -> indices of the edges into and out of its operation
        for node in nodes:
            style = style_of(node, parameters, is_output=node is nodes[-1], is_marked=False)
            self.boxes[node.key] = Box(node.key, self._fields(node, scenes), height=HEIGHT, **style)
            if node.inputs:
                self.operations[node.key], edges = operation_of(node, (None,) * len(node.inputs), fmt, set())
                self.edges_of[node.key] = range(len(self.edges), len(self.edges) + len(edges))
                self.edges += edges
        roomy = [replace(box, height=HEIGHT + 2 * ROOM) for box in self.boxes.values()]
        self.plan = layered_layout.layout([*roomy, *self.operations.values()], self.edges, rankdir)
        self.places = {  # key -> left, top, width, height of the box without the room for notes
            key: (left, top + ROOM, width, HEIGHT)
            for key, (left, top, width, _) in self.plan.boxes.items()
            if key in self.boxes
        }
        self.routes = [self._through_room(edge, route) for edge, route in zip(self.edges, self.plan.routes)]

    def _through_room(self, edge, route):
        """A route that runs on to the box itself, where the room for notes is in the way."""
        if not self.plan.turned:
            return route
        (x, y), *corners, (to_x, to_y) = route
        leaves_box, enters_box = edge.tail in self.boxes, edge.head in self.boxes
        return [(x, y - ROOM * leaves_box), *corners, (to_x, to_y + ROOM * enters_box)]

    @property
    def size(self):
        """Width and height of the drawing."""
        width = self.plan.width
        if self.plan.turned:
            width = max([width, *(left + 1.5 * w + 10 for left, _, w, _ in self.places.values())])
        return math.ceil(width), math.ceil(self.plan.height)

    def _fields(self, node, scenes):
        """The fields of a box, with room for the longest gradient of all scenes and below for the longest note."""
        label = (node.label,) if node.label else ()
        data = f"data {number_text(node.data, self.fmt)}"
        grads = [self._grad_text(scene, node.key) for scene in scenes]
        notes = [note[node.key][0] for scene in scenes for note in (scene.above, scene.below) if node.key in note]
        longest = max(len(text) for text in grads)
        box = Box(node.key, (*label, (data, "\u00a0" * longest)))
        missing = max((text_width(text, NOTE_SIZE) for text in notes), default=0) + 16 - math.fsum(box.widths)
        if missing > 0:
            letters = math.ceil((box.widths[-1] + missing - 2 * layered_layout.FIELD_PAD) / text_width("x"))
            longest = max(letters, longest)
        return (*label, (data, "\u00a0" * longest))

    def _grad_text(self, scene, key):
        return f"grad {number_text(scene.grads[key], self.fmt)}"

    def base(self):
        """What all frames have in common."""
        plan = self.plan
        parts = [layered_drawing.draw_edge(*edge, plan.turned) for edge in zip(self.edges, self.routes, plan.labels)]
        parts += [layered_drawing.draw_box(box, *plan.boxes[box.key]) for box in self.operations.values()]
        parts += [layered_drawing.draw_box(box, *self.places[key]) for key, box in self.boxes.items()]
        return _in_font("".join(parts))

    def frame(self, scene):
        """What one scene adds to the base."""
        parts = []
        if scene.running:
            parts += self._flow(scene)
        for node in self.nodes:
            parts.append(self._gradient(scene, node.key))
        for notes, is_above in ((scene.above, True), (scene.below, False)):
            parts += [self._note(key, *note, is_above) for key, note in notes.items() if note[0]]
        for key in sorted(scene.done, key=lambda key: int(key[1:])):
            parts.append(self._badge(key, key in scene.warned))
        return _in_font("".join(parts))

    def _flow(self, scene):
        """The operation that runs, and the ways by which it gives to its inputs, with arrow heads that point back."""
        *incoming, out = self.edges_of[scene.running]
        color = WRONG if scene.above[scene.running][1] else RUNNING
        ways = [i for i in incoming if self.edges[i].tail in scene.receiving]
        for i in (*ways, out):
            route, turned = self.routes[i], self.plan.turned
            x, y = (round(place, 1) for place in route[-1])
            head = f"M{x} {y}l-5.5 -9h11z" if turned else f"M{x} {y}l-9 -5.5v11z"
            yield f'<path d="{head}" fill="#fff" stroke="#fff"/>'  # covers the one that points forward
            way = layered_drawing.path([*route, route[-1]], turned)
            yield f'<path d="{way}" fill="none" stroke="{color}" stroke-width="3"/>'
            x, y = (round(place, 1) for place in route[0])
            head = f"M{x} {y}l-5.5 11h11z" if turned else f"M{x} {y}l11 -5.5v11z"
            yield f'<path d="{head}" fill="{color}"/>'
        operation = self.operations[scene.running]
        tint = WRONG_TINT if color == WRONG else RUNNING_TINT
        marked = replace(operation, fill=tint, line=color, line_width=3)
        yield layered_drawing.draw_box(marked, *self.plan.boxes[operation.key])

    def _gradient(self, scene, key):
        """The gradient in its box, and the outline of a box that takes part."""
        left, top, width, height = self.places[key]
        cell = self.boxes[key].widths[-1]
        cell_left, middle = left + math.fsum(self.boxes[key].widths[:-1]), top + height / 2
        notes = (scene.above.get(key), scene.below.get(key))
        is_wrong = key in scene.wrong or (scene.running is not None and any(note and note[1] for note in notes))
        parts = []
        if is_wrong or key == scene.running or key in scene.receiving:
            tint, line = (WRONG_TINT, WRONG) if is_wrong else (RUNNING_TINT, RUNNING)
            x, y, w, h = (round(number, 1) for number in (cell_left + 1, middle + 0.5, cell - 2, height / 2 - 1.5))
            soft = ' rx="6"' if self.boxes[key].soft else ""
            parts.append(f'<rect x="{x}" y="{y}" width="{w}" height="{h}"{soft} fill="{tint}"/>')
            if key in scene.wrong or key == scene.running:
                corner = ' rx="9"' if self.boxes[key].soft else ""
                dashes = ' stroke-dasharray="7 4"' if key in scene.wrong else ""
                x, y, w, h = (round(number, 1) for number in (left, top, width, height))
                parts.append(
                    f'<rect x="{x}" y="{y}" width="{w}" height="{h}"{corner} fill="none" stroke="{line}"'
                    f' stroke-width="3"{dashes}/>'
                )
        x, y = round(cell_left + cell / 2, 1), round(middle + height / 4 + FONT_SIZE / 3, 1)
        weight = ' font-weight="bold"' if parts else ""
        parts.append(f'<text x="{x}" y="{y}"{weight}>{escape(self._grad_text(scene, key))}</text>')
        return "".join(parts)

    def _note(self, key, text, is_warning, is_above):
        left, top, width, height = self.places[key]
        x, y = round(left + width / 2, 1), round(top - 6 if is_above else top + height + NOTE_SIZE + 3, 1)
        anchor = ""
        if self.plan.turned:  # beside the edges that enter and leave in the middle
            x, anchor = round(x + 14, 1), ' text-anchor="start"'
        ink = WRONG_TEXT if is_warning else INK
        look = f'font-size="{NOTE_SIZE}" font-weight="bold" stroke="#fff" stroke-width="4" paint-order="stroke"'
        return f'<text x="{x}" y="{y}" fill="{ink}" {look}{anchor}>{escape(text)}</text>'

    def _badge(self, key, is_warning):
        """In the box's corner: its rule has run. A tick, or a warning triangle."""
        left, top, width, _ = self.places[key]
        x, y = round(left if self.plan.turned else left + width, 1), round(top, 1)  # away from the notes
        if is_warning:
            return (
                f'<path d="M{x} {y - 11}l10 18h-20z" fill="{WRONG}" stroke="#fff" stroke-linejoin="round"/>'
                f'<path d="M{x} {y - 5}v6m0 2v2" stroke="#fff" stroke-width="2"/>'
            )
        return (
            f'<circle cx="{x}" cy="{y}" r="7" fill="{DONE}" stroke="#fff"/>'
            f'<path d="M{x - 3.5} {y}l2.5 3 4.5 -6" fill="none" stroke="#fff" stroke-width="2"/>'
        )


def _names(nodes, fmt):
    """key -> what captions call a node: its label, its number, or the formula that made it."""
    names, known = {}, {}  # known: key -> (name as a part of a formula, how strongly it binds)
    for node in nodes:
        if node.label:
            names[node.key], binds = node.label, ATOM
        elif not node.inputs:
            names[node.key] = number_text(node.data, fmt)
            binds = BINDS["neg"] if names[node.key].startswith("-") else ATOM
        else:
            names[node.key], binds = formula_of(node.op, [known[key] for key in node.inputs])
        known[node.key] = names[node.key], binds
        if not node.label and (len(names[node.key]) > LONGEST_NAME or "…" in names[node.key]):
            names[node.key] = "the output" if node is nodes[-1] else f"the result of {node.op or '?'}"
            known[node.key] = "…", ATOM
    return names


def _counted(words):
    """ "a, twice and b" """
    times = {1: "", 2: ", twice"}
    return " and ".join(word + times.get(uses, f", {uses} times") for word, uses in Counter(words).items())


def _listed(words, most=8):
    """ "a", "a and b", "a, b and c" """
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _sentence_start(name):
    return name.replace("the ", "The ", 1) if name.startswith("the ") else name


def _in_font(content):
    return f'<g font-family="{FONT}" font-size="{FONT_SIZE}" text-anchor="middle">{content}</g>'
