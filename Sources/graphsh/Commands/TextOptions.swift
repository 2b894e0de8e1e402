import ArgumentParser
import Documents
import Extraction

/// The language that texts are taken for, whatever they seem to be in.
enum TextLanguage: String, CaseIterable, ExpressibleByArgument {
  case en
}

/// What commands that read texts can be told of them.
struct TextOptions: ParsableArguments {
  @Option(
    help:
      "Treat every text as English (en); otherwise texts in other languages are reported and give no facts."
  )
  var language: TextLanguage?

  @Option(
    name: .customLong("text"),
    help: ArgumentHelp(
      "The field of JSON, or column of a table (CSV, TSV), that holds the text.", valueName: "field"
    ))
  var textField: String?

  @Option(
    name: .customLong("title"),
    help: ArgumentHelp("The field that holds the title.", valueName: "field"))
  var titleField: String?

  @Option(
    name: .customLong("date"),
    help: ArgumentHelp("The field that holds the date.", valueName: "field"))
  var dateField: String?

  var fields: RecordFields { RecordFields(text: textField, title: titleField, date: dateField) }

  /// Has texts read as it was told.
  func set(_ options: inout ReadingOptions) {
    options.assumesEnglish = language != nil
    options.fields = fields
  }
}
