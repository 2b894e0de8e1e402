import Schema

/// How a text means a claim. Each claim has just one.
public enum ClaimStance: String, Sendable, CaseIterable {
  /// The text says it as so: the claim is a fact.
  case asserted
  /// Whoever says it says that it is not so.
  case denied
  /// It is to come: somebody means to do it, or it is arranged.
  case planned
  /// The text leaves open whether it is so: wishes, conditions, questions, attempts.
  case possible
  /// Somebody else's word, who is named or not.
  case said

  /// - Parameters:
  ///   - modality: the word that takes the claim out of the world as it is
  ///   - isAttributed: whether a speaker is named
  public init(isNegated: Bool, modality: String?, isAttributed: Bool) {
    if isNegated {
      self = .denied
    } else if let modality {
      self = Self.ofModality[modality] ?? .possible
    } else {
      self = isAttributed ? .said : .asserted
    }
  }

  /// The rows of `schema/claims.tsv`.
  private static let ofModality: [String: ClaimStance] = {
    var result: [String: ClaimStance] = [:]
    for line in Schema.claims.utf8.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let cells = line.split(separator: UInt8(ascii: "\t")).map { String(Substring($0)) }
      guard cells.count == 2, let stance = ClaimStance(rawValue: cells[1]) else { continue }
      result[cells[0]] = stance
    }
    return result
  }()

  // MARK: In the tables

  /// What tells the stance of a row of `statement`, as one text.
  static let sql = """
    CASE WHEN negated THEN '-' WHEN modality IS NOT NULL THEN modality
    WHEN attributed_to IS NOT NULL THEN '+' ELSE '' END
    """

  /// The stance that the text of a row tells.
  init(stored text: String) {
    switch text {
    case "": self = .asserted
    case "-": self = .denied
    case "+": self = .said
    default: self.init(isNegated: false, modality: text, isAttributed: false)
    }
  }
}

extension StoredStatement {
  /// How the text means it.
  public var stance: ClaimStance {
    ClaimStance(isNegated: isNegated, modality: modality, isAttributed: attributedTo != nil)
  }
}
