import Base
import Glibc
import Graph

/// Why answers could not be written.
enum OutputError: Error {
  /// The reader went away (`| head`).
  case closed
  case cannotOpen(path: String, reason: String)
  case failed(reason: String)
}

/// A buffered file descriptor, or text that is kept in memory.
///
/// On a terminal, control characters of the text never get through raw: all text passes ``DisplayText/visible(_:)``.
final class OutputStream {
  /// -1 where there is none (yet).
  private(set) var descriptor: Int32
  let isTerminal: Bool
  private let ownsDescriptor: Bool
  /// The command that is to be started when there is something to read.
  private var command: String?
  /// The command that reads it, which is waited for at its end.
  private var reader: ReadingCommand?
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16
  private var isListOpen = false

  /// A stream to an open descriptor, which stays open.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
    ownsDescriptor = false
  }

  /// A stream that keeps what is written.
  init() {
    descriptor = -1
    isTerminal = false
    ownsDescriptor = false
  }

  /// What a stream in memory keeps.
  var text: String { String(decoding: buffer, as: UTF8.self) }

  /// A stream to a new or emptied file.
  init(path: String, _ files: FileAccess) throws(OutputError) {
    do throws(FileProblem) { descriptor = try files.output(path) } catch {
      throw .cannotOpen(path: path, reason: error.systemReason)
    }
    isTerminal = isatty(descriptor) == 1
    ownsDescriptor = true
  }

  /// A stream to the input of a command, a line of the system's shell.
  ///
  /// - Parameters:
  ///   - isLasting: whether the command runs from now on, beside what else is typed. Else it starts when there is something
  ///     to read, and has the terminal until the stream ends.
  ///   - isForTerminal: whether the command shows it there, as a pager does
  init(command: String, isLasting: Bool, isForTerminal: Bool = false) throws(CommandError) {
    let reader = isLasting ? try ReadingCommand(command, isLasting: true) : nil
    self.reader = reader
    self.command = isLasting ? nil : command
    descriptor = reader?.descriptor ?? -1
    isTerminal = isForTerminal
    ownsDescriptor = true
  }

  deinit { _ = finish() }

  /// Ends the stream: what is left is written, and the command that reads it waited for.
  ///
  /// - Returns: the exit status of that command; nil where there is none.
  func finish() -> Int32? {
    guard ownsDescriptor else { return nil }
    try? closeList()
    try? flush()
    command = nil
    guard descriptor >= 0 else { return nil }
    defer { (descriptor, reader) = (-1, nil) }
    if let reader { return reader.end() }
    close(descriptor)
    return nil
  }

  /// Appends text; on a terminal, with its control characters made visible.
  func write(_ text: String) throws(OutputError) {
    if isTerminal {
      buffer.append(contentsOf: DisplayText.visible(text, keepingLines: true).utf8)
    } else {
      var copy = text
      copy.withUTF8 { buffer.append(contentsOf: $0) }
    }
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends bytes that are no text.
  func write(bytes: [UInt8]) throws(OutputError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends text and a newline.
  func writeLine(_ text: String = "") throws(OutputError) {
    try write(text)
    try write("\n")
  }

  /// Appends control sequences of our own, unfiltered.
  func writeControl(_ sequence: String) throws(OutputError) {
    buffer.append(contentsOf: sequence.utf8)
  }

  /// Begins an element of a JSON array that has all elements until ``closeList()``.
  func beginElement() throws(OutputError) {
    try write(isListOpen ? ",\n" : "[")
    isListOpen = true
  }

  /// Ends the JSON array, if one was begun.
  func closeList() throws(OutputError) {
    guard isListOpen else { return }
    isListOpen = false
    try writeLine("]")
  }

  func flush() throws(OutputError) {
    if let command, !buffer.isEmpty { try start(command) }
    if descriptor < 0 { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    var written = 0
    while written < buffer.count {
      let room = reader?.room() ?? .max
      let count = buffer[written...].withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress, min(room, bytes.count))
      }
      if count >= 0 {
        written += count
      } else if errno == EPIPE {
        throw .closed
      } else if errno != EINTR {
        throw .failed(reason: systemMessage(errno))
      }
    }
  }

  private func start(_ command: String) throws(OutputError) {
    self.command = nil
    do throws(CommandError) {
      let reader = try ReadingCommand(command, isLasting: false)
      (self.reader, descriptor) = (reader, reader.descriptor)
    } catch {
      buffer.removeAll()
      throw .failed(reason: ExitReport.sentence(for: error) ?? "\(error)")
    }
  }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
  guard let text = strerror(number) else { return "error \(number)" }
  return String(cString: text)
}
