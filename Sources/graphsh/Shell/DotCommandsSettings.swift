import Base
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
      guard words.count > 1 else {
        let value = try SessionSetting.named(name).value(in: session)
        return try session.settings.output.writeLine("\(name) \(value)")
      }
      guard words.count == 2 || name == SessionSetting.pager.rawValue else {
        throw CommandError.failed(".set takes a name and a value, such as .set rows 100")
      }
      try SessionSetting.set(name, to: words.dropFirst().joined(separator: " "), in: session)
    }
  ]
}

/// The names of `.set`.
enum SessionSetting: String, CaseIterable {
  case mode, rows, header, timer, sources, pager, timeout
  case memoryLimit = "memory-limit"
  case threads

  static func named(_ name: String) throws(CommandError) -> Self {
    if let setting = SessionSetting(rawValue: name) { return setting }
    let nearest = Spelling.nearest(to: name, among: allCases.map(\.rawValue))
    let hint =
      nearest.map { "did you mean \($0)?" }
      ?? "there are \(allCases.map(\.rawValue).joined(separator: ", ")) and $PARAMETER"
    throw .failed("no setting \(name): \(hint)")
  }

  static func set(_ name: String, to value: String, in session: Session) throws {
    if name.hasPrefix("$") {
      session.engine.options.parameters[String(name.dropFirst())] = ParameterAssignment.term(value)
      return
    }
    let setting = try named(name)
    if setting == .pager, value != "on", value != "off" {
      try session.requireLeaveToRunPrograms(for: ".set pager COMMAND")
    }
    guard setting.set(value, in: session) else {
      throw CommandError.failed("\(name) takes \(setting.expected), not \(value)")
    }
  }

  /// False for a value that does not fit.
  private func set(_ value: String, in session: Session) -> Bool {
    let isOff = value == "off"
    switch self {
    case .mode:
      guard let format = OutputFormat(rawValue: value) else { return false }
      session.settings.format = format
    case .rows:
      guard let rows = Int(value), rows >= 0 else { return false }
      session.settings.rows = rows
    case .header, .timer, .sources:
      guard isOff || value == "on" else { return false }
      if self == .header { session.settings.hasHeader = !isOff }
      if self == .timer { session.settings.timer = !isOff }
      if self == .sources { session.settings.showsSources = !isOff }
    case .pager:
      let command = value == "on" ? Environment["PAGER"] ?? "" : value
      session.settings.pager = isOff ? nil : command.isEmpty ? Settings.usualPager : command
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

  /// What it takes.
  var expected: String {
    switch self {
    case .mode: "one of " + OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
    case .rows: "a number (0 shows all)"
    case .header, .timer, .sources: "on or off"
    case .pager: "on, off or a command"
    case .timeout: "a time such as 10s, or off"
    case .memoryLimit: "a size such as 2GB, or off"
    case .threads: "a number from 1"
    }
  }

  /// Words that it takes, for completion.
  var values: [String] {
    switch self {
    case .mode: OutputFormat.allCases.map(\.rawValue)
    case .header, .timer, .sources, .pager: ["on", "off"]
    case .timeout, .memoryLimit: ["off"]
    case .rows, .threads: []
    }
  }

  /// What it is now.
  func value(in session: Session) -> String {
    let options = session.engine.options
    let settings = session.settings
    switch self {
    case .mode: return settings.effectiveFormat.rawValue
    case .rows: return String(settings.rows)
    case .header: return settings.hasHeader ? "on" : "off"
    case .timer:
      return settings.timer.map { $0 ? "on" : "off" }
        ?? (session.isInteractive ? "under tables" : "off")
    case .sources: return settings.showsSources ? "on" : "off"
    case .pager: return settings.pager ?? "off"
    case .timeout: return options.timeout.map { Words.time($0) } ?? "off"
    case .memoryLimit: return options.memoryLimit.map { "\($0 >> 20)MB" } ?? "off"
    case .threads: return String(options.threads)
    }
  }

  /// Every setting and parameter, as `.set` lists them.
  static func all(_ session: Session) -> [(name: String, value: String)] {
    allCases.map { ($0.rawValue, $0.value(in: session)) }
      + session.engine.options.parameters.sorted { $0.key < $1.key }.map {
        ("$\($0.key)", NTriplesText.object($0.value))
      }
  }
}
