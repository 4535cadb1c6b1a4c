"""The course's commands: python -m classroom build | images | new-course | grade."""

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

    options = parser.parse_args(arguments)
    try:
        return 0 if run(options) else 1
    except ModuleNotFoundError as missing:
        print(f'{missing}. The authors\' tools are missing: python -m pip install -e ".[authors]"', file=sys.stderr)
    except Problem as problem:
        print(problem, file=sys.stderr)
    return 2


def run(options):
    if options.command == "images":
        from classroom import images

        return images.check() if options.check else images.draw()
    if options.command == "new-course":
        from classroom.lecturer.course import new_course

        return new_course(options.directory, options.sandbox, options.variants, options.students)
    if options.command == "grade":
        from classroom.lecturer.grading import grade

        return grade(options.directory, options.assignment, options.jobs, options.student, options.force)
    from classroom import build

    if options.check:
        return build.check(options.lessons)
    return build.build(options.lessons, force=options.force, verify=options.verify)


if __name__ == "__main__":
    sys.exit(main())
