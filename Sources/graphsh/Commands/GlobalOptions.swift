import ArgumentParser
import Base
import Extraction
import GQL
import Glibc
import Graph

enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never
}

/// In this target, an argument is one of the command line, and not one of a statement (`Graph.Argument`).
typealias Argument<Value> = ArgumentParser.Argument<Value>

/// A command with the options that every command takes.
protocol GlobalCommand: ParsableCommand {
  var global: GlobalOptions { get }
}

/// The options that every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .customLong("db"),
    help: ArgumentHelp("The graph file (default: $GRAPHSH_DB or graph.db).", valueName: "file"),
    completion: .file())
  var database: String?

  @Option(
    help: ArgumentHelp(
      "The longest time that a query or a run may take, such as 500ms, 10s or 5m.",
      valueName: "time"))
  var timeout: TimeLimit?

  @Option(
    help: ArgumentHelp(
      "The most memory that a query or a run may take, such as 500MB or 2GB (default: three quarters of what is available).",
      valueName: "size"))
  var memoryLimit: ByteCount?

  @Option(
    help: ArgumentHelp(
      "The number of threads that read texts; a query runs on one.", valueName: "number"))
  var threads: Int?

  @Flag(name: .shortAndLong, help: "Print only answers and errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Report more on standard error.")
  var verbose = false

  @Option(
    help:
      "Colour on standard error and at the prompt: auto, always or never; NO_COLOR also turns it off."
  )
  var color: ColorChoice = .auto

  @Flag(help: "Open the graph for reading only.")
  var readOnly = false

  @Flag(help: "Read and write only files in and below the working folder.")
  var safe = false

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp(
      "The value of $name in programs, with a type if need be (year:string=2026); may be repeated.",
      valueName: "name=value"),
    transform: ParameterAssignment.init)
  var parameters: [ParameterAssignment] = []

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    if database == "" { throw ValidationError("--db needs the name of a file, but it is empty") }
  }

  var memory: MemoryLimit {
    memoryLimit.map { MemoryLimit(bytes: $0.bytes, isUsual: false) }
      ?? MemoryLimit(bytes: ProcessMemory.usualLimit, isUsual: true)
  }

  /// Which files may be read and written.
  func files() throws -> FileAccess {
    guard safe else { return .everywhere }
    do { return try .below(".") } catch let problem {
      throw CommandError.failed("the working folder: \(problem)")
    }
  }

  /// How `ingest` and `extract` read what the command line names.
  func readingOptions(_ files: FileAccess, stop: StopSignal) -> ReadingOptions {
    var options = ReadingOptions()
    options.threads = engineOptions.threads
    options.access = files
    options.memoryLimit = memory.bytes
    options.stop = stop
    return options
  }

  /// Those of an engine, but for its files.
  var engineOptions: Engine.Options {
    var options = Engine.Options()
    options.timeout = timeout?.duration
    options.memoryLimit = memory.bytes
    options.threads = threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    for parameter in parameters { options.parameters[parameter.name] = parameter.value }
    return options
  }

  /// Where the graph is: as named by the command, by `--db`, by the environment, or the default.
  func location(named argument: String? = nil) -> GraphLocation {
    if let path = argument ?? database {
      // By itself, it is a graph without a file.
      return GraphLocation(path: path == ":memory:" ? "./" + path : path, isNamed: true)
    }
    if let path = Environment["GRAPHSH_DB"], !path.isEmpty {
      return GraphLocation(path: path, isNamed: true)
    }
    return GraphLocation(path: "graph.db", isNamed: false)
  }
}

/// `10s`, `500ms`, `5m`, `1h`, or a plain number of seconds.
struct TimeLimit: ExpressibleByArgument {
  var duration: Duration

  init?(argument: String) {
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)]
    for (suffix, seconds) in units where argument.hasSuffix(suffix) {
      guard let number = Double(argument.dropLast(suffix.count)), number > 0, number < 1e9 else {
        return nil
      }
      duration = .seconds(number * seconds)
      return
    }
    return nil
  }
}

/// `2GB`, `500MB`, `64kB`, or a plain number of bytes; powers of 1,024.
struct ByteCount: ExpressibleByArgument {
  var bytes: Int

  init?(argument: String) {
    let units: [(String, Int)] = [
      ("TB", 40), ("GB", 30), ("MB", 20), ("KB", 10), ("T", 40), ("G", 30), ("M", 20), ("K", 10),
      ("B", 0), ("", 0),
    ]
    let text = argument.uppercased()
    for (suffix, shift) in units where text.hasSuffix(suffix) {
      guard let number = Double(text.dropLast(suffix.count)), number > 0,
        number * Double(1 << shift) < Double(1 << 60)
      else { return nil }
      bytes = Int(number * Double(1 << shift))
      return
    }
    return nil
  }
}

/// `name=value`, or `name:type=value`. Without a type, a value that reads as an integer, a float, a boolean or a date is
/// one; all else, and what stands in double quotes, is a string.
struct ParameterAssignment {
  var name: String
  var value: Term

  /// The types that can be named.
  private enum ValueType: String, CaseIterable {
    case string, integer, float, boolean, date, datetime, iri

    func term(_ text: String) -> Term? {
      switch self {
      case .string: .string(text)
      case .integer: Int64(text).map(Term.integer)
      case .float: Double(text).map(Term.float)
      case .boolean: Bool(text).map(Term.boolean)
      case .date: CalendarDate(text).map(Term.date)
      case .datetime: DateTime(text).map(Term.dateTime)
      case .iri: .iri(text)
      }
    }
  }

  init(_ argument: String) throws {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else {
      throw ValidationError("--param takes name=value, not '\(argument)'")
    }
    let text = String(argument[argument.index(after: sign)...])
    let words = argument[..<sign].split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    name = String(words[0].hasPrefix("$") ? words[0].dropFirst() : words[0])
    guard words.count == 2 else {
      value = Self.term(text)
      return
    }
    guard let type = ValueType(rawValue: String(words[1])) else {
      let types = ValueType.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--param \(argument): no type '\(words[1])'; the types are \(types)")
    }
    guard let value = type.term(text) else {
      throw ValidationError("--param \(argument): '\(text)' is not of type \(type.rawValue)")
    }
    self.value = value
  }

  static func term(_ text: String) -> Term {
    if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") {
      return .string(String(text.dropFirst().dropLast()))
    }
    if let integer = Int64(text) { return .integer(integer) }
    if let first = text.utf8.first, (48...57).contains(first) || first == UInt8(ascii: "-"),
      let float = Double(text)
    {
      return .float(float)
    }
    if text == "true" || text == "false" { return .boolean(text == "true") }
    if let date = CalendarDate(text) { return .date(date) }
    if let moment = DateTime(text) { return .dateTime(moment) }
    return .string(text)
  }
}
