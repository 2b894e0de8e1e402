import Base
import Glibc

/// A line of the system's shell that runs and reads answers from a pipe.
struct ReadingCommand {
  /// The end of the pipe that is written.
  let descriptor: Int32
  private let process: pid_t
  /// Whether it runs beside the shell, and not in its place.
  private let isLasting: Bool
  /// So many bytes can be written without a wait where any can.
  private static let piece = Int(PIPE_BUF)
  private static let patience: Int32 = 200

  /// - Parameter isLasting: whether it runs on while other inputs are typed. Then Ctrl-C at the prompt is not for it, and it
  ///   does not get the terminal.
  init(_ line: String, isLasting: Bool) throws(CommandError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw .failed("cannot run \(line): \(systemMessage(errno))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    do throws(CommandError) {
      guard
        let process = try RunningProgram.start(
          "sh", ["-c", line], input: ends[0], inOwnGroup: isLasting)
      else { throw .failed("there is no sh to run \(line)") }
      (descriptor, self.process, self.isLasting) = (ends[1], process, isLasting)
    } catch {
      close(ends[1])
      throw error
    }
  }

  /// Waits until something can be written. Where that takes long, Ctrl-C ends the command, and has ended it if it came
  /// already.
  ///
  /// - Returns: how many bytes can be written now
  func room() -> Int {
    guard isLasting else { return .max }
    var file = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    if poll(&file, 1, Self.patience) == 0 {
      let process = process
      let end: @Sendable () -> Void = { kill(-process, SIGKILL) }
      if Interrupts.hasCome { end() }
      Interrupts.handled(by: end, endsAtSecond: false) {
        while poll(&file, 1, -1) < 0, errno == EINTR {}
      }
    }
    return Self.piece
  }

  /// Ends what it reads and waits for it; Ctrl-C ends it.
  ///
  /// - Returns: its exit status; 128 and more for one that a signal ended.
  func end() -> Int32 {
    close(descriptor)
    guard isLasting else {
      return Self.exitStatus(Interrupts.left { RunningProgram.wait(for: process) {} }.status)
    }
    let kill: @Sendable () -> Void = { RunningProgram.kill() }
    let end = Interrupts.handled(by: kill, endsAtSecond: false) {
      RunningProgram.wait(forGroup: process)
    }
    if end.hadStopped {
      Messages.write("the command after .output needs the terminal, which only .once provides")
    }
    return Self.exitStatus(end.status)
  }

  private static func exitStatus(_ status: Int32) -> Int32 {
    status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }
}
