"""What may not come in, and why? A sentence that says what to do; it repeats nothing of what was sent."""


class Refused(ValueError):
    """It is not taken in. The text is for whoever sent it. `fleeting`: the same may do another time."""

    def __init__(self, text: str, *, fleeting: bool = False) -> None:
        super().__init__(text)
        self.fleeting = fleeting
