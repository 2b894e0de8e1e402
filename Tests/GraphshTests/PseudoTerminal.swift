import Foundation
import TestSupport

/// `graphsh`, or another program, on a terminal of its own, as a person has it.
final class PseudoTerminal {
  private let master: Int32
  private let process: pid_t
  private(set) var screen = ""
  /// All that it has shown, as a person sees it.
  private(set) var display: TerminalScreen
  /// Whether a step back takes the letter before it away, for those who write letters anew.
  var stepsBack = false
  private var bytes: [UInt8] = []
  private var shownBytes = 0
  private let folder: TemporaryFolder

  // Macros of <sys/ioctl.h> and <spawn.h> that Swift does not see: TIOCSPTLCK, TIOCGPTN, POSIX_SPAWN_SETSID.
  private static let unlock: UInt = 0x4004_5431
  private static let slaveNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// Starts the command with folders of its own for history and settings.
  init(
    _ arguments: [String], environment: [String: String] = [:], columns: UInt16 = 80,
    folder: TemporaryFolder, program: String = GraphshCommand.executable.path
  ) throws {
    self.folder = folder
    display = TerminalScreen(columns: Int(columns), height: 24)
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var number: Int32 = 0
    var lock: Int32 = 0
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard master >= 0, ioctl(master, Self.unlock, &lock) == 0,
      ioctl(master, Self.slaveNumber, &number) == 0, ioctl(master, UInt(TIOCSWINSZ), &size) == 0
    else { throw Failure(description: "no pseudo terminal") }
    let name = "/dev/pts/\(number)"

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a new session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclose(&actions, master)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)

    var variables = NearWords.outside(ProcessInfo.processInfo.environment).filter {
      !["GRAPHSH_DB", "NO_COLOR"].contains($0.key)
    }
    variables["TERM"] = "xterm"
    variables["LC_ALL"] = "C.UTF-8"
    variables["HOME"] = folder.url.path
    variables["XDG_STATE_HOME"] = folder.path("state")
    variables["XDG_CONFIG_HOME"] = folder.path("config")
    variables.merge(environment) { _, new in new }
    let words = [program] + arguments
    var argv = words.map { strdup($0) } + [nil]
    var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in argv + envp { free(word) } }
    var process = pid_t()
    let status = posix_spawn(&process, program, &actions, &attributes, &argv, &envp)
    guard status == 0 else { throw Failure(description: "cannot start \(program): \(status)") }
    self.process = process
  }

  deinit {
    kill(process, SIGKILL)
    close(master)
  }

  /// Types text.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Waits until `text` is shown after what earlier calls waited for, and gives all that is shown up to it.
  @discardableResult
  func expect(_ text: String, within seconds: Double = 60) throws -> String {
    let end = Date().addingTimeInterval(seconds)
    while true {
      if let range = screen.range(of: text) {
        let shown = String(screen[..<range.upperBound])
        screen = String(screen[range.upperBound...])
        return shown
      }
      guard Date() < end, read(until: end) else {
        throw Failure(description: "‘\(text)’ did not come; on the screen: \(screen)")
      }
    }
  }

  /// Waits until the screen is so.
  func watch(
    _ what: String, within seconds: Double = 60, until isSo: (TerminalScreen) -> Bool
  ) throws {
    let end = Date().addingTimeInterval(seconds)
    while !isSo(display) {
      guard Date() < end, read(until: end) else {
        let shown = display.lines.joined(separator: "\n")
        throw Failure(description: "not so: \(what); on the screen:\n\(shown)")
      }
    }
  }

  /// Waits until nothing has been shown for a while, and the program waits for more: on a machine that does other work it may
  /// be long in coming to what was typed.
  func rest() {
    let end = Date().addingTimeInterval(60)
    var seen = -1
    while seen != shownBytes || isBusy, Date() < end {
      seen = shownBytes
      _ = read(until: Date().addingTimeInterval(0.15))
    }
  }

  /// Whether the program has something to do.
  private var isBusy: Bool {
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status?.split(separator: ")").last?.dropFirst().first == "R"
  }

  /// Gives the window another width.
  func resize(columns: UInt16) {
    // What was written before was written for the other one.
    rest()
    display.resize(columns: Int(columns))
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Types a line and waits until `text` is shown behind it, by default the prompt of a new statement.
  @discardableResult
  func enter(_ line: String, then text: String = "graph> ") throws -> String {
    type(line + "\n")
    return try expect(text)
  }

  /// Waits for the process to end and gives its exit status.
  func exitStatus(within seconds: Double = 60) throws -> Int32 {
    let end = Date().addingTimeInterval(seconds)
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard Date() < end else { throw Failure(description: "graphsh does not end: \(screen)") }
      _ = read(until: Date().addingTimeInterval(0.02))
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }

  /// Adds what comes next to the screen, without the sequences that move the cursor.
  private func read(until end: Date) -> Bool {
    var file = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let milliseconds = Int32(max(0, min(end.timeIntervalSinceNow, 1)) * 1000)
    guard poll(&file, 1, milliseconds) > 0 else { return Date() < end }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(master, &chunk, chunk.count)
    guard count > 0 else { return false }
    bytes += chunk[..<count]
    shownBytes += count
    if let text = String(validating: bytes, as: UTF8.self) {
      bytes = []
      display.take(text)
      // Where the cursor goes is not what is written.
      screen += text.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "")
        .replacing("\r\n", with: "\n")
      while stepsBack, let step = screen.firstMatch(of: /[^\n\u{8}]\u{8}/) {
        screen.removeSubrange(step.range)
      }
    }
    return true
  }
}

/// Types a line at the shell's prompt and gives what is shown up to the next prompt.
@discardableResult
func answer(_ line: String, in shell: PseudoTerminal) throws -> String {
  shell.type(line + "\n")
  try shell.expect(line + "\n")
  return try shell.expect("graph> ")
}
