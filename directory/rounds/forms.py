"""How does the yearly question ask? Everything filled in as it is known; and how a round is opened."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, TextAreaField, ValidationError
from wtforms.validators import Length

from directory.listings.desk.forms.field_types import CheckboxesField, DayField, NumberField, ProseField
from directory.rounds.known_answers import QUESTIONS, Answers
from directory.vocabulary import (
    ATTENDANCE,
    CLASSES,
    FOR,
    FOUND_BY,
    LEADERS,
    LEADERSHIP,
    NEEDS,
    OPENNESS,
    SERVED,
    STILL_THERE,
    Codes,
)
from directory.web.language import label_of
from directory.web.sent.fields import PublicForm, SentForm

_MOST_SIGNS = 1000
_SOONEST = timedelta(days=7)


class OneAnswerField(RadioField):  # type: ignore[misc]
    """One of a list's codes; `none` is what it is called that nothing is chosen."""

    def __init__(self, label: str, codes: Codes, none: str | None = None, **values: Any) -> None:
        super().__init__(label, choices=self._list, default="", **values)
        self._codes, self._none = codes, none

    def _list(self) -> list[tuple[str, str]]:
        named = [(code, label_of(self._codes, code)) for code in self._codes]
        return [*named, ("", str(self._none))] if self._none else named

    def pre_validate(self, _form: Any) -> None:
        if self.data not in {code for code, _label in self._list()}:
            raise ValidationError(gettext("Velg ett av svarene."))


class AnswersField(CheckboxesField):
    """Any of a list's codes."""

    def __init__(self, label: str, codes: Codes, **values: Any) -> None:
        super().__init__(label, choices=self._list, **values)
        self._codes = codes

    def _list(self) -> list[tuple[str, str]]:
        return [(code, label_of(self._codes, code)) for code in self._codes]

    def pre_validate(self, _form: Any) -> None:
        if not set(self.data or []) <= set(self._codes):
            raise ValidationError(gettext("Velg blant svarene som står her."))


class AnswerForm(PublicForm):
    """The questions about one listing. Several stand on one page, each with the listing's id before its names."""

    version = HiddenField()
    still = OneAnswerField(_("Finnes det fortsatt?"), STILL_THERE)
    attendance = OneAnswerField(_("Hvor mange pleier å komme?"), ATTENDANCE, _("Vet ikke"))
    found = AnswersField(_("Hvordan finner folk fram til dere?"), FOUND_BY)
    class_code = OneAnswerField(_("Hva slags tilbud er det?"), CLASSES, _("Vet ikke"))
    audiences = AnswersField(_("Hvem er det for?"), SERVED)
    for_whom = OneAnswerField(_("For kvinner eller menn?"), FOR, _("For alle"))
    openness = OneAnswerField(_("Åpent eller lukket?"), OPENNESS, _("Vet ikke"))
    leadership = OneAnswerField(_("Er det noen som leder?"), LEADERSHIP, _("Vet ikke"))
    leader = OneAnswerField(_("Hvem leder eller holder i det?"), LEADERS, _("Vet ikke"))
    needs = AnswersField(_("Hva handler det om?"), NEEDS)
    comment = ProseField(
        _("Noe annet dere vil si?"), validators=[Length(max=_MOST_SIGNS, message=_("Skriv litt kortere."))]
    )

    def answers(self) -> Answers:
        """What was answered, as codes."""
        return {
            name: self[name].data or ([] if name in ("found", "audiences", "needs") else "")
            for name in QUESTIONS
        }

    def version_seen(self) -> int | None:
        """The version of the listing that was shown."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def filled_form(prefix: str, known: Answers, comment: str | None, version: int) -> AnswerForm:
    """The questions with everything filled in as it is known."""
    values = {**known, "comment": comment, "version": str(version)}
    return AnswerForm(formdata=None, prefix=f"{prefix}-", data=values)


class RoundForm(SentForm):
    """A new round: the year, until when, and the editor's own words in three languages."""

    year = NumberField(_("År"), 2000, 2100)
    deadline = DayField(_("Svarfrist"))
    nb = TextAreaField(
        _("Dine ord i brevet, bokmål"),
        validators=[Length(max=_MOST_SIGNS, message=_("Skriv litt kortere."))],
    )
    nn = TextAreaField(
        _("Dine ord i brevet, nynorsk"),
        validators=[Length(max=_MOST_SIGNS, message=_("Skriv litt kortere."))],
    )
    en = TextAreaField(
        _("Dine ord i brevet, engelsk"),
        validators=[Length(max=_MOST_SIGNS, message=_("Skriv litt kortere."))],
    )

    def wording(self) -> dict[str, str]:
        """The editor's words by language, those that were written."""
        texts = {name: str(self[name].data or "").strip() for name in ("nb", "nn", "en")}
        return {name: text for name, text in texts.items() if text}

    def is_ready(self, today: date) -> bool:
        """Whether a round can be opened so; what must be mended stands by its field."""
        if not self.validate():
            return False
        if self.year.data is None:
            self.year.errors = [gettext("Skriv året.")]
        if self.deadline.data is None:
            self.deadline.errors = [gettext("Skriv svarfristen.")]
        elif date.fromisoformat(self.deadline.data) < today + _SOONEST:
            self.deadline.errors = [gettext("Gi folk minst en uke på seg.")]
        return not (self.year.errors or self.deadline.errors)
