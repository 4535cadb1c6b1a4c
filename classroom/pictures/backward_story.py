"""What the film of a backward pass tells: a recording, scene by scene, in words and in notes beside the boxes.

Nothing here knows where a box stands or how it is drawn; backward_film.py draws what a Scene says.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from classroom.pictures.backward_recorder import same_number
from classroom.pictures.expression_graph import ATOM, BINDS, formula_of, number_text

MOST_FRAMES = 60
LONGEST_NAME = 20


@dataclass
class Scene:
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


class Story:
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
        scenes, done, warned = [Scene(self._opening(), grads)], frozenset(), frozenset()
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
                key: (f"should be {self._text(self.recording.expected[key])}", True) for key in self.recording.wrong
            }
            final.above = {key: (self._handed_on_note(key), True) for key in self.mistimed}
        return [*scenes, final]

    def _end(self):
        return Scene(
            self._verdict(),
            self.final,
            done=frozenset(step.key for step in self.rules),
            warned=frozenset(step.key for step in self.rules if self._is_faulty(step)),
        )

    # One scene for each kind of step.

    def _scene(self, step, grads):
        if step.kind == "rule":
            return self._rule(step, grads)
        return Scene(
            self._outside(step),
            grads,
            receiving=tuple(share.key for share in step.shares),
            above={share.key: (f"set to {self._text(share.new)}", False) for share in step.shares},
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
            sums = [f"{self.names[s.key]} from {self._text(s.old)} to {self._text(s.new)}" for s in step.shares]
            return f"{why}: {_listed(sums)}."
        if share.new == 1:
            return f"The seed: the gradient of {names} is set to 1, because {names} changes one for one with itself."
        if share.overwrote or not share.old:
            return f"The seed should be 1, but the gradient of {names} is set to {self._text(share.new)}."
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
        above[step.key] = (f"hands on {self._text(step.arrived)}", False)
        if step.early:
            above[step.key] = (f"too early: hands on {self._text(step.arrived)}", True)
            below[step.key] = (f"{self._text(step.later)} more comes later", True)
        elif step.handed_on:
            above[step.key] = (f"again: hands on {self._text(step.arrived)}", True)
            below[step.key] = (f"{self._text(step.handed_on)} of it a second time", True)
        elif step.leftover:
            below[step.key] = (f"{self._text(step.leftover)} of it is left over", True)
        elif step.key == self.root.key and step.arrived == 0:
            below[step.key] = ("no seed", True)
        sentences = [self._hands_on(step), *(self._gets(step, key, shares) for key, shares in by_key.items())]
        if not by_key:
            sentences.append("Its rule gives nothing to its inputs.")
        if lost := [f"{self._text(share.old)} in {self.names[share.key]}" for share in step.shares if share.overwrote]:
            sentences.append(f"The rule writes = where += belongs, so what was there before is lost: {_listed(lost)}.")
        return Scene(" ".join(sentences), grads, step.key, tuple(by_key), above, below)

    # Notes on the picture.

    def _product_note(self, step, shares):
        products = [self._product(step, share) for share in shares]
        return _counted(products), any(self._is_off(step, share) for share in shares)

    def _sum_note(self, step, shares):
        first, last = shares[0], shares[-1]
        lost = [share for share in shares if share.overwrote]
        if lost:
            return f"overwritten: {self._text(lost[-1].old)} is lost", True
        too_late = self._is_too_late(step, last.key) and any(share.amount for share in shares)
        words = ["too late"] if too_late else []
        if first.old or len(shares) > 1:
            words.append(self._sum(first.old, [share.amount for share in shares], last.new))
        return ": ".join(words), too_late

    def _handed_on_note(self, key):
        amounts = list(self.handed_on[key].values())
        if len(amounts) > 3:
            return f"handed on {len(amounts)} times"
        return f"handed on {' + '.join(map(self._text, amounts))}, not {self._text(self.final[key])}"

    def _product(self, step, share):
        """ "3 × 0.5 = 1.5" """
        if share.local is None:
            return f"gets {self._text(share.amount)}"
        product = f"{self._text(share.local)} × {self._text(step.arrived)}"
        return (
            f"{self._text(share.amount)}, not {product}"
            if self._is_off(step, share)
            else f"{product} = {self._text(share.amount)}"
        )

    def _sum(self, old, amounts, new):
        """ "0.5 + 0.5 = 1"; a 0 in front is left out."""
        terms = [old, *amounts] if old else amounts
        text = self._text(terms[0])
        for term in terms[1:]:
            word = self._text(term)
            text += f" - {word[1:]}" if word.startswith("-") else f" + {word}"
        return f"{text} = {self._text(new)}"

    # Sentences.

    def _opening(self):
        name, grads = self.names[self.root.key], self.recording.grads(0)
        held = [f"{self.names[key]} {self._text(grad)}" for key, grad in grads.items() if grad]
        start = f"Before {self.runner}."
        if not held:
            return f"{start} Every gradient is 0. The question: how much does {name} change when an input changes?"
        if self.root.key in grads and held == [f"{name} {self._text(grads[self.root.key])}"]:
            seed = self._text(grads[self.root.key])
            return f"{start} {name} holds {seed}, its seed, and every other gradient is 0."
        return f"{start} Some gradients are not 0: {_listed(held)}."

    def _hands_on(self, step):
        node, name = self.nodes[step.key], self.names[step.key]
        runs, arrived = f"{_sentence_start(name)} runs its rule ({node.op or '?'})", self._text(step.arrived)
        is_last = self.last_run[step.key] == step.number
        if step.early:
            now = "nothing has arrived yet, so it hands on 0" if step.arrived == 0 else f"it hands on {arrived} now"
            never = f", and {name} will never hand that on" if is_last else ""
            return f"{runs} too early: {now}, but {self._text(step.later)} more is still to come{never}."
        if step.handed_on:
            part = "all of it" if step.handed_on == step.arrived else f"{self._text(step.handed_on)} of it"
            return f"{runs} once more and hands on {arrived}, {part} for the second time: that part counts twice."
        if step.leftover:
            left_over = self._text(step.leftover)
            return f"{runs} and hands on {arrived}. Of that, {left_over} was left over from an earlier pass."
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
            text += f", on top of {self._text(first.old)}"
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
        return f"{letters} × {self._text(step.arrived)} = " if letters else ""

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
        mentioned = [key for key in labelled if not self.nodes[key].inputs] or labelled
        words = [
            f"{self._as_input(key)} got {self._text(self.final[key])}, should be {self._text(recording.expected[key])}"
            for key in mentioned[:6]
        ]
        more = f"; and {len(mentioned) - 6} more" if len(mentioned) > 6 else ""
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
                f"{name} handed on {self._text(amounts[0])}, but its gradient is {self._text(self.final[key])}: "
                "its rule ran before all of it had arrived."
            )
        times = f"{len(amounts)} times" if len(amounts) > 3 else _listed([self._text(amount) for amount in amounts])
        whole = self._text(self.final[key])
        return f"{name} handed on {times}, but should hand on {whole}, once, when all of it has arrived."

    def _results(self):
        leaves = [node for node in self.nodes.values() if not node.inputs and node.label]
        if not 0 < len(leaves) <= 8:
            return ""
        return f"Gradients: {', '.join(f'{node.label} {self._text(self.final[node.key])}' for node in leaves)}."

    # What the words are made of.

    def _text(self, number):
        """A number as captions and notes write it."""
        return number_text(number, self.fmt)

    def _as_input(self, key):
        node = self.nodes[key]
        return self.names[key] if node.label or node.inputs else f"the number {self.names[key]}"

    def _is_faulty(self, step):
        shares_wrong = any(share.overwrote or self._is_off(step, share) for share in step.shares)
        return bool(step.early or step.handed_on or step.leftover or shares_wrong)

    def _is_off(self, step, share):
        """Whether a rule gave something else than local derivative times what arrived."""
        if share.local is None or share.amount is None or step.arrived is None:
            return False
        return not same_number(share.amount, share.local * step.arrived)

    def _is_too_late(self, step, key):
        """Whether the node `key` has run its rule before this step, and will not do so again."""
        return self.last_run.get(key, math.inf) < step.number


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
