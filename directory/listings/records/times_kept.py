"""What says when a listing meets? Its rows, the parts of its document, and its record: all in the same words."""

from directory.listings.records.courses import CourseRun, CourseSession
from directory.listings.records.document import ListingDocument
from directory.listings.records.listing_record import (
    ChangedDateRecord,
    CourseRecord,
    EveningRecord,
    ListingRecord,
    MeetingRecord,
    PauseRecord,
)
from directory.listings.records.models import Listing
from directory.listings.records.parts import ChangedDatePart, CoursePart, EveningPart, MeetingPart, PausePart
from directory.listings.records.schedules import ChangedDate, Pause, Schedule

DateChange = ChangedDate | ChangedDatePart | ChangedDateRecord
Recurring = Schedule | MeetingPart | MeetingRecord
Break = Pause | PausePart | PauseRecord
Evening = CourseSession | EveningPart | EveningRecord
HasTimes = Listing | ListingDocument | ListingRecord
Stored = Listing | ListingDocument | ListingRecord
Course = CourseRun | CoursePart | CourseRecord
