import Base
import Graph

/// Named arguments: `met("Lee", Who, in: Where, claim: any, as: How)`.
///
/// An atom that has them asks claims in place of triples. It becomes literals over relations of the store: the claim itself,
/// one place in a text that makes it, and what is said there. So all that one atom tells is of one sentence.
extension Lowering {
  /// Names that are of every claim, whatever the texts call their qualifiers. In quotes they are qualifiers too.
  enum ClaimArgument: String, CaseIterable {
    case id, claim, date, sentence, text, document, reported, confidence, during
    case asOf = "as_of"
    /// How the claim is meant and who makes it; beside `claim:` only, since texts have qualifiers of these names.
    case how = "as"
    case speaker = "by"

    static func meant(by name: NameSyntax, besides names: [NameSyntax]) -> Self? {
      guard !name.isQuoted, let argument = Self(rawValue: name.text) else { return nil }
      guard argument == .how || argument == .speaker else { return argument }
      return names.contains { !$0.isQuoted && $0.text == Self.claim.rawValue } ? argument : nil
    }
  }

  /// The literals that an atom with named arguments stands for, in one alternative for each predicate that it may mean.
  ///
  /// - Parameter values: the values of all its arguments, those without names first
  func claims(_ atom: AtomSyntax, values: [ExpressionSyntax]) throws -> [Alternative] {
    let names = atom.named.map(\.name)
    var known: [ClaimArgument: ExpressionSyntax] = [:]
    var qualifiers: [(name: NameSyntax, value: ExpressionSyntax)] = []
    for (name, value) in zip(names, values[atom.arguments.count...]) {
      guard let argument = ClaimArgument.meant(by: name, besides: names) else {
        qualifiers.append((name, value))
        continue
      }
      guard known.updateValue(value, forKey: argument) == nil else {
        throw fail(.repeatedArgument(name.text), at: name.span)
      }
    }
    var claim = try claim(of: atom, Array(values[..<atom.arguments.count]), id: known[.id])
    if let stance = known[.claim] { claim.stance = try self.stance(stance) }
    for (name, _) in qualifiers {
      try check(name, of: atom.name, claim.predicates, claim.relation)
    }
    let details = details(of: claim.id, known, qualifiers, atom.span)
    let claims =
      (claim.related.map { [literals(claim, related: $0, atom.span)] } ?? [])
      + claim.columns.map { literals(claim, $0, atom.span) }
    return claims.flatMap { claim in details.map { claim + $0 } }
  }

  // MARK: The claim

  /// Which claims an atom asks.
  private struct Claim {
    var id: ExpressionSyntax
    /// Subject, predicate and object, once for each predicate.
    var columns: [[ExpressionSyntax]]
    /// Between what a relation holds, with its name in the place of the predicate.
    var related: [ExpressionSyntax]?
    /// Whether a claim without an object is none that is meant.
    var needsObject = true
    /// The stored predicates, where the atom names them by their words.
    var predicates: [Value]?
    /// The relation, where the atom names one.
    var relation: String?
    /// Nil is any.
    var stance: ClaimStance? = .asserted
  }

  private func claim(
    of atom: AtomSyntax, _ arguments: [ExpressionSyntax], id: ExpressionSyntax?
  ) throws -> Claim {
    let name = atom.name
    let number = shown(id, "id", atom.span)
    switch (name.text, arguments.count) {
    case ("triple", 3): return Claim(id: number, columns: [arguments])
    case ("fact", 4), ("statement", 4):
      if id != nil { throw fail(.repeatedArgument(ClaimArgument.id.rawValue), at: atom.span) }
      let isFact = name.text == "fact"
      return Claim(
        id: shown(arguments[0], "id", atom.span), columns: [Array(arguments[1...])],
        needsObject: isFact, stance: isFact ? .asserted : nil)
    case (_, 2) where try isPredicateVariable(atom):
      return Claim(id: number, columns: [[arguments[0], .variable(name), arguments[1]]])
    default: break
    }
    let predicates = try catalog.predicates(named: name.text)
    let relation = name.isQuoted ? nil : try catalog.relation(named: name.text)
    if predicates.isEmpty, relation == nil {
      let isKnown =
        try TestFunction(rawValue: name.text) != nil || StoreRelation(rawValue: name.text) != nil
        || name.text == "search" || definitions.isDefined(name.text)
        || catalog.type(named: name.text) != nil
      if isKnown { throw fail(.namedArgumentOf(name.text), at: atom.named[0].name.span) }
      throw fail(try undefined(name.text), at: name.span)
    }
    guard arguments.count <= 2 else {
      throw fail(
        .arity(
          name.text, expected: [1, 2], found: arguments.count,
          written: try signatures(of: name.text)), at: name.span)
    }
    // "Lee resigned" has no object: `resigned("Lee", on: When)` asks such claims too.
    let given = arguments + [ExpressionSyntax](repeating: .anonymous(atom.span), count: 2)
    var claim = Claim(
      id: number, columns: [], needsObject: arguments.count == 2, predicates: predicates,
      relation: relation)
    if let relation {
      claim.related = [given[0], .fixed(.string(relation), name.span), given[1]]
    }
    // A claim without an object may be an instance of no relation.
    if relation == nil || !claim.needsObject {
      claim.columns = try predicates.map { predicate in
        [given[0], .fixed(try catalog.term(predicate), name.span), given[1]]
      }
    }
    return claim
  }

