"""Which sums are kept? Numbers under codes of ours, and nothing of anybody."""

from datetime import date
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from directory.db.base import Base


class FieldMonth(Base):
    """How many listings one code had on the day of a month's snapshot, and how many of them were confirmed within a year."""

    __tablename__ = "field_month"

    month: Mapped[str] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    fresh: Mapped[int]
    made_on: Mapped[date]
    demo: Mapped[bool] = mapped_column(default=False, index=True)


class AskedMonth(Base):
    """How often a need was asked for in a county in a month, and nothing near was found."""

    __tablename__ = "asked_month"

    month: Mapped[str] = mapped_column(primary_key=True)
    county: Mapped[str] = mapped_column(primary_key=True)
    need: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class YearReport(Base):
    """The report of one year: its tables as they were on the day when it was made, which nothing changes."""

    __tablename__ = "year_report"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_on: Mapped[date]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    demo: Mapped[bool] = mapped_column(default=False, index=True)
