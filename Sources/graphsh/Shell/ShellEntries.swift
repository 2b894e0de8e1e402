import Asking
import SPARQL

/// What ends an entry at the prompt, and what can stand in it.
final class ShellEntries: EntryLanguage {
  private let completer: Completer
  /// Whether it has been said what ends a statement.
  private var hasToldOfEnds = false

  init(session: Session) { completer = Completer(session: session) }

  func isComplete(_ entry: String) -> Bool {
    if SPARQLEngine.recognises(entry) { return SPARQLEngine.isComplete(entry) }
    return ProgramText.isEmpty(entry) || ProgramText.isComplete(entry)
      || BareWord.meaning(of: entry) != nil
      || DotCommandLine.isCommand(entry) || ForeignQuery.Language(of: entry) != nil
      || Question.mayBe(entry)
  }

  func hint(for entry: String) -> String? {
    // A whole atom: what is missing is easily overlooked.
    guard !hasToldOfEnds, ProgramText.awaited(in: entry) == nil,
      DotCommandLine.trimmed(entry[...]).hasSuffix(")")
    else { return nil }
    hasToldOfEnds = true
    return "'?' asks it, '.' states it, Ctrl-C drops it"
  }

  var incompleteAtEnd: String {
    "the statement is not complete: it ends with '.' or '?'. Ctrl-C drops it; Ctrl-D again leaves"
  }

  func completion(of text: String) -> Completion { completer.completion(of: text) }
}
