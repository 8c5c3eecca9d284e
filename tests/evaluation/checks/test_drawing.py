"""Do the drawn letters show how a letter is read today?"""

from tests.evaluation.drawing import FOLDER, drawings


def test_the_drawn_letters_are_current_and_say_what_was_understood() -> None:
    for name, drawn in drawings().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == drawn, (
            "python -m tests.evaluation.drawing writes them anew"
        )
        assert "Understood: audience" in drawn
