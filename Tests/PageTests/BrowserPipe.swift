import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A headless Chromium that reads commands of the DevTools protocol from one pipe and answers on another: JSON, each
/// message ended by a zero byte.
///
/// It ends when this process does: its pipe is closed then.
final class BrowserPipe {
  enum Failure: Error, CustomStringConvertible {
    case notStarted(String)
    case silent(String)
    case refused(String, String)

    var description: String {
      switch self {
      case .notStarted(let why): "the browser did not start: \(why)"
      case .silent(let command): "the browser did not answer \(command)"
      case .refused(let command, let why): "the browser refused \(command): \(why)"
      }
    }
  }

  /// The browser of this machine, or nil where none is installed.
  static let program: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in ["chromium", "chromium-browser", "google-chrome"] {
      for folder in folders {
        let path = "\(folder)/\(name)"
        if FileManager.default.isExecutableFile(atPath: path) { return path }
      }
    }
    return nil
  }()

  static var isInstalled: Bool { program != nil }

  private let input: Int32
  private let output: Int32
  private var received: [UInt8] = []
  private var lastID = 0
  /// What the browser has told unasked, oldest first.
  private(set) var events: [[String: Any]] = []
  /// What is sent back at once when the browser tells of something, such as a request that waits for its answer.
  var reply: (([String: Any]) -> (method: String, parameters: [String: Any])?)?

  init(profile: String) throws {
    guard let program = Self.program else { throw Failure.notStarted("none is installed") }
    var commands: [Int32] = [0, 0]
    var answers: [Int32] = [0, 0]
    guard pipe(&commands) == 0, pipe(&answers) == 0 else {
      throw Failure.notStarted(String(cString: strerror(errno)))
    }
    // The child's ends go to numbers that its own 3 and 4 cannot overwrite; ours are not for any other child.
    let read = fcntl(commands[0], F_DUPFD_CLOEXEC, 20)
    let written = fcntl(answers[1], F_DUPFD_CLOEXEC, 20)
    input = fcntl(commands[1], F_DUPFD_CLOEXEC, 20)
    output = fcntl(answers[0], F_DUPFD_CLOEXEC, 20)
    for descriptor in commands + answers { close(descriptor) }
    defer {
      close(read)
      close(written)
    }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, read, 3)
    posix_spawn_file_actions_adddup2(&actions, written, 4)

    let arguments = [
      program, "--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--disable-gpu",
      "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-extensions", "--hide-scrollbars", "--user-data-dir=\(profile)", "about:blank",
    ]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, program, &actions, nil, words, environ)
    guard status == 0 else { throw Failure.notStarted(String(cString: strerror(status))) }
    // A browser that ends early must not end the tests with it.
    signal(SIGPIPE, SIG_IGN)
  }

  deinit {
    close(input)
    close(output)
  }

  /// Sends a command and waits for its answer.
  @discardableResult
  func call(
    _ method: String, _ parameters: [String: Any] = [:], session: String? = nil
  ) throws -> [String: Any] {
    let id = try post(method, parameters, session: session)
    let deadline = Date.now.addingTimeInterval(60)
    while let answer = try next(until: deadline) {
      guard answer["id"] as? Int == id else {
        try note(answer)
        continue
      }
      if let error = answer["error"] as? [String: Any] {
        throw Failure.refused(method, error["message"] as? String ?? "")
      }
      return answer["result"] as? [String: Any] ?? [:]
    }
    throw Failure.silent(method)
  }

  /// Waits until the browser has told of something.
  func wait(for method: String, session: String, since place: Int) throws {
    let deadline = Date.now.addingTimeInterval(60)
    func isThere() -> Bool {
      events[place...].contains {
        $0["method"] as? String == method && $0["sessionId"] as? String == session
      }
    }
    while !isThere() {
      guard let message = try next(until: deadline) else { throw Failure.silent(method) }
      try note(message)
    }
  }

  /// Sends a command; the number of its answer.
  private func post(
    _ method: String, _ parameters: [String: Any], session: String?
  ) throws -> Int {
    lastID += 1
    var message: [String: Any] = ["id": lastID, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    try send(try JSONSerialization.data(withJSONObject: message) + [0], of: method)
    return lastID
  }

  private func note(_ event: [String: Any]) throws {
    guard event["method"] != nil else { return }
    events.append(event)
    if let (method, parameters) = reply?(event) {
      _ = try post(method, parameters, session: event["sessionId"] as? String)
    }
  }

  private func send(_ data: Data, of method: String) throws {
    var rest = Array(data)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure.silent(method) }
      rest = rest.dropFirst(count)
    }
  }

  /// The next message; nil where none has come in time.
  private func next(until deadline: Date) throws -> [String: Any]? {
    while true {
      if let end = received.firstIndex(of: 0) {
        let message = Data(received[..<end])
        received.removeSubrange(...end)
        return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
      }
      let left = deadline.timeIntervalSinceNow
      guard left > 0 else { return nil }
      var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(left * 1000) + 1) > 0 else { return nil }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(output, &buffer, buffer.count)
      guard count > 0 else { return nil }
      received += buffer[..<count]
    }
  }
}
