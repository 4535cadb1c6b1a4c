"""site."""


def add(commands):
    site = commands.add_parser("site", help="build the website: pages to read, and notebooks that run in the browser")
    site.add_argument("--out", metavar="DIR", help="the folder to write (build/site)")
    site.add_argument(
        "--pyodide", metavar="DIR", help="serve this Pyodide distribution instead of linking to its server"
    )
    site.add_argument("--no-live", action="store_true", help="only the pages to read; needs no network")
    site.set_defaults(run=run_site, extra="site")


def run_site(options):
    from classroom import site

    return site.build(options.out or site.DEFAULT, options.pyodide, not options.no_live)
