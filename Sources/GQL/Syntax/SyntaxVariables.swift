/// The variables of bodies and expressions, before there are rules.
extension FormulaSyntax {
  var isOptional: Bool { if case .optional = self { true } else { false } }

  /// Whether an optional part is in it, at whatever depth.
  var hasOptional: Bool {
    switch self {
    case .optional: true
    case .conjunction(let parts, _), .disjunction(let parts, _):
      parts.contains(where: \.hasOptional)
    case .negation(let inner, _): inner.hasOptional
    case .atom, .path, .comparison, .range, .member, .truth: false
    }
  }

  /// The named variables that may have a value behind it, in the order of their first appearance: all but those that only
  /// negations have.
  ///
  /// - Parameter isVariable: whether the name of an atom is a variable, too
  func bindingNames(_ isVariable: (AtomSyntax) throws -> Bool) rethrows -> [NameSyntax] {
    var names: [NameSyntax] = []
    var seen: Set<String> = []
    try visitBindingVariables(isVariable) { name in
      if !RuleScope.isHidden(name.text), seen.insert(name.text).inserted { names.append(name) }
    }
    return names
  }

  private func visitBindingVariables(
    _ isVariable: (AtomSyntax) throws -> Bool, _ note: (NameSyntax) -> Void
  ) rethrows {
    func visit(_ expressions: [ExpressionSyntax]) throws {
      for expression in expressions {
        try expression.visitVariables(note) {
          try $0.visitBindingVariables(isVariable, note)
        }
      }
    }
    switch self {
    case .conjunction(let parts, _), .disjunction(let parts, _):
      for part in parts { try part.visitBindingVariables(isVariable, note) }
    case .negation, .truth: break
    case .optional(let inner, _): try inner.visitBindingVariables(isVariable, note)
    case .atom(let atom):
      if try isVariable(atom) { note(atom.name) }
      try visit(atom.values)
    case .path(_, let atom): try visit(atom.values)
    case .comparison(_, let left, let right, _): try visit([left, right])
    case .range(let element, let low, let high, _): try visit([element, low, high])
    case .member(let element, let elements, _): try visit([element] + elements)
    }
  }

  /// The same with other names for some variables.
  func renaming(_ names: [String: String]) -> FormulaSyntax {
    func renamed(_ expression: ExpressionSyntax) -> ExpressionSyntax { expression.renaming(names) }
    return switch self {
    case .conjunction(let parts, let span): .conjunction(parts.map { $0.renaming(names) }, span)
    case .disjunction(let parts, let span): .disjunction(parts.map { $0.renaming(names) }, span)
    case .negation(let inner, let span): .negation(inner.renaming(names), span)
    case .optional(let inner, let span): .optional(inner.renaming(names), span)
    case .truth: self
    case .atom(let atom): .atom(atom.renaming(names))
    case .path(let path, let atom): .path(path, atom.renaming(names))
    case .comparison(let comparison, let left, let right, let span):
      .comparison(comparison, renamed(left), renamed(right), span)
    case .range(let element, let low, let high, let span):
      .range(renamed(element), renamed(low), renamed(high), span)
    case .member(let element, let elements, let span):
      .member(renamed(element), elements.map(renamed), span)
    }
  }
}

extension ExpressionSyntax {
  /// Calls `note` with each named variable, and `condition` with each condition.
  func visitVariables(
    _ note: (NameSyntax) -> Void, condition: (FormulaSyntax) throws -> Void
  ) rethrows {
    switch self {
    case .variable(let name): note(name)
    case .negative(let inner, _): try inner.visitVariables(note, condition: condition)
    case .binary(_, let left, let right, _), .range(let left, let right, _):
      try left.visitVariables(note, condition: condition)
      try right.visitVariables(note, condition: condition)
    case .call(let atom):
      for value in atom.values { try value.visitVariables(note, condition: condition) }
    case .condition(let formula): try condition(formula)
    case .anonymous, .constant, .fixed, .name, .parameter: break
    }
  }

  fileprivate func renaming(_ names: [String: String]) -> ExpressionSyntax {
    switch self {
    case .variable(let name): .variable(name.renaming(names))
    case .negative(let inner, let span): .negative(inner.renaming(names), span)
    case .binary(let arithmetic, let left, let right, let span):
      .binary(arithmetic, left.renaming(names), right.renaming(names), span)
    case .range(let low, let high, let span):
      .range(low.renaming(names), high.renaming(names), span)
    case .call(let atom): .call(atom.renaming(names))
    case .condition(let formula): .condition(formula.renaming(names))
    case .anonymous, .constant, .fixed, .name, .parameter: self
    }
  }
}

extension AtomSyntax {
  /// The name too: it may be a variable.
  fileprivate func renaming(_ names: [String: String]) -> AtomSyntax {
    var atom = self
    atom.name = name.renaming(names)
    atom.arguments = arguments.map { $0.renaming(names) }
    for index in atom.named.indices {
      atom.named[index].value = atom.named[index].value.renaming(names)
    }
    return atom
  }
}

extension NameSyntax {
  /// Whether it is written as a variable is.
  var isVariable: Bool {
    guard !isQuoted, let first = text.unicodeScalars.first, !text.contains(":"),
      text != Engine.lastAnswer
    else { return false }
    return first == "#" || first == "_"
      || [.uppercaseLetter, .titlecaseLetter].contains(first.properties.generalCategory)
  }

  fileprivate func renaming(_ names: [String: String]) -> NameSyntax {
    guard let other = names[text] else { return self }
    return NameSyntax(text: other, span: span, isQuoted: isQuoted)
  }
}
