"""Ways to cut a text into the pieces that a model's tokens would make."""

import random


class Whole:
    """One piece."""

    name = "whole"

    def pieces(self, text):
        return [text] if text else []


class Characters:
    """A piece for each character."""

    name = "characters"

    def pieces(self, text):
        return list(text)


class Words:
    """A piece for each word, with the space before it."""

    name = "words"

    def pieces(self, text):
        return [word if at == 0 else " " + word for at, word in enumerate(text.split(" "))]


class Random:
    """Pieces of random length."""

    def __init__(self, seed, longest):
        self.name = f"random-{longest}"
        self.random = random.Random(seed)
        self.longest = longest

    def pieces(self, text):
        made = []
        while text:
            length = self.random.randint(1, self.longest)
            made.append(text[:length])
            text = text[length:]
        return made


class EveryPosition:
    """Cuts the n-th value of a text behind its n-th character, the first ones before and at its beginning."""

    name = "every-position"

    def __init__(self, values):
        self.values = values

    def pieces(self, text):
        places = sorted(at for at in (text.find(value) for value in self.values) if at >= 0)
        made, done = [], 0
        for order, place in enumerate(places):
            cut = place - 1 + order
            made.append(text[done:cut])
            done = cut
        return [piece for piece in [*made, text[done:]] if piece]
