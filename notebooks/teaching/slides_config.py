"""jupyter nbconvert --to slides --config notebooks/teaching/slides_config.py notebooks/03*.ipynb"""

from traitlets.config import get_config

c = get_config()
c.SlidesExporter.preprocessors = ["classroom.teaching_slides.Lesson"]
