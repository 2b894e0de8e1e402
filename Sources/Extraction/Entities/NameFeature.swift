extension NamedEntityKind {
  /// How features call it.
  var featureName: String { self == .none ? "none" : rawValue }
}

/// One thing that tells what a name names: a kind of evidence, and the word that it is.
///
/// Written "after say"; the rows of `schema/models/name_types.tsv` have these names.
struct NameFeature: Hashable, Sendable {
  var kind: Kind
  var word = ""

  enum Kind: Int, CaseIterable, Sendable {
    /// Holds of each name.
    case name
    /// What the recogniser takes a mention for.
    case label
    // The words beside a mention: the one before and behind; what another name there is taken for.
    case before, after
    // What a mention is to its verb or noun.
    case subject, passiveSubject, object, owner, modifier
    // The preposition before it, and that with the word that it hangs on.
    case preposition, complement
    /// A common noun that calls it something: in apposition, behind "is", or before it.
    case noun
    /// What such a noun, a relative clause or an act says that it is.
    case called
    case title, article, plural, opensSentence
    /// What a name is taken for that it is joined to by "and".
    case joined
    // Of the name itself: how many words, which, their letters.
    case words, first, last, inner, ending, shape
    /// What its first or its last word calls a thing.
    case firstNoun, lastNoun
    // What its last word says that it is, and its first, where neither is likely a family's name.
    case institution, opening
    /// It is in the tables, or has a word of them: a given name, a country, a capital.
    case given, table
    // What the names are taken for that begin or end with it, or are its first or last word.
    case beginsLonger, endsLonger, firstAlone, lastAlone, acronymOf
    /// How often it is mentioned.
    case count

    var name: String { String(describing: self) }
  }

  var name: String { word.isEmpty ? kind.name : kind.name + " " + word }
}