  /// The word of `claim:`; nil is `any`.
  private func stance(_ expression: ExpressionSyntax) throws -> ClaimStance? {
    var word: String?
    switch expression {
    case .name(let name): word = name.text
    case .constant(let term, _): word = term.textValue
    case .parameter(let name): word = try shapingParameter(name).textValue
    default: break
    }
    if word == "any" { return nil }
    guard let stance = word.flatMap(ClaimStance.init) else {
      throw fail(.unknownClaim(word), at: expression.span)
    }
    return stance
  }

  private func literals(
    _ claim: Claim, _ columns: [ExpressionSyntax], _ span: SourceSpan
  ) -> Alternative {
    if claim.stance == .asserted, claim.needsObject {
      return [relation(.fact, [claim.id] + columns, span)]
    }
    var columns = columns
    var literals: Alternative = []
    if claim.needsObject {
      columns[2] = shown(columns[2], "object", span)
      literals.append(.comparison(.notEqual, columns[2], .fixed(.string(""), span), span))
    }
    literals.append(relation(.statement, [claim.id] + columns, span))
    if let stance = claim.stance { literals.append(self.stance(stance, of: claim.id, span)) }
    return literals
  }

  /// The claims that are instances of a relation; with its subject alone, those that are made of it.
  private func literals(
    _ claim: Claim, related: [ExpressionSyntax], _ span: SourceSpan
  ) -> Alternative {
    let open = ExpressionSyntax.anonymous(span)
    let isInstance =
      claim.needsObject
      ? [relation(.related, [claim.id, related[1], related[0], related[2]], span)]
      : [
        relation(.relation, [claim.id, related[1]], span),
        relation(.statement, [claim.id, related[0], open, open], span),
      ]
    return isInstance + (claim.stance.map { [stance($0, of: claim.id, span)] } ?? [])
  }

  private func stance(
    _ stance: ClaimStance, of id: ExpressionSyntax, _ span: SourceSpan
  ) -> BodyItem {
    relation(.stance, [id, .fixed(.string(stance.rawValue), span)], span)
  }

  // MARK: What is said of it

  private func details(
    of id: ExpressionSyntax, _ known: [ClaimArgument: ExpressionSyntax],
    _ qualifiers: [(name: NameSyntax, value: ExpressionSyntax)], _ span: SourceSpan
  ) -> [Alternative] {
    let open = ExpressionSyntax.anonymous(span)
    var literals: Alternative = []
    if let how = known[.how] { literals.append(relation(.stance, [id, how], span)) }
    if let speaker = known[.speaker] { literals.append(relation(.said, [speaker, id], span)) }
    if let date = known[.date] { literals.append(relation(.date, [id, date], span)) }
    let ofPlace: [ClaimArgument] = [
      .sentence, .text, .document, .reported, .confidence, .during, .asOf,
    ]
    guard !qualifiers.isEmpty || ofPlace.contains(where: { known[$0] != nil }) else {
      return [literals]
    }
    let place = hidden("occurrence", span)
    let sentence = shown(known[.sentence], "sentence", span)
    literals.append(
      relation(.occurrence, [place, id, sentence, known[.confidence] ?? open], span))
    for (name, value) in qualifiers {
      let word = ExpressionSyntax.fixed(.string(Self.qualifier(name)), name.span)
      literals.append(relation(.circumstance, [place, word, value], span))
    }
    let times = times(of: place, known, span)
    guard known[.text] != nil || known[.document] != nil || known[.reported] != nil else {
      return times.map { literals + $0 }
    }
    let document = shown(known[.document], "document", span)
    literals.append(
      relation(.sentence, [sentence, document, open, known[.text] ?? open], span))
    if let reported = known[.reported] {
      let date = shown(reported, "reported", span)
      literals.append(relation(.document, [document, open, date, open], span))
      literals.append(.comparison(.notEqual, date, .fixed(.string(""), span), span))
    }
    return times.map { literals + $0 }
  }

