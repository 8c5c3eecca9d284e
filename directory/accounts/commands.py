"""What can be done about people and letters from the command line? `people add`, `people codes`, `letters send`."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from directory import db
from directory.accounts import codes
from directory.accounts import roles as verbs
from directory.accounts.models import SCOPES, TWO_STEPS
from directory.accounts.scopes import of_app
from directory.mail import delivery
from directory.vocabulary import LANGUAGES, ROLES
from directory.web.clock import oslo_now

people = AppGroup("people", help="Those who work at the desk.")
letters = AppGroup("letters", help="The mail that waits to be sent.")

_ASKED = {"contact": "--listing", "organisation_editor": "--organisation", "contact_point": "--contact-point"}


@people.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(list(ROLES)), required=True)
@click.option("--listing", "contact", help="The listing of a contact: its id or address.")
@click.option("--organisation", "organisation_editor", help="The organisation of an editor: its code.")
@click.option("--contact-point", help="The id of a contact point.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="nb", show_default=True)
def add(email: str, role: str, language: str, **reach: str | None) -> None:
    """Give somebody a role. They get a letter, and sign in with a link by mail.

    A new administrator or national editor also gets ten codes for the second step, printed here this one time.
    """
    with db.of_app().writing() as session:
        scope = _scope(session, role, reach)
        try:
            person = verbs.add(session, email, oslo_now(), language)
        except verbs.RefusedError:
            raise click.ClickException("This is not an e-mail address.") from None
        verbs.grant(session, person, role, scope, oslo_now(), giver=None)
        made = (
            codes.make(session, person.id)
            if role in TWO_STEPS and not codes.count_unused(session, person.id)
            else []
        )
    click.echo(f"{person.email} is {role}{f' of {scope}' if scope else ''}.")
    _print(made)
    _send()


@people.command("codes")
@click.argument("email")
def new_codes(email: str) -> None:
    """Print ten new codes for the second step of somebody who has lost theirs."""
    with db.of_app().writing() as session:
        person = verbs.find(session, verbs.address_of(email) or "")
        if person is None:
            raise click.ClickException("Nobody has this address.")
        made = codes.make(session, person.id)
    _print(made)


@letters.command("send")
def send() -> None:
    """Send the letters that wait. The running service does so by itself."""
    _send()
    with db.of_app().reading() as session:
        troubled = len(delivery.troubled_letters(session))
    if troubled:
        click.echo(f"{troubled} letters may not have arrived: see /skrivebord/brev.")


def _scope(session: Session, role: str, reach: dict[str, str | None]) -> str | None:
    """The id of what the role reaches. Stops with words when it is missing, unknown, or belongs to another role."""
    other = [_ASKED[name] for name, value in reach.items() if value and name != role]
    if other:
        raise click.ClickException(f"{', '.join(other)} does not go with the role {role}.")
    if SCOPES[role] is None:
        return None
    typed = reach[role]
    if not typed:
        raise click.ClickException(f"The role {role} needs {_ASKED[role]}.")
    scope = of_app().find(session, role, typed)
    if scope is None:
        raise click.ClickException(f"{_ASKED[role]}: there is none with this id.")
    return scope


def _print(made: list[str]) -> None:
    if made:
        click.echo("Ten codes for the second step. Each works once; they are shown only now:")
        click.echo("\n".join(f"  {code}" for code in made))


def _send() -> None:
    done = delivery.send_due()
    settings = current_app.extensions["settings"]
    if done["sent"] and settings.mail_url.startswith("file:"):
        click.echo(f"{done['sent']} letters in {settings.mail_url.removeprefix('file://')}")
    elif done:
        click.echo(", ".join(f"{count} {outcome}" for outcome, count in sorted(done.items())) + ".")
