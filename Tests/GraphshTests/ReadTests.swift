import Foundation
import TestSupport
import Testing

/// What `read` prints.
@Suite struct ReadTests {
  private static let page = """
    <!doctype html><html lang="en"><title>Mill sold | Echo</title><nav><a href="/">Home</a></nav><article>
    <h1>Mill sold</h1><p class="byline">By Rut Moe</p><p>Olga Brandt sold the mill at Skarholm on Monday, after forty
    years, to a baker from Ulm.</p><figure><img><figcaption>The mill</figcaption></figure></article></html>
    """

  @Test func eachLineStandsBehindItsRole() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.page, to: "a.html")
    let result = try GraphshCommand.run(["read", file])
    #expect(result.status == 0)
    #expect(
      result.output == """
        source       \(file)
        kind         HTML
        title        Mill sold
        authors      Rut Moe
        language     en
        taken        body 88, title 9, byline 10, caption 8 characters
        left out     furniture 4 characters

        title        Mill sold
        byline       By Rut Moe
        body         Olga Brandt sold the mill at Skarholm on Monday, after forty years, to a baker from Ulm.
        caption      The mill

        """)
  }

  @Test func whatCannotBeReadIsNamedAndTheRestGoesOn() throws {
    let folder = try TemporaryFolder()
    let empty = try folder.write("<!doctype html><nav><a href=/>Home</a></nav>", to: "a.html")
    let good = try folder.write("Olga Brandt sold the mill.\n", to: "b.txt")
    let result = try GraphshCommand.run(["read", empty, good])
    #expect(result.status == 1)
    #expect(result.errors.contains("a.html: no article text: the page shows 4 characters"))
    #expect(result.output.contains("body         Olga Brandt sold the mill."))
  }

  @Test func aDocumentOfManyThatCannotBeReadIsNamed() throws {
    let folder = try TemporaryFolder()
    let broken = Data("%PDF-1.4\n".utf8).base64EncodedString()
    let mail = """
      From: jane@a.example
      Subject: Ship
      Content-Type: multipart/mixed; boundary=in

      --in

      Nils Berg bought the ship.
      --in
      Content-Type: application/pdf; name=a.pdf
      Content-Transfer-Encoding: base64

      \(broken)
      --in--
      """
    let file = try folder.write(mail, to: "a.eml")
    let result = try GraphshCommand.run(["read", file])
    #expect(result.status == 1)
    #expect(result.errors.contains("a.eml#1: is a PDF that pdftotext cannot read"))
    #expect(result.output.contains("body         Nils Berg bought the ship."))
  }

  @Test func aVerboseIngestSaysWhatWasTaken() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.page, to: "a.html")
    let result = try GraphshCommand.run(["ingest", file, "-v", "--db", folder.path("g.db")])
    #expect(result.status == 0)
    #expect(
      result.errors.contains(
        "a.html: HTML, en; taken: body 88, title 9, byline 10, caption 8 characters; left out: furniture 4 characters"
      ))
  }
}
