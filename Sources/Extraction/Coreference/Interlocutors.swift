/// Who speaks at each place of a document, and to whom: whom "I" and "you" mean.
///
/// The words of a quotation are its speaker's, those of a labelled line are its label's. Of a text without labels the
/// narrator is who signs it, who calls himself by his name, or who answers where it is an interview.
struct Interlocutors {
  /// Who speaks.
  enum Speaker: Equatable {
    case entity(Int)
    /// Whoever this token of the document means.
    case token(Place)
  }

  private let quotations: [Quotations]
  /// The bearer of each line's label.
  private let labelled: [Int?]
  /// To whom each labelled line speaks.
  private let answered: [Int?]
  /// Who tells what no label or mark gives to another, and whom he speaks to, by line.
  private var narrator: [Int?]
  private var reader: [Int?]

  init(_ document: SpokenDocument) {
    quotations = document.quotations
    labelled = document.bearers
    answered = Self.answered(document)
    narrator = Array(repeating: nil, count: document.lines.count)
    reader = narrator
    guard document.speakers.allSatisfy({ $0 == nil }) else { return }
    if let interview = Interview(document) {
      for line in document.lines.indices where line >= interview.firstQuestion {
        if interview.isQuestion(line) {
          reader[line] = interview.guest
        } else {
          narrator[line] = interview.guest
        }
      }
      return
    }
    let (writer, addressee) = (document.signatory ?? document.introduced, document.addressee)
    for line in document.lines.indices where document.roles[line] == .body {
      narrator[line] = writer
      reader[line] = addressee
    }
  }

  /// Who speaks the words at a place; nil where the text does not tell.
  func speaker(at place: Place) -> Speaker? {
    if let quotation = quotations[place.line].quotation(at: place.token), quotation.isUtterance {
      if let source = quotation.source { return .token(source) }
      return quotation.speaker.map { .token(Place(line: place.line, token: $0)) }
    }
    return (labelled[place.line] ?? narrator[place.line]).map(Speaker.entity)
  }

  /// To whom the words at a place are spoken.
  func addressee(at place: Place) -> Int? {
    if let quotation = quotations[place.line].quotation(at: place.token), quotation.isUtterance {
      return nil
    }
    return answered[place.line] ?? reader[place.line]
  }

  /// Where two speak by labels, each speaks to the other.
  private static func answered(_ document: SpokenDocument) -> [Int?] {
    let names = Set(document.speakers.compactMap { $0?.lowercased() })
    guard names.count == 2 else { return Array(repeating: nil, count: document.lines.count) }
    var bearer: [String: Int] = [:]
    for (name, entity) in zip(document.speakers, document.bearers) {
      if let name, let entity { bearer[name.lowercased()] = entity }
    }
    return document.speakers.map { speaker in
      speaker.flatMap { own in
        bearer.first { $0.key != own.lowercased() }?.value
      }
    }
  }
}
