import Glibc

extension CalendarDate {
  /// The day that it is, in the time zone of the machine; nil where its clock is outside the years 0 to 9999.
  public static func today() -> CalendarDate? {
    var now = time(nil)
    var fields = tm()
    localtime_r(&now, &fields)
    return CalendarDate(
      year: Int(fields.tm_year) + 1900, month: Int(fields.tm_mon) + 1, day: Int(fields.tm_mday))
  }
}
