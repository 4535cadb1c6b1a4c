"""A class on JupyterHub, with nbgrader's exchange: for one Linux machine. jupyterhub.md tells how to use it.

To try it out without root, on your own machine: CLASS_DIR=DIR CLASS_TRIAL=PASSWORD jupyterhub -f THIS_FILE --ip 127.0.0.1
"""

import os
import sys
from pathlib import Path

from traitlets.config import get_config

c = get_config()
CLASS = Path(os.environ.get("CLASS_DIR", "/srv/micrograd"))
COURSE = CLASS / "course"  # made by `python -m classroom new-course`, the lecturer's alone
EXCHANGE = CLASS / "exchange"  # where nbgrader hands out and takes in
LECTURERS = {"lecturer"}
STUDENTS = set((CLASS / "students.txt").read_text(encoding="utf-8").split())
TRIAL = os.environ.get(
    "CLASS_TRIAL"
)  # a password: everybody logs in with it, and nobody needs an account on the machine

c.Authenticator.allowed_users = LECTURERS | STUDENTS
c.Spawner.cmd = [str(Path(sys.executable).with_name("jupyterhub-singleuser"))]
c.Spawner.default_url = "/lab"
c.Spawner.environment = {"JUPYTER_CONFIG_PATH": str(CLASS / "etc")}

# What nbgrader must know in everybody's server, and in a lecturer's terminal.
EXCHANGE.mkdir(exist_ok=True)
EXCHANGE.chmod(0o1777)  # everybody hands in there, and nobody can move what belongs to others
(CLASS / "etc").mkdir(exist_ok=True)
settings = f"import os\n\nc = get_config()\nc.Exchange.root = {str(EXCHANGE)!r}\n"
if TRIAL:  # nbgrader knows people by their accounts on the machine; here all work under one
    settings += f"""\
c.ExchangeCollect.check_owner = False
if os.environ["JUPYTERHUB_USER"] not in {LECTURERS}:
    c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
"""
(CLASS / "etc" / "nbgrader_config.py").write_text(settings, encoding="utf-8")


def before_start(spawner):
    """A lecturer's server opens the course; a student's has no formgrader, which would be empty."""
    if spawner.user.name in LECTURERS:
        spawner.notebook_dir = str(COURSE)
        spawner.environment = {**spawner.environment, "JUPYTER_CONFIG_PATH": f"{CLASS / 'etc'}:{COURSE}"}
    else:
        spawner.args = [*spawner.args, "--ServerApp.jpserver_extensions=nbgrader.server_extensions.formgrader=False"]


c.Spawner.pre_spawn_hook = before_start

if TRIAL:
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = TRIAL
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = str(CLASS / "home" / "{username}")
    c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
