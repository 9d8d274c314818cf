# SPDX-License-Identifier: Apache-2.0
"""English-like sentences of GPT-2's own words, as the benchmarks read them."""


def sentence(r, words, pieces, marks, **choice):
    """Words by their weights, a few compounds and numbers, and a mark behind some of them.

    `choice` is how words are chosen, as `random.choices` takes it: their weights and their number.
    """
    found = []
    for word in r.choices(words, **choice):
        chance = r.random()
        if chance < 0.03:
            word = "".join(r.choices(pieces, k=r.randint(2, 3)))
        elif chance < 0.05:
            word = str(r.randrange(10 ** r.randint(1, 5)))
        found.append(word + r.choice(marks))
    return " ".join(found)
