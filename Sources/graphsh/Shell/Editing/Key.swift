/// What comes from the keyboard.
enum Key: Equatable {
  case text(Unicode.Scalar)
  /// With Ctrl; the letter is a capital.
  case control(Unicode.Scalar)
  /// With Alt, or behind Escape; the letter is small.
  case meta(Unicode.Scalar)
  case enter, lineBreak, tab, backspace, delete, escape
  case left, right, up, down, home, end
  case wordLeft, wordRight, deleteWordLeft, deleteWordRight
  case earlierInput, laterInput
  /// What was pasted, in a terminal that says so.
  case paste(String)
  /// A key that does nothing here.
  case unknown
  /// Ctrl-C, or SIGINT.
  case interrupt
  /// The window is another size, or the process goes on after a stop.
  case windowChange
  case endOfInput
}

/// The sequences that keys send in the terminals of xterm's, rxvt's and the console's kind.
enum KeySequence {
  /// `ESC [`, parameters, and a last byte.
  static func key(parameters: String, last: Unicode.Scalar) -> Key {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false)
      .map { Int($0) ?? 1 }
    let first = numbers.first ?? 1
    switch last {
    case "~", "^", "$", "@":
      let hasModifier = numbers.count > 1 ? numbers[1] > 2 : last == "^" || last == "@"
      return numbered(first, hasModifier: hasModifier)
    default:
      // A modifier follows a number; some terminals leave the number out.
      let modifier = numbers.count > 1 ? numbers[1] : first
      return letter(last, hasModifier: modifier > 2)
    }
  }

  private static func numbered(_ number: Int, hasModifier: Bool) -> Key {
    switch number {
    case 1, 7: .home
    case 4, 8: .end
    case 3: hasModifier ? .deleteWordRight : .delete
    case 5: .earlierInput
    case 6: .laterInput
    default: .unknown
    }
  }

  /// - Parameter hasModifier: with Ctrl or Alt
  static func letter(_ letter: Unicode.Scalar, hasModifier: Bool) -> Key {
    switch letter {
    case "A": hasModifier ? .earlierInput : .up
    case "B": hasModifier ? .laterInput : .down
    case "C": hasModifier ? .wordRight : .right
    case "D": hasModifier ? .wordLeft : .left
    case "H": .home
    case "F": .end
    case "M": .enter
    // With Shift or, behind `ESC O`, with Ctrl.
    case "a": hasModifier ? .earlierInput : .up
    case "b": hasModifier ? .laterInput : .down
    case "c": hasModifier ? .wordRight : .right
    case "d": hasModifier ? .wordLeft : .left
    default: .unknown
    }
  }

  /// A key with Alt, where that comes as Escape before it.
  static func withAlt(_ key: Key) -> Key {
    switch key {
    case .left: .wordLeft
    case .right: .wordRight
    case .up: .earlierInput
    case .down: .laterInput
    case .delete: .deleteWordRight
    case .backspace: .deleteWordLeft
    case .enter: .lineBreak
    case .text(let scalar): .meta(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar)
    case .escape, .tab, .control: .unknown
    default: key
    }
  }
}
