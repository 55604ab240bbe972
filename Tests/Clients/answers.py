"""What a model is made to say: texts and tool arguments with values planted in them."""

import dataclasses
import random

import planted


@dataclasses.dataclass
class Answer:
    """The texts of one answer, whatever the format that carries them."""

    text: str
    second: str
    reasoning: str
    arguments: dict
    values: list = dataclasses.field(default_factory=list)

    def mapped(self, change):
        """The same answer with every string changed by `change`; names of members stay."""

        def walk(node):
            if isinstance(node, str):
                return change(node)
            if isinstance(node, dict):
                return {name: walk(child) for name, child in node.items()}
            if isinstance(node, list):
                return [walk(child) for child in node]
            return node

        return Answer(
            change(self.text), change(self.second), change(self.reasoning), walk(self.arguments), list(self.values)
        )


def short(seed):
    """An answer with one value of each kind in every text."""
    source = random.Random(seed)
    values = []

    def plant(make):
        values.append(make(source))
        return values[-1]

    return Answer(
        text=f"Use {plant(planted.token)} to log in 😀.\nThe card is {plant(planted.card)}, \"safe\\sound\".",
        second=f"No tokens for “{plant(planted.token)}” – été.",
        reasoning=f"The user's key:\n{plant(planted.private_key)}\nand {plant(planted.token)}",
        arguments={
            "path": "a/.env",
            "content": f'A="{plant(planted.token)}"\nB=\t\'é😀\'\n{plant(planted.private_key)}\n',
            "lines": [1, 2.50, True, None, f"pay with {plant(planted.card)}"],
            "empty": {},
        },
        values=values,
    )


def long(seed):
    """An answer with more tokens in each text than a token has positions to be cut at."""
    source = random.Random(seed)
    values = []

    def lines(form, count=46):
        made = []
        for at in range(count):
            values.append(planted.token(source))
            made.append(form.format(at, values[-1]))
        return "".join(made)

    return Answer(
        text=lines("{}. Réponse: {}, d'accord?\n"),
        second=lines("`{} {}` "),
        reasoning=lines("({}) is it {} then?\n"),
        arguments={"path": ".env", "content": lines('V{}="{}"\n'), "list": [lines("{}\\{}\n")]},
        values=values,
    )


def plain():
    """An answer with nothing to find, whose words are all different."""
    return Answer(
        text=" ".join(f"word{at}" for at in range(60)),
        second="Nothing to say.",
        reasoning="Let me look",
        arguments={"path": "a"},
    )


def blocked_call(seed):
    """An answer that says something and then calls a tool with the value."""
    value = planted.token(random.Random(seed))
    arguments = {"path": "x", "content": f'export V="{value}"\nexport W=1\n'}
    text = "Of course. I shall write the file. "
    return Answer(text=text, second="Nothing.", reasoning="Let me look.", arguments=arguments, values=[value])


def blocked(seed):
    """An answer that says something before the value."""
    source = random.Random(seed)
    value = planted.token(source)
    text = f"Of course. The deploy token of the staging server is {value} and it is valid until May.\n"
    return Answer(text=text, second="Nothing.", reasoning="Let me look.", arguments={"path": "x"}, values=[value])
