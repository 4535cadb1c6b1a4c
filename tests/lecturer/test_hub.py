"""A class on JupyterHub, as notebooks/teaching/jupyterhub.md describes it: a real hub on this machine, loopback only.

The lecturer hands out through nbgrader's exchange; one student works in JupyterLab in a browser, another through the same
addresses that JupyterLab's buttons call; the lecturer collects, grades and gives back.
"""

import csv
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from simulated_class import ASSIGNMENT, answer, make_course, right

from classroom.files import ROOT

CONFIG = ROOT / "notebooks" / "teaching" / "jupyterhub_config.py"
PROXY = ROOT / ".ci" / "node_modules" / ".bin"
PASSWORD = "forty-two knobs"
NOTEBOOK = f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
# What JupyterLab itself does when it calls its server: the address below the user's, and the token against forgery.
CALL = """async ([method, path, body]) => {
    const settings = JSON.parse(document.getElementById('jupyter-config-data').textContent);
    const token = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)[1];
    const headers = {'X-XSRFToken': token, 'Content-Type': 'application/json'};
    const answer = await fetch(settings.baseUrl + path, {method, headers, body: body && JSON.stringify(body)});
    return [answer.status, await answer.text()];
}"""

pytestmark = pytest.mark.browser


class Class:
    """The folder of a class, and the address of its hub."""

    def __init__(self, folder):
        self.folder, self.course = folder, folder / "course"
        self.ports = free_ports(3)
        self.address = f"http://127.0.0.1:{self.ports[0]}"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
        self.environment |= {"CLASS_DIR": str(folder), "CLASS_TRIAL": PASSWORD}
        self.environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), str(PROXY), os.environ["PATH"]])

    def start(self):
        outside, inside, proxy = self.ports
        options = ["--ip=127.0.0.1", f"--port={outside}", f"--JupyterHub.hub_port={inside}"]
        options += [f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{proxy}"]
        with (self.folder / "log").open("w") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "-f", CONFIG, *options],
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def lecturer(self, *words):
        """Run a command in the course's folder, with what a terminal in the lecturer's server knows."""
        environment = self.environment | {
            "JUPYTER_CONFIG_PATH": str(self.folder / "etc"),
            "JUPYTERHUB_USER": "lecturer",
        }
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=self.course, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    pytest.importorskip("jupyterhub")
    if not PROXY.is_dir() or not shutil.which("node"):
        pytest.skip("what .ci/npm installs is not there")
    made = Class(tmp_path_factory.mktemp("class"))
    make_course(made.course)
    (made.folder / "students.txt").write_text("alice\nbob\n", encoding="utf-8")
    running = made.start()
    try:
        wait_for(f"{made.address}/hub/health", running, made.folder / "log")
        yield made
    finally:
        end(running)


def wait_for(address, running, log, seconds=60):
    for _ in range(10 * seconds):
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            assert running.poll() is None, log.read_text()
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the hub did not start\n{log.read_text()}")


def end(running):
    """Ask the hub to stop, which ends its proxy and its users' servers, and wait until it has."""
    running.send_signal(signal.SIGTERM)
    try:
        running.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


class User:
    """Somebody logged in, in a browser of their own, with their own server started."""

    def __init__(self, hub, browser, name):
        self.page = browser.new_page(viewport={"width": 1300, "height": 900})
        self.page.set_default_timeout(60_000)
        self.home = f"{hub.address}/user/{name}"
        self.page.goto(f"{hub.address}/hub/login")
        self.page.fill("input[name=username]", name)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("input[type=submit]")
        self.page.wait_for_selector(".jp-Launcher")

    def call(self, method, path, body=None):
        """What the server answers, read as JSON; it has to agree."""
        status, text = self.page.evaluate(CALL, [method, path, body])
        assert status in (200, 201), (status, text)
        return json.loads(text)

    def exchange(self, action):
        """Fetch or submit the assignment as the buttons of the assignment list do; what the list says of it afterwards."""
        listed = self.call("POST", f"assignments/{action}", {"course_id": "micrograd", "assignment_id": ASSIGNMENT})
        assert listed["success"], listed
        return [one["status"] for one in listed["value"]]

    def read(self):
        content = self.call("GET", f"api/contents/{NOTEBOOK}")["content"]
        return nbformat.from_dict(content)

    def write(self, notebook):
        self.call("PUT", f"api/contents/{NOTEBOOK}", {"type": "notebook", "format": "json", "content": notebook})

    def menu(self, *names):
        for name in names:
            self.page.get_by_role("menuitem", name=name, exact=True).first.click()


