# SPDX-License-Identifier: Apache-2.0
"""Small data sets for the audit, all about plants on a balcony; the same seed gives the same rows."""
import random

PLANTS = ["basil", "fern", "orchid", "tomato", "cactus", "ivy", "mint", "rose", "thyme", "fig"]
WET = ["soaked", "dripping", "waterlogged", "soggy"]
DRY = ["parched", "brittle", "dusty", "bone-dry"]
PESTS = ["aphids", "mites", "slugs", "mildew", "thrips", "scale"]


def pick(seed):
    return random.Random(seed)


def watering(count, seed=1, separator="\n\n###\n\n", yes=" yes", no=" no"):
    """Whether a plant wants water: two classes that words tell apart."""
    chance = pick(seed)
    for number in range(count):
        dry = chance.random() < 0.5
        words = chance.choice(DRY if dry else WET)
        prompt = f"Pot {number}: the {chance.choice(PLANTS)} on shelf {chance.randrange(10**4)} looks {words}"
        yield {"prompt": prompt + separator, "completion": yes if dry else no}


def pests(count, seed=1, separator=" ->"):
    """Which pest sits on a plant, as a number of 6."""
    chance = pick(seed)
    for number in range(count):
        pest = chance.randrange(len(PESTS))
        prompt = f"Note {number}: found {PESTS[pest]} under leaf {chance.randrange(10**4)} of the {chance.choice(PLANTS)}"
        yield {"prompt": prompt + separator, "completion": f" {pest}"}


def mottos(count, seed=1, stop=" END"):
    """A sentence for a plant: free texts that all differ."""
    chance = pick(seed)
    for number in range(count):
        plant, other = chance.choice(PLANTS), chance.choice(PLANTS)
        text = f" Put your {plant} next to the {other} at noon, turn it {chance.randrange(360)} degrees, then wait {number} days"
        yield {"prompt": f"{plant}, shelf {number}\n\n###\n\n", "completion": text + stop}


def talks(count, seed=1):
    """Turns of a chatbot as the guide writes them: a summary, and a prompt that ends in the speaker."""
    chance = pick(seed)
    for number in range(count):
        plant = chance.choice(PLANTS)
        so_far = f"\nCustomer: My {plant} number {number} droops.\nAgent: Since when?\nCustomer: Since day {chance.randrange(99)}."
        prompt = f"Summary: the customer worries about a {plant}.\n\nSpecific information: none\n\n###\n{so_far}\nAgent:"
        yield {"prompt": prompt, "completion": f" Give it {number + 2} spoons of water.\n"}
