import ArgumentParser
import GQL

/// How `why` and `whynot` write what they find.
enum ExplanationFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, dot
}

/// What `why` and `whynot` take.
struct ExplanationOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "The output format.")
  var format: ExplanationFormat = .text

  @Option(
    name: .shortAndLong, help: "A program with the rules; may be repeated.",
    completion: .file())
  var program: [String] = []
}

extension ExplanationFormat {
  /// A text as it is shown: what could steer a terminal is visible in what people read.
  func shown(_ text: String) -> String {
    self == .text ? DisplayText.visible(text, keepingLines: true) : text
  }

  func text(of proofs: [Proof]) -> String {
    switch self {
    case .text: proofs.map(\.description).joined(separator: "\n\n")
    case .json: "[" + proofs.map(\.json).joined(separator: ",\n") + "]"
    case .dot: ExplanationDot.text(of: proofs)
    }
  }

  func text(of refutation: Refutation) -> String {
    switch self {
    case .text: refutation.description
    case .json: refutation.json
    case .dot: ExplanationDot.text(of: refutation)
    }
  }
}
