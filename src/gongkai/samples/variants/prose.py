"""Sentences without duties, deadlines or figures, put together from the pools."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from gongkai.samples.variants.pools import Domain, words


@dataclass(slots=True)
class Writer:
    """An author who writes about one field and never gives two items the same title."""

    chance: Random
    domain: Domain
    used: set[str] = field(default_factory=set)

    def title(self) -> str:
        """A title such as 规范校园食品采购流程, new in this document."""
        while True:
            first, second = self.chance.sample(self.domain.objects, 2)
            title = self.chance.choice(words("prose", "verbs")) + first
            if self.chance.random() < 0.3:
                title += f"和{second}"
            if not any(title in other or other in title for other in self.used):
                self.used.add(title)
                return title

    def sentence(self) -> str:
        """One sentence about work to be done."""
        verbs = self.chance.sample(words("prose", "verbs"), 3)
        objects = self.chance.sample(self.domain.objects, 3)
        slots = {f"v{n}": verb for n, verb in enumerate(verbs, start=1)}
        slots |= {f"o{n}": thing for n, thing in enumerate(objects, start=1)}
        return self.chance.choice(words("prose", "templates")).format(**slots)

    def sentences(self, least: int, most: int) -> str:
        """Between ``least`` and ``most`` sentences."""
        return "".join(self.sentence() for _ in range(self.chance.randint(least, most)))

    def grant(self) -> str:
        """A sentence about money that is granted; no target, however many figures it holds."""
        thing, unit = self.chance.choice(self.domain.counts)
        amount = self.chance.choice((5, 10, 20, 30, 50, 80, 100))
        share = self.chance.choice((10, 20, 30, 50))
        return self.chance.choice(
            (
                f"对新认定的{thing}，每{unit}给予最高{amount}万元补助。",
                f"按照实际投入的{share}%给予奖励，单个项目最高不超过{amount}万元。",
                f"对通过验收的{thing}，一次性给予{amount}万元奖励。",
                f"{thing}贷款给予{share}%的贴息，每年最高{amount}万元。",
            )
        )
