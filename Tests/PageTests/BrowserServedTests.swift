import Foundation
import Testing

extension BrowserTests {
  /// A server of the harbour that knows only persons at first, and answers a few questions.
  private final class Harbour {
    var asked: [String] = []
    var renamed: String?

    func site(token: String? = nil) -> ServedSite {
      ServedSite(token: token) { [self] path, body, token in
        asked.append(path)
        switch path {
        case "/graph": return (200, part { $0["types"] as? [String] == ["person"] })
        case let path where path.hasPrefix("/entity/"), let path where path.hasPrefix("/around/"):
          return (200, part { _ in true })
        case let path where path.hasPrefix("/find?"):
          return (
            200,
            #"{"found":[{"id":3,"name":"Lindau","types":["place"],"mentions":3,"alias":"the port"}]}"#
          )
        case "/query":
          guard body["text"] as? String == "met(X, Y)" else {
            return (
              400,
              #"{"error":{"message":"this '(' is not closed","hint":"write ')' where it ends","line":1,"column":4,"length":1}}"#
            )
          }
          return (
            200,
            #"{"sets":[{"columns":["X","Y"],"rows":[[{"text":"Nadia Holt","id":1},{"text":"Tomas Rehn","id":2}],[{"text":"Ida Brandt","id":7},{"text":"Tomas Rehn","id":2}]],"omitted":0,"ms":3}],"notes":[]}"#
          )
        case "/why":
          return (
            200,
            #"{"roots":[{"fact":"met(\"Nadia Holt\", \"Tomas Rehn\")","rule":"met(X, Y) :- saw(X, Y).","children":[{"fact":"saw(1)","sentences":[901]}]}],"sentences":[{"id":901,"document":1,"number":4,"text":"Holt met Rehn on the quay."}],"documents":[]}"#
          )
        case "/rename" where token == "s3cret":
          renamed = body["name"] as? String
          return (200, #"{"done":"it is called \#(renamed ?? "") now"}"#)
        default: return (404, #"{"error":{"message":"nothing is at this address"}}"#)
        }
      }
    }

    /// The nodes that fit, with the facts between them.
    private func part(_ fits: ([String: Any]) -> Bool) -> String {
      var picture = SamplePicture.harbour
      if let renamed { picture.nodes[0]["name"] = renamed }
      picture.nodes = picture.nodes.filter(fits)
      let ids = Set(picture.nodes.compactMap { $0["id"] as? Int })
      picture.edges = picture.edges.filter {
        ids.contains($0["s"] as? Int ?? 0) && ids.contains($0["t"] as? Int ?? 0)
      }
      return picture.json
    }
  }

  @Test func aServedPageAsksForWhatItDoesNotHave() throws {
    let harbour = Harbour()
    let page = try BrowserPage(served: harbour.site())
    #expect(
      try page.nodes() == ["Nadia Holt", "Tomas Rehn", "Rosa Vidal", "Ida Brandt", "Émile Åkesson"])
    try page.click(node: "Nadia Holt", times: 2)
    try page.screenshot("served")
    #expect(harbour.asked.contains("/entity/1?limit=200"))
    #expect(harbour.asked.contains { $0.hasPrefix("/around/1?limit=") })
    #expect(try page.nodes().isSuperset(of: ["Lindau", "new quay"]))
    try page.click("#find")
    try page.type("port")
    #expect(try page.text("#found").contains("the port"))
    try page.press("Enter")
    #expect(try page.text("#panel h2") == "Lindau")
    #expect(try page.complaints() == [])
    #expect(page.requests().allSatisfy { $0.hasPrefix("http://graph.test/") })
  }

  @Test func questionsAreAnsweredWithProofsAndErrorsWithTheirPlace() throws {
    let page = try BrowserPage(served: Harbour().site(), address: "#tab=ask&ask=met(X,+Y)")
    #expect(try page.number("document.querySelectorAll('.set tbody tr:not(.told)').length") == 2)
    try page.click(".set .opener")
    try page.settle()
    try page.screenshot("asked")
    #expect(try page.text(".proof").contains("met(X, Y) :- saw(X, Y)."))
    #expect(try page.text(".proof blockquote") == "Holt met Rehn on the quay.")
    try page.click(".set tbody a.node")
    #expect(try page.text("#panel h2") == "Nadia Holt")

    _ = try page.value("document.getElementById('question').value = ''")
    try page.click("#question")
    try page.type("met(X, Y")
    try page.press("Enter")
    try page.screenshot("error")
    #expect(try page.text(".error .message") == "this '(' is not closed")
    #expect(try page.text(".error .place mark") == "(")
    #expect(try page.text(".error .hint") == "write ')' where it ends")
  }

  @Test func onlyAPageWithATokenMends() throws {
    let reader = try BrowserPage(served: Harbour().site(), address: "#select=1")
    #expect(try reader.number("document.querySelectorAll('.mending').length") == 0)

    let harbour = Harbour()
    let page = try BrowserPage(served: harbour.site(token: "s3cret"), address: "#select=1")
    try page.click(".mending summary")
    _ = try page.value("document.querySelector('.mending input').value = 'Nadia Holm'")
    try page.click(".mending form .action")
    try page.settle()
    try page.screenshot("mended")
    #expect(harbour.renamed == "Nadia Holm")
    #expect(try page.text("#panel h2") == "Nadia Holm")
    #expect(try page.text("#toast").contains("called Nadia Holm now"))
    #expect(try page.complaints() == [])
  }
}
