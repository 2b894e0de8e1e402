import ArgumentParser
import Asking
import Extraction
import GQL
import Glibc
import Graph
import MCP
import SPARQL
import Serve
import TextAnalysis

/// What the process tells its caller.
enum ExitStatus: Int32 {
  case good = 0
  case failed = 1
  case wrongUse = 2
  case interrupted = 130
}

/// A failure of the command itself, not of a part that it calls.
enum CommandError: Error {
  /// Options or arguments that do not go together.
  case wrongUse(String)
  case failed(String)
  /// Everything about the failure has been said.
  case reported
  case interrupted
}

/// Turns an error that ends the command into its one line on standard error and the exit status.
enum ExitReport {
  static func report(
    _ error: any Error, asking command: any ParsableCommand.Type, for arguments: [String]
  ) -> ExitStatus {
    switch error {
    case OutputError.closed: return .good
    case CommandError.interrupted, EngineError.cancelled:
      say("interrupted")
      return .interrupted
    case CommandError.reported: return .failed
    case CommandError.wrongUse(let message):
      say(message)
      return .wrongUse
    default: break
    }
    if let sentence = sentence(for: error) {
      // Diagnostics name the file themselves, and show its line.
      if error is DiagnosticsError { Messages.write(sentence) } else { say(sentence) }
      return .failed
    }
    // Help, the version, completion scripts and wrong arguments are what the argument parser throws.
    let status = command.exitCode(for: error)
    if status == .success {
      print(command.fullMessage(for: error))
      return .good
    }
    if status == .validationFailure {
      let message = ArgumentMistakes.message(
        oneLine(command.message(for: error)), for: arguments)
      say("\(message) (graphsh --help lists commands and options)")
      return .wrongUse
    }
    say(String(describing: error))
    return .failed
  }

  /// The sentence for an error of one of the parts; nil for errors of the argument parser.
  static func sentence(for error: any Error) -> String? {
    switch error {
    case let error as DiagnosticsError: error.rendered()
    case let error as EngineError: sentence(of: error)
    case let error as StoreError: error.description
    case let error as FormatError: error.description
    case CommandError.failed(let message), CommandError.wrongUse(let message): message
    case OutputError.cannotOpen(let path, let reason): "\(path): \(reason)"
    case OutputError.failed(let reason): "cannot write the answers: \(reason)"
    case let error as FileError: error.description
    case let error as ModelError: error.description
    case let error as KnowledgeError: error.description
    case let error as PathError: error.description
    case let error as NodeLookUpError: error.description
    case let error as PartChoiceError: error.description
    case let error as ServerError: error.description
    case let error as MCPServerError: error.description
    case let error as SPARQLError: error.description
    default: nil
    }
  }

  /// An error of the engine with what helps against it: the engine knows no options.
  static func sentence(of error: EngineError) -> String {
    error.description + (remedy(for: error).map { "; " + $0 } ?? "")
  }

  private static func remedy(for error: EngineError) -> String? {
    switch error {
    case .timeout: "allow more with --timeout (.set timeout in the shell)"
    case .memoryLimit: "allow more with --memory-limit (.set memory-limit in the shell)"
    case .noGraph: "name one with --db (in the shell, insert or .ingest makes one)"
    default: nil
    }
  }

  /// The argument parser lists the choices of an option one a line.
  private static func oneLine(_ message: String) -> String {
    let lines = message.split(separator: "\n").map { DotCommandLine.trimmed($0) }
    let choices = lines.filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
    return (lines.filter { !$0.hasPrefix("- ") } + [choices.joined(separator: ", ")])
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Says something on standard error, with control characters made visible.
  static func say(_ message: String) {
    Messages.write("graphsh: " + message)
  }
}
