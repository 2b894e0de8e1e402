/// What can be wrong with the language model on disk.
public enum ModelError: Error, Equatable, Sendable {
  /// The model's folder is not there.
  case missing(path: String)
  /// A file of the model cannot be read; `reason` is the system's.
  case unreadable(path: String, reason: String)
  /// A file is not the one that was published: cut short, altered, or of another version.
  case altered(path: String, expected: String, found: String)
  /// A file has the right checksum or none is asked, but not the layout it must have.
  case malformed(path: String, offset: Int, reason: String)
  /// What was to be installed is no model that was published.
  case notAModel(source: String, reason: String)
  /// A model cannot be installed; `reason` is the system's.
  case unwritable(path: String, reason: String)
}

extension ModelError: CustomStringConvertible {
  /// What is wrong with the model and what to do about it.
  public var description: String {
    switch self {
    case .missing(let path):
      "no language model at \(path): install it with 'graphsh model install', or set GRAPHSH_MODEL to its folder"
    case .unreadable(let path, let reason):
      "cannot read \(path) of the language model: \(reason); 'graphsh model install' fetches it again"
    case .altered(let path, let expected, let found):
      "\(path) of the language model is not the published file (SHA-256 \(found), not \(expected)):"
        + " 'graphsh model install' fetches it again"
    case .malformed(let path, let offset, let reason):
      "\(path) of the language model is not readable at byte \(offset): \(reason)"
    case .notAModel(let source, let reason):
      "\(source) is not the English model that graphsh reads with: \(reason);"
        + " it takes en_core_web_sm or en_core_web_md in version 3.8.0"
    case .unwritable(let path, let reason):
      "cannot install the language model: \(path): \(reason)"
    }
  }
}
