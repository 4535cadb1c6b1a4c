"""new-course, grade."""


def add(commands):
    course = commands.add_parser(
        "new-course", help="make or update an nbgrader course directory, outside the repository"
    )
    course.add_argument("directory")
    course.add_argument("--sandbox", action="store_true", help="run submissions under bubblewrap (Linux)")
    course.add_argument("--variants", metavar="SEED", help="give each student numbers of their own, from this seed")
    course.add_argument("--students", metavar="FILE.csv", help="who the students are: a CSV with a column id")
    course.set_defaults(run=run_new_course, extra="lecturer")

    grade = commands.add_parser("grade", help="grade the new submissions of an assignment, and write a report")
    grade.add_argument("directory")
    grade.add_argument("assignment")
    grade.add_argument("--jobs", type=int, metavar="N", help="how many at once; one for each core by default")
    grade.add_argument("--student", metavar="ID", help="only this one, also if graded before")
    grade.add_argument("--force", action="store_true", help="also those graded before")
    grade.set_defaults(run=run_grade, extra="lecturer")


def run_new_course(options):
    from classroom.lecturer.handing_out.course import new_course

    return new_course(options.directory, options.sandbox, options.variants, options.students)


def run_grade(options):
    from classroom.lecturer.grading.grade import grade

    return grade(options.directory, options.assignment, options.jobs, options.student, options.force)
