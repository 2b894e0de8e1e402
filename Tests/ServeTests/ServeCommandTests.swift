import Foundation
import Glibc
import TestSupport
import Testing

/// `graphsh serve` as it is typed.
@Suite struct ServeCommandTests {
  /// The command while it runs.
  private final class Running {
    let process = Process()
    let address: String
    let port: UInt16

    init(_ arguments: [String], in folder: TemporaryFolder) throws {
      let output = Pipe()
      process.executableURL = GraphshCommand.executable
      process.arguments = ["serve"] + arguments
      process.currentDirectoryURL = folder.url
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let text = String(
        decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      address = text.split(separator: "\n").first.map(String.init) ?? ""
      let digits = address.split(separator: ":").last?.prefix { $0.isNumber }
      port = digits.flatMap { UInt16($0) } ?? 0
    }

    deinit { if process.isRunning { process.terminate() } }

    /// Presses Ctrl-C; the status that the command ends with.
    func interrupt() -> Int32 {
      process.interrupt()
      process.waitUntilExit()
      return process.terminationReason == .exit ? process.terminationStatus : -1
    }
  }

  private static func graph() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let made = try GraphshCommand.run(
      ["query", "insert p(\"a\", \"b\").", "--db", folder.path("g.db")])
    #expect(made.status == 0, "\(made.errors)")
    return folder
  }

  private static func get(_ target: String, at port: UInt16) throws -> Answer {
    let connection = try Connection(to: port)
    try connection.send(
      "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    return try Answer(connection.rest())
  }

  @Test func addressIsItsFirstLineAndCtrlCEndsItWell() throws {
    let folder = try Self.graph()
    let first = try Running(["g.db"], in: folder)
    #expect(first.address == "http://127.0.0.1:\(first.port)/")
    #expect(first.port >= 7474)
    #expect(try Self.get("/stats", at: first.port).status == 200)
    // Another one takes the next port.
    let second = try Running(["--db", "g.db"], in: folder)
    #expect(second.port != first.port)
    #expect(first.interrupt() == 0)
    #expect(try Self.get("/", at: second.port).body.contains("<html"))
    #expect(second.interrupt() == 0)
  }

  @Test func optionsOfQueriesHoldForThoseOfThePage() throws {
    let folder = try Self.graph()
    let running = try Running(
      ["g.db", "--param", "who=a", "--timeout", "300ms"], in: folder)
    for (program, status) in [
      ("p($who, \\\"b\\\")?", 200),
      ("n(0..99999). ?(count()) :- n(X), n(Y), n(Z), X + Y > Z.", 408),
    ] {
      let body = "{\"text\": \"\(program)\"}"
      let connection = try Connection(to: running.port)
      try connection.send(
        "POST /query HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
          + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
      let answer = try Answer(connection.rest())
      #expect(answer.status == status, "\(answer.body)")
      if status == 200 { #expect(answer.body.contains("\"truth\":true")) }
    }
    #expect(running.interrupt() == 0)
  }

  @Test func takenPortIsSaid() throws {
    let folder = try Self.graph()
    let first = try Running(["g.db"], in: folder)
    let result = try GraphshCommand.run(
      ["serve", "g.db", "--port", "\(first.port)"], in: folder.url)
    #expect(result.status == 1)
    #expect(result.errors.contains("port \(first.port) is taken"), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    ["missing.db"], ["text.txt"], ["g.db", "--host", "no.such.name.invalid"],
    ["g.db", "--host", "192.0.2.1"],
  ])
  func whatCannotBeServedIsSaid(arguments: [String]) throws {
    let folder = try Self.graph()
    try folder.write("no graph", to: "text.txt")
    let result = try GraphshCommand.run(["serve"] + arguments, in: folder.url)
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("graphsh: ") && result.output.isEmpty, "\(result.errors)")
  }

  @Test(arguments: [["g.db", "--port", "99999"], ["g.db", "--edit", "--read-only"], ["a", "b"]])
  func wrongUseIsSaid(arguments: [String]) throws {
    let folder = try Self.graph()
    #expect(try GraphshCommand.run(["serve"] + arguments, in: folder.url).status == 2)
  }
}
