import Graph

/// Why a request is not answered: what is wrong, where, and what to do.
struct Refusal: Error, Sendable, Equatable {
  /// Where in the text that was sent, as the page counts: UTF-16 units from 1.
  struct Place: Sendable, Equatable {
    var line: Int
    var column: Int
    var length: Int
  }

  var status: HTTPStatus
  var message: String
  var hint: String?
  var place: Place?

  init(_ status: HTTPStatus, _ message: String, hint: String? = nil, place: Place? = nil) {
    self.status = status
    self.message = message
    self.hint = hint
    self.place = place
  }

  /// `{"error": {"message": …, "hint": …, "line": …, "column": …, "length": …}}`
  var json: String {
    var error = JSONObject()
    error.add("message", message)
    if let hint { error.add("hint", hint) }
    if let place {
      error.add("line", place.line)
      error.add("column", place.column)
      error.add("length", place.length)
    }
    var object = JSONObject()
    object.add("error", raw: error.text)
    return object.text
  }

  var response: HTTPResponse { HTTPResponse(status: status, json: json) }
}
