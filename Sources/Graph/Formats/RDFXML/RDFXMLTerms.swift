/// Makes numbers of a batch out of what names nodes in RDF/XML.
struct RDFXMLTerms {
  /// IRIs that `rdf:ID` has given.
  private var ids: Set<String> = []

  /// An IRI with its base put in.
  func absolute(_ reference: String, _ base: BaseIRI?) throws(SyntaxError) -> String {
    for scalar in reference.unicodeScalars {
      try NTriplesTerm.checkAllowedInIRI(scalar, 0)
    }
    let bytes = Array(reference.utf8)
    if NTriplesTerm.hasScheme(bytes.span) { return reference }
    guard let base else { throw SyntaxError(offset: 0, problem: .relativeIRI(reference)) }
    var iri: [UInt8] = []
    base.resolve(bytes, into: &iri)
    return String(decoding: iri, as: UTF8.self)
  }

  /// The number of an IRI.
  func iri(
    _ reference: String, _ base: BaseIRI?, _ batch: inout ImportBatch
  ) throws(SyntaxError) -> UInt32 {
    batch.number("<" + (try absolute(reference, base)) + ">")
  }

  /// The IRI that `rdf:ID` gives, which it gives once.
  mutating func id(
    _ id: String, _ base: BaseIRI?, _ batch: inout ImportBatch
  ) throws(SyntaxError) -> UInt32 {
    try checkName(id, "rdf:ID")
    let iri = try absolute("#" + id, base)
    guard ids.insert(iri).inserted else {
      throw RDFAttributes.problem("rdf:ID=\"\(id)\" occurs twice in the file")
    }
    return batch.number("<" + iri + ">")
  }

  /// A blank node of this label, or one without.
  func blank(
    _ label: String?, _ batch: inout ImportBatch
  ) throws(SyntaxError) -> UInt32 {
    guard let label else { return batch.freshBlankNumber() }
    try checkName(label, "rdf:nodeID")
    let bytes = Array(label.utf8)
    return batch.blankNumber(bytes.span)
  }

  /// The number of a literal, which has a language only where it has no datatype.
  func literal(
    _ text: String, datatype: String?, language: String, _ batch: inout ImportBatch
  ) throws(SyntaxError) -> UInt32 {
    let quoted = NTriplesText.quoted(text)
    if datatype == RDFVocabulary.languageString {
      throw SyntaxError(offset: 0, problem: .missingLanguage)
    }
    if let datatype { return batch.number(quoted + "^^<" + datatype + ">") }
    guard !language.isEmpty else { return batch.number(quoted) }
    let tag = Array(language.utf8)
    guard NTriplesTerm.isLanguageTag(tag.span) else {
      throw SyntaxError(offset: 0, problem: .badLanguageTag)
    }
    return batch.number(quoted + "@" + language)
  }

  /// Checks a name as XML has them, without a colon.
  private func checkName(_ name: String, _ what: String) throws(SyntaxError) {
    let classes = ByteClasses.shared
    let isName = name.unicodeScalars.enumerated().allSatisfy { number, scalar in
      guard scalar.isASCII else {
        return number == 0 ? ByteClasses.isNameStart(scalar) : ByteClasses.isNamePart(scalar)
      }
      let byte = UInt8(scalar.value)
      return classes.letter.contains(byte) || scalar == "_"
        || number > 0 && (classes.digit.contains(byte) || scalar == "-" || scalar == ".")
    }
    guard isName, !name.isEmpty else {
      throw RDFAttributes.problem(
        "\(what) is a name: a letter or _, then letters, digits, '_', '-' and '.'")
    }
  }
}
