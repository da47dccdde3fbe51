"""Write the search index anew, from everything that is kept.

The index follows every change by itself. This is for after a restore from elsewhere, or a release whose notes ask for it;
people can go on working, and searching, meanwhile.
"""

import argparse

from practica.config.command.database import current_product


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing but what went wrong")


def run(options: argparse.Namespace) -> int:
    with current_product(options.data):
        from practica.search.actions import index_everything
        from practica.search.tasks import learn_words

        counted = index_everything()
        learn_words()
        if not options.quiet:
            for label, count in sorted(counted.items()):
                print(f"{count:>9}  {label}")
    return 0
