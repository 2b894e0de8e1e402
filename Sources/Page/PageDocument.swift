import CCrypto

/// The page as a document: one file that holds its graph, or the one that a server sends.
package enum PageDocument {
  /// One file with the picture in it, which opens anywhere and asks for nothing.
  ///
  /// Its policy allows the style and the script that stand in it, by their hashes, and nothing else. In the data nothing
  /// is markup, whatever the names of the graph are.
  ///
  /// - Parameters:
  ///   - picture: the picture as JSON.
  ///   - title: the title of the file before its script has run.
  /// - Complexity: O(*n*) in the length of the picture.
  package static func html(picture: String, title: String) -> String {
    let style = PageAssets.style
    let script = PageAssets.script
    let policy =
      "default-src 'none'; style-src '\(hash(of: style))'; script-src '\(hash(of: script))'; img-src blob: data:"
    return filled(
      title: title,
      head: """
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <style>\(style)</style>
        """,
      body: """
        <script id="data" type="application/json">\(inert(picture))</script>
        <script>\(script)</script>
        """)
  }

  /// The page that a server sends: it asks for the graph itself, and for its style and script beside it.
  ///
  /// - Parameter token: what the server wants to see with every change; `nil` where nothing may be changed.
  package static func served(token: String? = nil) -> String {
    filled(
      title: "Graph",
      head: (token.map { "<meta name=\"token\" content=\"\(escaped($0))\">\n" } ?? "")
        + "<link rel=\"stylesheet\" href=\"page.css\">",
      body: "<script src=\"page.js\"></script>")
  }

  /// The policy that goes with ``served(token:)``.
  package static let servedPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob: data:; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  private static func filled(title: String, head: String, body: String) -> String {
    PageAssets.html
      .replacing(
        "<title>Graph</title>", with: "<title>\(escaped(title))</title>", maxReplacements: 1
      )
      .replacing("<!--head-->", with: head, maxReplacements: 1)
      .replacing("<!--body-->", with: body, maxReplacements: 1)
  }

  /// JSON in which nothing ends or opens an element, and no line ends where a script's would.
  private static func inert(_ json: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.utf8.count + json.utf8.count / 64)
    // Unicode's line separators are E2 80 A8 and E2 80 A9; "<" stands nowhere but in strings.
    var ahead = json.utf8.makeIterator()
    while let byte = ahead.next() {
      if byte == UInt8(ascii: "<") {
        bytes += "\\u003c".utf8
      } else if byte == 0xA8 || byte == 0xA9, bytes.suffix(2) == [0xE2, 0x80] {
        bytes.removeLast(2)
        bytes += byte == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }

  /// What a policy calls a text by: SHA-256 in Base64.
  private static func hash(of text: String) -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    let bytes = Array(text.utf8)
    _ = SHA256(bytes, bytes.count, &digest)
    // Four characters for three bytes, and a zero.
    var text = [UInt8](repeating: 0, count: (digest.count + 2) / 3 * 4 + 1)
    let count = EVP_EncodeBlock(&text, digest, Int32(digest.count))
    return "sha256-" + String(decoding: text.prefix(Int(count)), as: UTF8.self)
  }
}
