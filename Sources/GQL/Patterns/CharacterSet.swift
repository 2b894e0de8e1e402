/// The characters that one place of a pattern allows.
struct CharacterSet: Hashable {
  enum Item: Hashable {
    case range(ClosedRange<UInt32>)
    case kind(CharacterKind, isNegated: Bool)
  }

  var items: [Item] = []
  var isNegated = false
  var ignoresCase = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    if !ignoresCase { return holds(scalar) != isNegated }
    let upper = Self.single(scalar.properties.uppercaseMapping) ?? scalar
    let lower = Self.single(upper.properties.lowercaseMapping) ?? upper
    let own = Self.single(scalar.properties.lowercaseMapping) ?? scalar
    return (holds(scalar) || holds(upper) || holds(lower) || holds(own)) != isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    items.contains { item in
      switch item {
      case .range(let range): range.contains(scalar.value)
      case .kind(let kind, let isNegated): kind.contains(scalar) != isNegated
      }
    }
  }

  private static func single(_ text: String) -> Unicode.Scalar? {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, scalars.dropFirst().isEmpty else { return nil }
    return first
  }

  /// Any character but a line break.
  static let withinLine = CharacterSet(
    items: [
      .range(0x0A...0x0A), .range(0x0D...0x0D), .range(0x85...0x85), .range(0x2028...0x2029),
    ],
    isNegated: true)

  static let any = CharacterSet(items: [], isNegated: true)
}

/// A named set of characters, after Unicode's properties.
enum CharacterKind: Hashable {
  case digit, word, space, blank
  case alphabetic, alphanumeric, uppercase, lowercase, punctuation, control, graphic, printable
  case hexDigit, ascii
  /// One or several general categories.
  case categories(Set<Unicode.GeneralCategory>)

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch self {
    case .digit: return properties.generalCategory == .decimalNumber
    case .word: return Self.isWord(scalar)
    case .space: return properties.isWhitespace
    case .blank: return scalar == "\t" || properties.generalCategory == .spaceSeparator
    case .alphabetic: return properties.isAlphabetic
    case .alphanumeric:
      return properties.isAlphabetic || properties.generalCategory == .decimalNumber
    case .uppercase: return properties.isUppercase
    case .lowercase: return properties.isLowercase
    case .punctuation:
      return Self.groups["P"]?.contains(properties.generalCategory) ?? false
        || scalar.isASCII && (Self.groups["S"]?.contains(properties.generalCategory) ?? false)
    case .control: return properties.generalCategory == .control
    case .graphic: return Self.isGraphic(scalar)
    case .printable:
      return Self.isGraphic(scalar) || properties.generalCategory == .spaceSeparator
    case .hexDigit: return properties.isASCIIHexDigit
    case .ascii: return scalar.isASCII
    case .categories(let categories): return categories.contains(properties.generalCategory)
    }
  }

  /// Letters, marks, digits and what connects words (Unicode Technical Standard 18, annex C).
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": return true
      default: return false
      }
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation:
      return true
    default: return scalar.properties.isAlphabetic || scalar.properties.isJoinControl
    }
  }

  private static func isGraphic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .unassigned, .spaceSeparator, .lineSeparator, .paragraphSeparator:
      false
    default: true
    }
  }

  /// The kind that `[:name:]` means.
  init?(posixName name: String) {
    switch name {
    case "alpha": self = .alphabetic
    case "digit": self = .digit
    case "alnum": self = .alphanumeric
    case "upper": self = .uppercase
    case "lower": self = .lowercase
    case "space": self = .space
    case "blank": self = .blank
    case "punct": self = .punctuation
    case "cntrl": self = .control
    case "graph": self = .graphic
    case "print": self = .printable
    case "xdigit": self = .hexDigit
    case "word": self = .word
    case "ascii": self = .ascii
    default: return nil
    }
  }

  /// The kind that `\p{name}` means. Case, blanks, `-` and `_` do not count.
  init?(propertyName name: String) {
    let plain = name.lowercased().filter { !"_- ".contains($0) }
    switch plain {
    case "alphabetic", "alpha": self = .alphabetic
    case "uppercase", "upper": self = .uppercase
    case "lowercase", "lower": self = .lowercase
    case "whitespace", "space": self = .space
    case "ascii": self = .ascii
    default:
      let short = Self.longNames[plain] ?? plain
      for (key, categories) in Self.groups where key.lowercased() == short {
        self = .categories(categories)
        return
      }
      return nil
    }
  }

  private static let groups: [String: Set<Unicode.GeneralCategory>] = {
    var groups: [String: Set<Unicode.GeneralCategory>] = [
      "Lu": [.uppercaseLetter], "Ll": [.lowercaseLetter], "Lt": [.titlecaseLetter],
      "Lm": [.modifierLetter], "Lo": [.otherLetter],
      "Mn": [.nonspacingMark], "Mc": [.spacingMark], "Me": [.enclosingMark],
      "Nd": [.decimalNumber], "Nl": [.letterNumber], "No": [.otherNumber],
      "Pc": [.connectorPunctuation], "Pd": [.dashPunctuation], "Ps": [.openPunctuation],
      "Pe": [.closePunctuation], "Pi": [.initialPunctuation], "Pf": [.finalPunctuation],
      "Po": [.otherPunctuation],
      "Sm": [.mathSymbol], "Sc": [.currencySymbol], "Sk": [.modifierSymbol], "So": [.otherSymbol],
      "Zs": [.spaceSeparator], "Zl": [.lineSeparator], "Zp": [.paragraphSeparator],
      "Cc": [.control], "Cf": [.format], "Co": [.privateUse], "Cs": [.surrogate],
      "Cn": [.unassigned],
    ]
    for (name, categories) in groups {
      groups[String(name.prefix(1)), default: []].formUnion(categories)
    }
    groups["LC"] = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
    return groups
  }()

  private static let longNames = [
    "letter": "l", "casedletter": "lc", "uppercaseletter": "lu", "lowercaseletter": "ll",
    "titlecaseletter": "lt", "modifierletter": "lm", "otherletter": "lo", "mark": "m",
    "nonspacingmark": "mn", "spacingmark": "mc", "enclosingmark": "me", "number": "n",
    "decimalnumber": "nd", "digit": "nd", "letternumber": "nl", "othernumber": "no",
    "punctuation": "p", "punct": "p", "connectorpunctuation": "pc", "dashpunctuation": "pd",
    "openpunctuation": "ps", "closepunctuation": "pe", "initialpunctuation": "pi",
    "finalpunctuation": "pf", "otherpunctuation": "po", "symbol": "s", "mathsymbol": "sm",
    "currencysymbol": "sc", "modifiersymbol": "sk", "othersymbol": "so", "separator": "z",
    "spaceseparator": "zs", "lineseparator": "zl", "paragraphseparator": "zp", "other": "c",
    "control": "cc", "format": "cf", "privateuse": "co", "surrogate": "cs", "unassigned": "cn",
  ]
}
