import CPage

/// The texts that make the page: markup, style and script, built into the executable.
package enum PageAssets {
  /// The markup, with places for what goes into its head and the end of its body.
  package static let html = text(page_html())

  /// The style sheet.
  package static let style = text(page_style())

  /// The script: its files in their order, in one closure, so that they leave no names behind.
  package static let script = "(() => {\n'use strict';\n" + text(page_script()) + "})();\n"

  private static func text(_ file: PageFile) -> String {
    String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
  }
}
