"""Pictures of a text, put inside it: Colab sees no file beside a notebook, and shows no attachments."""

import base64
import os
import re
from pathlib import Path

from classroom.files import Problem

PICTURE = re.compile(r"(!\[[^\]]*\]\()(?!data:|https?:)([^)\s]+)(\))")
KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif"}


def embedded(text, folder):
    """Markdown with its local pictures inside it; `folder` is that of the notebook."""

    def inside(found):
        path = Path(os.path.normpath(folder / found[2]))
        if path.suffix not in KINDS or not path.is_file():
            raise Problem(f"{found[2]} is not a picture that a notebook in {folder.name} can show")
        data = base64.b64encode(path.read_bytes()).decode()
        return f"{found[1]}data:{KINDS[path.suffix]};base64,{data}{found[3]}"

    return PICTURE.sub(inside, text)
