import Glibc
import Graph

/// Other programs of the machine, run as processes that do not outlive this one.
enum ExternalProgram {
  /// Runs a program on `input` and gives its status and output; nil if there is no such program. What it says on
  /// standard error stands on ours.
  static func run(
    _ program: String, _ arguments: [String], input: [UInt8] = []
  ) throws -> (status: Int32, output: [UInt8])? {
    // A file, not a pipe, takes the input: neither side then waits for the other.
    guard let file = tmpfile() else {
      throw CommandError.failed("cannot make a temporary file: \(systemMessage(errno))")
    }
    defer { fclose(file) }
    guard fwrite(input, 1, input.count, file) == input.count, fflush(file) == 0 else {
      throw CommandError.failed("cannot write a temporary file: \(systemMessage(errno))")
    }
    rewind(file)
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw CommandError.failed("cannot run \(program): \(systemMessage(errno))")
    }
    defer { close(ends[0]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = try RunningProgram.start(
      program, arguments, input: fileno(file), output: ends[1])
    close(ends[1])
    guard let process else { return nil }
    let (status, output) = RunningProgram.wait(for: process) { readAll(ends[0]) }
    return (status, output)
  }

  private static func readAll(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes.append(contentsOf: chunk[..<count])
      } else if count == 0 || errno != EINTR {
        return bytes
      }
    }
  }
}
