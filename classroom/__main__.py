"""The course's commands: python -m classroom build | images | site | publish | update | new-course | grade."""

import argparse
import sys

from classroom.files import Problem


def main(arguments=None):
    parser = argparse.ArgumentParser(
        prog="python -m classroom", description="Commands for the course's authors and lecturers."
    )
    commands = parser.add_subparsers(dest="command", required=True)

    build = commands.add_parser("build", help="execute notebooks/src/*.py and write notebooks/*.ipynb")
    build.add_argument("lessons", nargs="*", help="only lessons whose name starts so, e.g. 03")
    build.add_argument("--check", action="store_true", help="only tell whether notebooks fit their sources; no kernel")
    build.add_argument("--verify", action="store_true", help="only tell whether a fresh build gives the same bytes")
    build.add_argument("--force", action="store_true", help="overwrite notebooks that were edited by hand")

    images = commands.add_parser("images", help="redraw images/")
    images.add_argument("--check", action="store_true", help="only tell whether the pictures are fresh")

    course = commands.add_parser(
        "new-course", help="make or update an nbgrader course directory, outside the repository"
    )
    course.add_argument("directory")
    course.add_argument("--sandbox", action="store_true", help="run submissions under bubblewrap (Linux)")
    course.add_argument("--variants", metavar="SEED", help="give each student numbers of their own, from this seed")
    course.add_argument("--students", metavar="FILE.csv", help="who the students are: a CSV with a column id")

    grade = commands.add_parser("grade", help="grade the new submissions of an assignment, and write a report")
    grade.add_argument("directory")
    grade.add_argument("assignment")
    grade.add_argument("--jobs", type=int, metavar="N", help="how many at once; one for each core by default")
    grade.add_argument("--student", metavar="ID", help="only this one, also if graded before")
    grade.add_argument("--force", action="store_true", help="also those graded before")

    publish = commands.add_parser("publish", help="write where the course is published, and all links that follow")
    publish.add_argument("repository", nargs="?", metavar="OWNER/REPO", help="on GitHub; left out: tell what is set")
    publish.add_argument("--branch", default="main", help="the branch or tag that links lead to (main)")
    publish.add_argument("--unset", action="store_true", help="take the setting and all links away again")

    update = commands.add_parser("update", help="fetch the course's new version; what you changed is kept in my_work/")
    update.add_argument("--from", dest="old", metavar="FOLDER", help="take your work over from an older copy instead")

    site = commands.add_parser("site", help="build the website: pages to read, and notebooks that run in the browser")
    site.add_argument("--out", metavar="DIR", help="the folder to write (build/site)")
    site.add_argument(
        "--pyodide", metavar="DIR", help="serve this Pyodide distribution instead of linking to its server"
    )
    site.add_argument("--no-live", action="store_true", help="only the pages to read; needs no network")

    options = parser.parse_args(arguments)
    try:
        return 0 if run(options) else 1
    except ModuleNotFoundError as missing:
        extra = "site" if options.command == "site" else "authors"
        print(f'{missing}. Tools are missing: python -m pip install -e ".[{extra}]"', file=sys.stderr)
    except Problem as problem:
        print(problem, file=sys.stderr)
    return 2


def run(options):
    if options.command == "images":
        from classroom.authoring import images

        return images.check() if options.check else images.draw()
    if options.command == "new-course":
        from classroom.lecturer.handing_out.course import new_course

        return new_course(options.directory, options.sandbox, options.variants, options.students)
    if options.command == "grade":
        from classroom.lecturer.grading.grade import grade

        return grade(options.directory, options.assignment, options.jobs, options.student, options.force)
    if options.command == "publish":
        from classroom.authoring import publish

        return publish.command(options.repository, options.branch, options.unset)
    if options.command == "update":
        from classroom import updating

        return updating.take_over(options.old) if options.old else updating.update()
    if options.command == "site":
        from classroom import site

        return site.build(options.out or site.DEFAULT, options.pyodide, not options.no_live)
    from classroom.authoring import build

    if options.check:
        return build.check(options.lessons)
    return build.build(options.lessons, force=options.force, verify=options.verify)


if __name__ == "__main__":
    sys.exit(main())
