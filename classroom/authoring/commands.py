"""build, images, publish."""


def add(commands):
    build = commands.add_parser("build", help="execute notebooks/src/*.py and write notebooks/*.ipynb")
    build.add_argument("lessons", nargs="*", help="only lessons whose name starts so, e.g. 03")
    build.add_argument("--check", action="store_true", help="only tell whether notebooks fit their sources; no kernel")
    build.add_argument("--verify", action="store_true", help="only tell whether a fresh build gives the same bytes")
    build.add_argument("--force", action="store_true", help="overwrite notebooks that were edited by hand")
    build.set_defaults(run=run_build, extra="authors")

    images = commands.add_parser("images", help="redraw images/")
    images.add_argument("--check", action="store_true", help="only tell whether the pictures are fresh")
    images.set_defaults(run=run_images, extra="authors")

    publish = commands.add_parser("publish", help="write where the course is published, and all links that follow")
    publish.add_argument("repository", nargs="?", metavar="OWNER/REPO", help="on GitHub; left out: tell what is set")
    publish.add_argument("--branch", default="main", help="the branch or tag that links lead to (main)")
    publish.add_argument("--unset", action="store_true", help="take the setting and all links away again")
    publish.set_defaults(run=run_publish, extra="authors")


def run_build(options):
    from classroom.authoring import build

    if options.check:
        return build.check(options.lessons)
    if options.verify:
        return build.verify(options.lessons)
    return build.build(options.lessons, force=options.force)


def run_images(options):
    from classroom.authoring import images

    return images.check() if options.check else images.draw()


def run_publish(options):
    from classroom.authoring import publish

    return publish.command(options.repository, options.branch, options.unset)
