"""What several exercises of lesson 03 say."""

OVERWRITES = (
    "it sets a gradient where it should add to it. What happens to a share that another use has already brought?"
)
FIRST_OVERWRITES = (
    "the second input's gradient is added to, the first one's is set. The two lines should differ in names only."
)
SECOND_OVERWRITES = (
    "the first input's gradient is added to, the second one's is set. The two lines should differ in names only."
)
TO_RESULT = (
    "the rule changes the gradient of the result itself. That has arrived and is only read; whose should change?"
)
OWN_ARRIVES = (
    "it reads the input's own gradient, which is still being added up. What is handed on now has arrived at the result."
)
DATA_CHANGED = (
    "the rule changes the number in an input. Gradients are computed from the numbers; whose `grad` should it change?"
)
VALUE_ARRIVES = "it hands on the result's data. What arrives at the result is another of its attributes."
SEEDS = (
    "the rule sets the result's own gradient before it hands anything on. What has arrived there is lost; who sets the "
    "first gradient?"
)
NO_UPSTREAM = (
    "it hands on the local derivative alone. That is right for the last operation of an expression. What has to come in "
    "when something follows?"
)