  /// What `during:` and `as_of:` ask of the time of a place: that it meets a period; that it began by some day, and has not
  /// ended where its end is told.
  private func times(
    of place: ExpressionSyntax, _ known: [ClaimArgument: ExpressionSyntax], _ span: SourceSpan
  ) -> [Alternative] {
    guard known[.during] != nil || known[.asOf] != nil else { return [[]] }
    let (first, last, how) = (
      hidden("first", span), hidden("last", span), hidden("how", span)
    )
    var literals = [relation(.time, [place, first, last, how], span)]
    if let period = known[.during] {
      literals.append(.comparison(.lessOrEqual, first, day(.lastDay, of: period), span))
      literals.append(.comparison(.greaterOrEqual, last, day(.firstDay, of: period), span))
    }
    guard let moment = known[.asOf] else { return [literals] }
    literals.append(.comparison(.lessOrEqual, first, day(.lastDay, of: moment), span))
    let kind = ExpressionSyntax.fixed(.string("span"), span)
    return [
      literals + [.comparison(.notEqual, how, kind, span)],
      literals + [
        .comparison(.equal, how, kind, span),
        .comparison(.greaterOrEqual, last, day(.firstDay, of: moment), span),
      ],
    ]
  }

  /// That some place which makes a claim tells a time that meets a period.
  func times(
    ofClaim id: ExpressionSyntax, during period: ExpressionSyntax, _ span: SourceSpan
  ) -> [Alternative] {
    let open = ExpressionSyntax.anonymous(span)
    let place = hidden("occurrence", span)
    let claim = relation(.occurrence, [place, id, open, open], span)
    return times(of: place, [.during: period], span).map { [claim] + $0 }
  }

  private func day(
    _ function: ScalarFunction, of period: ExpressionSyntax
  ) -> ExpressionSyntax {
    let name = NameSyntax(text: function.rawValue, span: period.span)
    return .call(AtomSyntax(name: name, arguments: [period], span: period.span))
  }

  private func relation(
    _ relation: StoreRelation, _ arguments: [ExpressionSyntax], _ span: SourceSpan
  ) -> BodyItem {
    .predicate(builder.predicates.number(of: relation), arguments, span)
  }

  /// What a name is in the graph: `reported_by` is `reported by`.
  private static func qualifier(_ name: NameSyntax) -> String {
    name.text.withBlanks
  }

  /// A name that no claim of the graph has is a mistake; one that only claims of other predicates have is noted.
  private func check(
    _ name: NameSyntax, of predicate: NameSyntax, _ predicates: [Value]?, _ relation: String?
  ) throws {
    let word = Self.qualifier(name)
    // Most names are right, and the first claim that has one shows it.
    if try catalog.hasQualifier(word, of: relation == nil ? predicates : nil, relation) { return }
    let known =
      try relation.map { try catalog.qualifierNames(ofRelation: $0) }
      ?? catalog.qualifierNames(of: predicates)
    let problem = AnalysisProblem.unknownQualifier(
      name.text, of: predicate.text, known: known.map(\.withUnderscores))
    guard predicates != nil || relation != nil, try catalog.hasQualifier(word, of: nil, nil)
    else {
      throw fail(problem, at: name.span)
    }
    notes.insert(problem.diagnostic(.note, at: name.span))
  }

  // MARK: Variables that nobody wrote

  /// A variable of the atom that stands at a span.
  private func hidden(_ part: String, _ span: SourceSpan) -> ExpressionSyntax {
    .variable(NameSyntax(text: "\(RuleScope.hiddenName(for: span)) \(part)", span: span))
  }

  /// An argument that several literals have; what is left open gets a variable.
  private func shown(
    _ argument: ExpressionSyntax?, _ part: String, _ span: SourceSpan
  ) -> ExpressionSyntax {
    guard let argument else { return hidden(part, span) }
    if case .anonymous = argument { return hidden(part, span) }
    return argument
  }
}

extension Engine {
  /// The named arguments that every claim has, whatever its text says.
  package static var claimArguments: [String] {
    Lowering.ClaimArgument.allCases.map(\.rawValue)
  }
}
