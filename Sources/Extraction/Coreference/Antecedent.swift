/// A name or noun phrase that a pronoun near by may mean.
struct Antecedent: Sendable {
  /// Several where the text joins them: "Lee and Xi".
  var referents: [Referent]
  var place: Place
  var sentence: Int
  var role: Role
  /// Whether it is the source of reported words and stands after them.
  var isTrailingSpeaker = false
  /// Nil for what may be a person or not.
  var isPerson: Bool?
  var isPlural = false
  var gender: Knowledge.Gender?
  /// Whether a title, a noun or a full name tells the gender; a name alone may be a family's.
  var isGenderSure = false
  /// The gender that a noun beside a name tells: "the actress Ana Ruiz", "his wife, Ana Ruiz".
  var toldGender: Knowledge.Gender?
  /// What an entity is; nil for a noun phrase.
  var kind: DocumentEntity.Kind?
  /// What a noun phrase's head calls it.
  var nounKind: DocumentEntity.Kind?
  /// The article or owner of a noun phrase.
  var determiner = Determiner.none
  /// Whether it is the subject of its sentence's main verb.
  var isMainSubject = false
  /// The pronoun that it is, one that was resolved.
  var pronoun: Pronoun?
  /// Words of the name.
  var length = 1
  var isTitled = false

  enum Role: Sendable { case subject, passiveSubject, object, possessor, apposition, other }
  enum Determiner: Sendable { case none, definite, indefinite, owned, other }

  var isSubject: Bool { role == .subject || role == .passiveSubject }

  /// The grammatical role of a token; what is joined has the role of the first.
  static func role(of token: Int, in tree: Tree) -> Role {
    var head = token
    // Joined words hang on one another in a chain that goes to the left.
    while tree.dep[head] == .conj, tree.head[head] < head { head = tree.head[head] }
    return switch tree.dep[head] {
    case .nsubj: .subject
    case .nsubjpass: .passiveSubject
    case .dobj, .dative: .object
    case .poss: .possessor
    case .appos: .apposition
    default: .other
    }
  }

  static func isMainSubject(_ token: Int, in tree: Tree) -> Bool {
    let head = tree.dep[token] == .conj ? tree.head[token] : token
    return tree.dep[head].isSubject && tree.isRoot(tree.head[head])
  }
}
