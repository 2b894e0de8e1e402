/// A verb with all that belongs to it: who does what to whom, where, when and how it is meant.
struct Clause: Sendable {
  enum ObjectKind: Sendable {
    case direct, indirect, attribute, objectPredicate, adjective, relative
  }

  struct Object: Sendable {
    var kind: ObjectKind
    var head: Int
  }

  /// A preposition (or several: "from behind") and the head of its object.
  struct Complement: Sendable {
    var prepositions: [Int]
    var head: Int
  }

  /// The verb that heads the clause.
  var verb: Int
  /// The verb and the infinitives that make one predicate with it ("wants to buy").
  var chain: [Int]
  /// Heads of the subjects, own or inherited.
  var subjects: [Int]
  var objects: [Object] = []
  var complements: [Complement] = []
  /// Adverbs and noun phrases of time, manner and measure: spans of tokens.
  var adverbials: [[Int]] = []
  /// Heads of clausal complements.
  var clausal: [Int] = []

  var last: Int { chain[chain.count - 1] }
}
