/// The English names of the days of the week.
public enum WeekdayNames {
  /// The number of the day that a word in lower case names, from 0 for Monday.
  public static let numbers: [String: Int] = [
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5,
    "sunday": 6,
  ]
}
