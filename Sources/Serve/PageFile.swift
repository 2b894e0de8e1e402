import Page

/// A file of the page that the browser shows. It is a part of the program, and none of the disk.
struct PageFile: Sendable {
  let contentType: String
  let text: String

  var response: HTTPResponse { HTTPResponse(contentType: contentType, text: text) }

  /// By the path at which each is asked for.
  static func all(editToken: String?) -> [String: PageFile] {
    [
      "": PageFile(
        contentType: "text/html; charset=utf-8", text: PageDocument.served(token: editToken)),
      "page.css": PageFile(contentType: "text/css; charset=utf-8", text: PageAssets.style),
      "page.js": PageFile(contentType: "text/javascript; charset=utf-8", text: PageAssets.script),
    ]
  }
}
