import Foundation

/// The built `graphsh`, run as a user runs it.
public enum GraphshCommand {
  /// What one run left behind.
  public struct Result: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
  }

  /// The executable beside the running test bundle: of the same build and configuration.
  public static let executable: URL = {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    return URL(filePath: bundle ?? CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "graphsh")
  }()

  /// Runs `graphsh` with arguments and waits for its end.
  ///
  /// Output and errors go through files, so that any amount of either cannot block the command.
  public static func run(
    _ arguments: [String], input: String = "", in folder: URL? = nil,
    environment: [String: String] = [:]
  ) throws -> Result {
    try run(executable, arguments, input: input, in: folder, environment: environment)
  }

  /// Runs any program in the same way, such as the shell of a documented example.
  public static func run(
    _ program: URL, _ arguments: [String], input: String = "", in folder: URL? = nil,
    environment: [String: String] = [:]
  ) throws -> Result {
    let streams = try TemporaryFolder()
    let inputPath = try streams.write(input, to: "input")
    let outputPath = try streams.write("", to: "output")
    let errorsPath = try streams.write("", to: "errors")

    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = NearWords.outside(ProcessInfo.processInfo.environment)
      .filter { $0.key != "GRAPHSH_DB" }
      .merging(environment) { _, new in new }
    process.standardInput = FileHandle(forReadingAtPath: inputPath)
    process.standardOutput = FileHandle(forWritingAtPath: outputPath)
    process.standardError = FileHandle(forWritingAtPath: errorsPath)
    try process.run()
    process.waitUntilExit()

    return Result(
      status: process.terminationReason == .uncaughtSignal
        ? 128 + process.terminationStatus : process.terminationStatus,
      output: String(decoding: try Data(contentsOf: URL(filePath: outputPath)), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: URL(filePath: errorsPath)), as: UTF8.self))
  }

  /// Starts `graphsh` and kills it (SIGKILL) after a while, if it is not done before.
  ///
  /// - Returns: whether it was killed, and what it had said on standard error.
  public static func kill(
    _ arguments: [String], input: String = "", after delay: Duration
  ) throws -> (wasKilled: Bool, errors: String) {
    let streams = try TemporaryFolder()
    let process = try start(arguments, input: input, output: .nullDevice, streams: streams)
    sleep(for: delay)
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return (process.terminationReason == .uncaughtSignal, try said(in: streams))
  }

  /// Starts `graphsh` and presses Ctrl-C (SIGINT) after a while, if it is not done before.
  ///
  /// - Parameter unread: whether nobody reads its output, so that it soon waits in a full pipe.
  /// - Returns: its status, what it said on standard error, and how long it went on after Ctrl-C.
  public static func interrupt(
    _ arguments: [String], unread: Bool = false, after delay: Duration,
    environment: [String: String] = [:]
  ) throws -> (status: Int32, errors: String, duration: Duration) {
    let streams = try TemporaryFolder()
    let pipe = Pipe()
    let process = try start(
      arguments, input: "", output: unread ? pipe.fileHandleForWriting : .nullDevice,
      streams: streams, environment: environment)
    sleep(for: delay)
    let start = ContinuousClock.now
    process.interrupt()
    process.waitUntilExit()
    let duration = ContinuousClock.now - start
    withExtendedLifetime(pipe) {}
    return (
      process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      try said(in: streams), duration
    )
  }

  private static func start(
    _ arguments: [String], input: String, output: FileHandle, streams: TemporaryFolder,
    environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = NearWords.outside(ProcessInfo.processInfo.environment)
      .merging(environment) { _, new in new }
    process.standardInput = FileHandle(forReadingAtPath: try streams.write(input, to: "input"))
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: try streams.write("", to: "said"))
    try process.run()
    return process
  }

  private static func said(in streams: TemporaryFolder) throws -> String {
    try String(contentsOfFile: streams.path("said"), encoding: .utf8)
  }

  private static func sleep(for delay: Duration) {
    let (seconds, attoseconds) = delay.components
    usleep(UInt32(seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
  }
}
