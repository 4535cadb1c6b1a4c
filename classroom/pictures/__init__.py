"""What a notebook shows. It knows an engine's attributes, and nothing of exercises or of how notebooks are made.

graph_picture.py draws the expression graph that expression_graph.py reads, with Graphviz or with layered_layout.py and
layered_drawing.py; backward_recorder.py watches a backward pass, backward_story.py tells it in scenes, and
backward_film.py draws them. network_picture.py draws the network that network_reading.py reads; training_film.py films
its training, and border_film.py the border between its two answers. scoreboard.py shows which expression exposes which
engine. player.py with stepper.js plays films, embed.py puts a picture where it shows untrusted, svg.py writes SVG, and
palette.py has the colours and fonts. figures.py, the style of matplotlib's figures, is imported by its own name: not
everybody has matplotlib.
"""

from classroom.pictures.backward_film import watch_backward
from classroom.pictures.border_film import BorderFilm, draw_border
from classroom.pictures.expression_graph import read_graph
from classroom.pictures.graph_picture import draw_dot
from classroom.pictures.network_picture import draw_network
from classroom.pictures.scoreboard import draw_scoreboard
from classroom.pictures.training_film import TrainingFilm

__all__ = [
    "BorderFilm",
    "TrainingFilm",
    "draw_border",
    "draw_dot",
    "draw_network",
    "draw_scoreboard",
    "read_graph",
    "watch_backward",
]
