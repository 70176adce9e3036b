#!/usr/bin/env python3
"""Writes into a model file how far its heads are gone by (NETWORK.md, section 4: `record.bounds`). What to give is chosen by reading the pages that
the model held out: docs/FIGURES.md."""
import argparse

import numpy

import container

if __name__ == "__main__":
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--model", required=True)
    cli.add_argument("--cue", type=float, nargs=2, required=True, metavar=("OUTSIDE", "INSIDE"),
                     help="the least probability of a cue, and of one inside another's content")
    cli.add_argument("--meant", type=float, required=True, help="the least probability of whom a pronoun stands for")
    cli.add_argument("--recipient", type=float, nargs=2, required=True, metavar=("HERE", "ELSEWHERE"),
                     help="what a recipient gains in log-odds over nobody, in the trigger's sentence and in another")
    cli.add_argument("--event", type=float, required=True, help="the least probability of a trigger")
    args = cli.parse_args()
    container.write(args.model, container.read(args.model) | {"record.bounds": numpy.array([*args.cue, args.meant, *args.recipient, args.event], numpy.float32)})
