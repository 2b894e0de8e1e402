import Foundation
import Page

/// A server as the page sees it: the page, its style and its script, and answers that a test gives.
struct ServedSite {
  /// The token for changes; nil where the page may make none.
  var token: String?
  /// Status and JSON for a request, by its path (such as `/find?q=a`) and its body.
  var respond: (_ path: String, _ body: [String: Any], _ token: String?) -> (Int, String)

  /// The parameters of `Fetch.fulfillRequest` for a request that the browser holds up.
  func answer(to event: [String: Any]) -> [String: Any] {
    let request = event["request"] as? [String: Any] ?? [:]
    let address = URLComponents(string: request["url"] as? String ?? "")
    let path = (address?.path ?? "") + (address?.percentEncodedQuery.map { "?" + $0 } ?? "")
    let headers = request["headers"] as? [String: String] ?? [:]
    let (status, type, text) = content(
      path, body: request["postData"] as? String ?? "{}",
      token: headers.first { $0.key.lowercased() == "x-token" }?.value)
    return [
      "requestId": event["requestId"] as? String ?? "", "responseCode": status,
      "responseHeaders": [
        ["name": "Content-Type", "value": type],
        ["name": "Content-Security-Policy", "value": PageDocument.servedPolicy],
      ],
      "body": Data(text.utf8).base64EncodedString(),
    ]
  }

  private func content(_ path: String, body: String, token: String?) -> (Int, String, String) {
    switch path {
    case "/": return (200, "text/html; charset=utf-8", PageDocument.served(token: self.token))
    case "/page.css": return (200, "text/css; charset=utf-8", PageAssets.style)
    case "/page.js": return (200, "text/javascript; charset=utf-8", PageAssets.script)
    case "/favicon.ico": return (204, "image/x-icon", "")
    default:
      let object = try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
      let (status, json) = respond(path, object ?? [:], token)
      return (status, "application/json; charset=utf-8", json)
    }
  }
}
