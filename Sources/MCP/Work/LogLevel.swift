/// How severe a message to the client is, as syslog counts (RFC 5424).
enum LogLevel: String, CaseIterable, Sendable, Comparable {
  case debug, info, notice, warning, error, critical, alert, emergency

  static func < (left: LogLevel, right: LogLevel) -> Bool { left.place < right.place }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
