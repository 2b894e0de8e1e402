import Base

/// A day of the proleptic Gregorian calendar (ISO 8601).
public typealias CalendarDate = Base.CalendarDate