@pytest.fixture
def user(hub, launch):
    browser = launch()
    return lambda name: User(hub, browser, name)


def test_from_handing_out_to_giving_back(hub, user):
    """The whole way; the order of its parts is the story."""
    hub.lecturer("nbgrader", "release_assignment", ASSIGNMENT)

    alice = user("alice")
    works_in_jupyterlab(alice, right(hub.course))
    bob = user("bob")
    assert bob.exchange("fetch") == ["fetched"]
    bob.write(answer(right(hub.course), "1.1", "def open_box(box):\n    return box(0, 0)"))
    assert sorted(bob.exchange("submit")) == ["fetched", "submitted"]

    hub.lecturer("nbgrader", "collect", ASSIGNMENT)
    printed = hub.lecturer("classroom", "grade", ".", ASSIGNMENT)
    assert "2" in printed
    hub.lecturer("nbgrader", "export")
    with (hub.course / "grades.csv").open(encoding="utf-8", newline="") as table:
        score = {
            row["student_id"]: float(row["score"]) for row in csv.DictReader(table) if row["assignment"] == ASSIGNMENT
        }
    full = sum(cell.metadata.get("nbgrader", {}).get("points", 0) for cell in right(hub.course).cells)
    assert score == {"alice": full, "bob": full - 2}

    hub.lecturer("nbgrader", "generate_feedback", ASSIGNMENT)
    hub.lecturer("nbgrader", "release_feedback", ASSIGNMENT)
    alice.exchange("fetch_feedback")
    found = list((hub.folder / "home" / "alice").rglob("feedback/**/*.html"))
    assert len(found) == 1 and "alice" not in found[0].read_text(encoding="utf-8")[:100]

    lecturer = user("lecturer")
    (listed,) = [one for one in lecturer.call("GET", "formgrader/api/assignments") if one["name"] == ASSIGNMENT]
    assert listed["num_submissions"] == 2
    status, _ = alice.page.evaluate(CALL, ["GET", "formgrader/api/assignments", None])
    assert status == 404


def works_in_jupyterlab(student, solved):
    """Fetch, open, run and submit with JupyterLab's own buttons; only the typing is done for the student."""
    page = student.page
    student.menu("Nbgrader", "Assignment List")
    page.get_by_role("button", name="Fetch").click()
    page.get_by_role("button", name="Submit").wait_for()

    fetched = student.read()
    for cell, solution in zip(fetched.cells, solved.cells, strict=True):
        assert not cell.metadata.get("nbgrader", {}).get("solution") or "YOUR CODE HERE" in cell.source
        cell.source = solution.source
    student.write(fetched)
    page.goto(f"{student.home}/lab/tree/{NOTEBOOK}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.get_by_text("| Idle").wait_for()  # the kernel is there
    student.menu("Run", "Run All Cells")
    cells = ran(student)
    assert not [output for cell in cells for output in cell.outputs if output.output_type == "error"]
    checks = [cell for cell in cells if cell.source.startswith("check(")]
    assert checks and all(" · yes" in str(cell.outputs) for cell in checks)

    student.menu("Nbgrader", "Assignment List")
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("There are no submitted assignments").wait_for(state="hidden")


def ran(student, seconds=60):
    """The code cells of the saved notebook, once every one has run; while it is being saved, it cannot be read."""
    for _ in range(seconds):
        student.page.keyboard.press("Control+s")
        time.sleep(1)
        status, text = student.page.evaluate(CALL, ["GET", f"api/contents/{NOTEBOOK}", None])
        cells = nbformat.from_dict(json.loads(text)["content"]).cells if status == 200 else []
        cells = [cell for cell in cells if cell.cell_type == "code"]
        if cells and all(cell.execution_count for cell in cells):
            return cells
    pytest.fail(f"{sum(not cell.execution_count for cell in cells)} of {len(cells)} cells have not run")
