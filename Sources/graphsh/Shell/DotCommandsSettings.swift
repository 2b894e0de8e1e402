import GQL
import Graph

/// `.set`: what can be changed for the rest of the session.
extension DotCommand {
  static let settings: [DotCommand] = [
    DotCommand("set", "[NAME VALUE]", "settings and parameters; without a name, all of them") {
      session, line in
      let words = line.words
      guard let name = words.first else {
        for (name, value) in SessionSetting.all(session) {
          try session.settings.output.writeLine("\(name) \(value)")
        }
        return
      }
      guard words.count == 2 else {
        throw CommandError.failed(".set takes a name and a value, such as .set rows 100")
      }
      try SessionSetting.set(name, to: words[1], in: session)
    }
  ]
}

/// The names of `.set`.
enum SessionSetting: String, CaseIterable {
  case rows, header, timer, timeout
  case memoryLimit = "memory-limit"
  case threads

  static func set(_ name: String, to value: String, in session: Session) throws {
    if name.hasPrefix("$") {
      session.engine.options.parameters[String(name.dropFirst())] = ParameterAssignment.term(value)
      return
    }
    guard let setting = SessionSetting(rawValue: name) else {
      let nearest = Spelling.nearest(to: name, among: allCases.map(\.rawValue))
      let hint =
        nearest.map { "did you mean \($0)?" }
        ?? "there are \(allCases.map(\.rawValue).joined(separator: ", ")) and $PARAMETER"
      throw CommandError.failed("no setting \(name): \(hint)")
    }
    guard setting.set(value, in: session) else {
      throw CommandError.failed("\(name) takes \(setting.expected), not \(value)")
    }
  }

  /// False for a value that does not fit.
  private func set(_ value: String, in session: Session) -> Bool {
    let isOff = value == "off"
    switch self {
    case .rows:
      guard let rows = Int(value), rows >= 0 else { return false }
      session.settings.rows = rows
    case .header, .timer:
      guard isOff || value == "on" else { return false }
      if self == .header { session.settings.hasHeader = !isOff }
      if self == .timer { session.settings.hasTimer = !isOff }
    case .timeout:
      guard isOff || TimeLimit(argument: value) != nil else { return false }
      session.engine.options.timeout = isOff ? nil : TimeLimit(argument: value)?.duration
    case .memoryLimit:
      guard isOff || ByteCount(argument: value) != nil else { return false }
      session.engine.options.memoryLimit = isOff ? nil : ByteCount(argument: value)?.bytes
    case .threads:
      guard let threads = Int(value), threads > 0 else { return false }
      session.engine.options.threads = threads
    }
    return true
  }

  private var expected: String {
    switch self {
    case .rows: "a number (0 shows all)"
    case .header, .timer: "on or off"
    case .timeout: "a time such as 10s, or off"
    case .memoryLimit: "a size such as 2GB, or off"
    case .threads: "a number from 1"
    }
  }

  /// Every setting and parameter, as `.set` lists them.
  static func all(_ session: Session) -> [(name: String, value: String)] {
    let options = session.engine.options
    let settings = session.settings
    return [
      ("rows", String(settings.rows)), ("header", settings.hasHeader ? "on" : "off"),
      ("timer", settings.hasTimer ? "on" : "off"),
      ("timeout", options.timeout.map { Words.time($0) } ?? "off"),
      ("memory-limit", options.memoryLimit.map { "\($0 >> 20)MB" } ?? "off"),
      ("threads", String(options.threads)),
    ]
      + options.parameters.sorted { $0.key < $1.key }.map {
        ("$\($0.key)", NTriplesText.object($0.value))
      }
  }
}
