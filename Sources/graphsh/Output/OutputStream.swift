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

/// A buffered file descriptor.
///
/// On a terminal, control characters of the text never get through raw: all text passes ``DisplayText/visible(_:)``.
final class OutputStream {
  let descriptor: Int32
  let isTerminal: Bool
  private let ownsDescriptor: Bool
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// A stream to an open descriptor, which stays open.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
    ownsDescriptor = false
  }

  /// A stream to a new or emptied file.
  init(path: String, _ files: FileAccess) throws(OutputError) {
    do throws(FileProblem) { descriptor = try files.output(path) } catch {
      throw .cannotOpen(path: path, reason: error.systemReason)
    }
    isTerminal = isatty(descriptor) == 1
    ownsDescriptor = true
  }

  deinit {
    if ownsDescriptor { close(descriptor) }
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

  /// Appends text and a newline.
  func writeLine(_ text: String = "") throws(OutputError) {
    try write(text)
    try write("\n")
  }

  /// Appends control sequences of our own, unfiltered.
  func writeControl(_ sequence: String) throws(OutputError) {
    buffer.append(contentsOf: sequence.utf8)
  }

  func flush() throws(OutputError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    var written = 0
    while written < buffer.count {
      let count = buffer[written...].withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
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
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
  guard let text = strerror(number) else { return "error \(number)" }
  return String(cString: text)
}
