/// The dependency labels that the rules name (CLEAR style, as the English model gives them).
package enum Dependency: String, CaseIterable, Sendable {
  case root = "ROOT"
  case acl, acomp, advcl, advmod, agent, amod, appos, attr, aux, auxpass
  case caseMarker = "case"
  case cc, ccomp, compound, conj, csubj, csubjpass, dative, dep, det, dobj
  case expl, intj, mark, meta, neg, nmod, npadvmod, nsubj, nsubjpass, nummod, oprd
  case parataxis, pcomp, pobj, poss, preconj, predet, prep, prt, punct, quantmod, relcl, xcomp
  case other = ""

  var isSubject: Bool {
    switch self {
    case .nsubj, .nsubjpass, .csubj, .csubjpass: true
    default: false
    }
  }
  var isAuxiliary: Bool { self == .aux || self == .auxpass }
  var isObject: Bool { self == .dobj || self == .dative }

  /// Whether a verb with this label heads a clause.
  var headsClause: Bool {
    switch self {
    case .root, .conj, .ccomp, .advcl, .relcl, .acl, .xcomp, .pcomp, .csubj, .parataxis: true
    default: false
    }
  }
}

/// Universal parts of speech.
package enum PartOfSpeech: String, CaseIterable, Sendable {
  case adjective = "ADJ"
  case adposition = "ADP"
  case adverb = "ADV"
  case auxiliary = "AUX"
  case coordinator = "CCONJ"
  case determiner = "DET"
  case interjection = "INTJ"
  case noun = "NOUN"
  case numeral = "NUM"
  case particle = "PART"
  case pronoun = "PRON"
  case properNoun = "PROPN"
  case punctuation = "PUNCT"
  case subordinator = "SCONJ"
  case symbol = "SYM"
  case verb = "VERB"
  case space = "SPACE"
  case other = "X"

  var isVerbal: Bool { self == .verb || self == .auxiliary }
  var isNominal: Bool {
    self == .noun || self == .properNoun || self == .pronoun || self == .numeral
  }
}

/// Penn Treebank tags that the rules name.
package enum Tag: String, CaseIterable, Sendable {
  case cardinal = "CD"
  case existential = "EX"
  case preposition = "IN"
  case modal = "MD"
  case noun = "NN"
  case nouns = "NNS"
  case name = "NNP"
  case names = "NNPS"
  case personalPronoun = "PRP"
  case possessivePronoun = "PRP$"
  case adverb = "RB"
  case to = "TO"
  case baseForm = "VB"
  case past = "VBD"
  case gerund = "VBG"
  case participle = "VBN"
  case present = "VBP"
  case thirdPerson = "VBZ"
  case whDeterminer = "WDT"
  case whPronoun = "WP"
  case whPossessive = "WP$"
  case whAdverb = "WRB"
  case other = ""

  var isRelative: Bool { self == .whDeterminer || self == .whPronoun }
  var isWh: Bool { isRelative || self == .whAdverb }
}

/// Kinds of named entities, as the model names them.
enum NamedEntityKind: String, CaseIterable, Sendable {
  case person = "PERSON"
  case group = "NORP"
  case facility = "FAC"
  case organization = "ORG"
  case politicalPlace = "GPE"
  case location = "LOC"
  case product = "PRODUCT"
  case event = "EVENT"
  case workOfArt = "WORK_OF_ART"
  case law = "LAW"
  case language = "LANGUAGE"
  case date = "DATE"
  case time = "TIME"
  case percent = "PERCENT"
  case money = "MONEY"
  case quantity = "QUANTITY"
  case ordinal = "ORDINAL"
  case cardinal = "CARDINAL"
  case none = ""

  /// Whether it names something, rather than measuring or counting.
  var isName: Bool {
    switch self {
    case .person, .group, .facility, .organization, .politicalPlace, .location, .product, .event,
      .workOfArt, .law:
      true
    default: false
    }
  }
  var isPointInTime: Bool { self == .date || self == .time }
  var isPlace: Bool { self == .politicalPlace || self == .location || self == .facility }
}
