"""What says when a listing meets? Its rows, and the parts of its document: both in the same words."""

from directory.listings.records.courses import CourseSession
from directory.listings.records.document import ListingDocument
from directory.listings.records.models import Listing
from directory.listings.records.parts import ChangedDatePart, EveningPart, MeetingPart, PausePart
from directory.listings.records.schedules import ChangedDate, Pause, Schedule

DateChange = ChangedDate | ChangedDatePart
Recurring = Schedule | MeetingPart
Break = Pause | PausePart
Evening = CourseSession | EveningPart
HasTimes = Listing | ListingDocument
