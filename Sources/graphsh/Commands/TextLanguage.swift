import ArgumentParser

/// The language that texts are taken for, whatever they seem to be in.
enum TextLanguage: String, CaseIterable, ExpressibleByArgument {
  case en
}

/// What commands that read texts can be told of their language.
struct LanguageOption: ParsableArguments {
  @Option(
    help:
      "Take every text for English (en); else texts in other languages are named and give no facts."
  )
  var language: TextLanguage?
}
