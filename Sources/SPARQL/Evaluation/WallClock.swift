import Glibc
import Graph

/// The time of day, in UTC.
enum WallClock {
  /// The moment at hand as an `xsd:dateTime`.
  static func now() -> Term {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    var seconds = time.tv_sec
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let milliseconds = String(1000 + time.tv_nsec / 1_000_000).dropFirst()
    let text =
      "\(1900 + parts.tm_year)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)).\(milliseconds)Z"
    return Term.literal(text, datatype: RDFVocabulary.dateTime) ?? .string(text)
  }
}
