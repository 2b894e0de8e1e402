/// The part that a stretch of text plays in its document.
public enum TextRole: String, Sendable, CaseIterable {
  /// The running text.
  case body
  /// The title, and headings within the text.
  case title
  /// Who wrote it, when and where.
  case byline
  /// What stands below a picture, film or table, with its credit.
  case caption
  /// A pointer to another document.
  case teaser
  /// Words of the text that are set a second time to draw the eye.
  case pullQuote
  /// Who the author is, at the end of the text.
  case biography
  /// What readers wrote below it.
  case comment
  /// Cookies, subscriptions, newsletters, advertisements: what the publication tells its readers.
  case notice
  /// Who says what follows, in a conversation.
  case speaker
  /// Rows of a table.
  case table
  /// Lines of a poem or a song.
  case verse
  /// Entries of a table of contents.
  case contents
  /// A footnote or endnote.
  case note
  /// Paragraphs in another language than English.
  case foreign
  /// What a message repeats of the one that it answers.
  case quoted
  /// To whom a letter is written.
  case salutation
  /// The lines below a letter or message that say who sent it.
  case signature
  /// Files that hang on a message and are no text.
  case attachment
  /// Menus, buttons and all else that only furnishes the page.
  case furniture
}
