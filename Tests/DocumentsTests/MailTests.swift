import Documents
import Foundation
import TestSupport
import Testing

@Suite struct MailTests {
  private func read(_ text: String, _ name: String = "a.eml") throws -> [SourceDocument] {
    try DocumentReader().documents(of: Array(text.utf8), source: name)
  }

  private func lines(_ document: SourceDocument, _ role: TextRole = .body) -> [String] {
    document.lines.filter { $0.role == role }.map(\.text)
  }

  @Test func headersAreDetailsAndNoText() throws {
    let mail = """
      Received: from a.example by b.example; Mon, 04 Mar 2024 10:00:00 +0000
      From: =?utf-8?Q?J=C3=B6rg_?= =?utf-8?B?xaBtaWR0?= <j@a.example>
      To: Kim Ost <kim@b.example>
      Subject: =?iso-8859-1?Q?Caf=E9?= sold
       in Oslo
      Date: Mon, 04 Mar 2024 10:00:00 +0000
      Content-Type: text/plain; charset="windows-1252"
      Content-Transfer-Encoding: quoted-printable

      Eva Moe sold the caf=E9 =
      to Nils Berg on Monday.
      """
    let document = try #require(try read(mail, "letter.txt").first)
    #expect(document.kind == .mail)
    #expect(document.title == "Café sold in Oslo")
    #expect(document.published?.description == "2024-03-04")
    #expect(document.details.authors == ["Jörg Šmidt"])
    #expect(lines(document) == ["Eva Moe sold the café to Nils Berg on Monday."])
  }

  @Test func whatIsRepeatedAndWhoSignedAreToldApart() throws {
    let mail = """
      From: "Roe, Jane" <jane@a.example>
      Date: 5 Mar 2024 10:00:00 +0000
      Subject: Re: Ship
      Content-Type: text/plain; format=flowed

      Nils Berg bought the ship from the yard in\u{20}
      Bergen on Monday.

      On Mon, 4 Mar 2024 at 10:00, Kim Ost <kim@b.example>
      wrote:
      > Olaf Brandt sold the yard.
      >> Lars Ek built it.

      Eva Moe paid for it.
      --\u{20}
      Jane Roe
      Roe Ships, Bergen
      """
    let document = try #require(try read(mail).first)
    #expect(document.details.authors == ["Jane Roe"])
    #expect(
      lines(document) == [
        "Nils Berg bought the ship from the yard in Bergen on Monday.", "Eva Moe paid for it.",
      ])
    #expect(lines(document, .quoted).contains { $0.contains("Olaf Brandt sold the yard.") })
    #expect(lines(document, .signature).joined().contains("Roe Ships"))
  }

  @Test func oneFormOfATextIsReadAndWhatIsAttachedIsReadByItself() throws {
    let inner = Data("Lars Ek leads the yard.".utf8).base64EncodedString()
    let mail = """
      From: jane@a.example
      Subject: Ship
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="out;er"

      This is a message in parts.
      --out;er
      Content-Type: multipart/alternative; boundary=in

      --in
      Content-Type: text/html

      <p>Nils Berg <b>bought</b> the ship (HTML).</p>
      --in
      Content-Type: text/plain

      Nils Berg bought the ship.
      --in--
      --out;er
      Content-Type: text/plain; name="yard.txt"
      Content-Disposition: attachment; filename="yard.txt"
      Content-Transfer-Encoding: base64

      \(inner)
      --out;er
      Content-Type: image/png
      Content-Transfer-Encoding: base64

      iVBORw0KGgo=
      --out;er
      Content-Type: message/rfc822

      From: Eva Moe <eva@a.example>
      Subject: Yard

      Eva Moe sold the yard.
      --out;er--
      """
    let documents = try read(mail)
    #expect(documents.map(\.source) == ["a.eml", "a.eml#1", "a.eml#2"])
    #expect(
      documents.map { lines($0) } == [
        ["Nils Berg bought the ship."], ["Lars Ek leads the yard."], ["Eva Moe sold the yard."],
      ])
    #expect(documents[0].leftOut[.attachment] ?? 0 > 0)
    #expect(documents[2].details.authors == ["Eva Moe"])
  }

  @Test func papersThatAreAttachedAreReadByThemselves() throws {
    let content = "BT /F 12 Tf 20 100 Td (Lars Ek bought the yard in Bergen.) Tj ET"
    let pdf = Data(SamplePDF.text(of: [content]).utf8).base64EncodedString()
    let mail = """
      From: jane@a.example
      Date: Mon, 04 Mar 2024 10:00:00 +0000
      Subject: Ship
      Content-Type: multipart/mixed; boundary=in

      --in

      Nils Berg bought the ship.
      --in
      Content-Type: application/octet-stream
      Content-Disposition: attachment; filename="The yard.pdf"
      Content-Transfer-Encoding: base64

      \(pdf)
      --in--
      """
    let documents = try read(mail)
    #expect(documents.map(\.source) == ["a.eml", "a.eml#1"])
    #expect(documents.map(\.kind) == [.mail, .pdf])
    #expect(lines(documents[1]) == ["Lars Ek bought the yard in Bergen."])
    #expect(documents[1].title == "The yard.pdf")
    #expect(documents[1].published?.description == "2024-03-04")
    #expect(documents[0].leftOut[.attachment] == nil)
  }

  @Test func aMailboxIsReadMessageByMessage() throws {
    var mailbox = ""
    for number in 1...300 {
      mailbox += """
        From jane@a.example Mon Mar  4 10:00:00 2024
        From: Jane Roe <jane@a.example>
        Subject: Ship \(number)

        Nils Berg bought ship number \(number).

        >From there he went home.


        """
    }
    let documents = try read(mailbox, "export")
    #expect(documents.count == 300)
    #expect(documents[11].source == "export#12")
    #expect(documents[11].title == "Ship 12")
    #expect(
      lines(documents[11]) == ["Nils Berg bought ship number 12.", "From there he went home."])
  }

  @Test func aMessageThatIsTooLargeIsNamedAndTheNextIsRead() throws {
    let folder = try TemporaryFolder()
    let opening = "From jane@a.example Mon Mar  4 10:00:00 2024\nFrom: j@a.example\nSubject: S\n\n"
    let text =
      opening + String(repeating: "word word\n", count: 500) + "\n" + opening + "Eva Moe sold it.\n"
    let path = try folder.write(text, to: "a.mbox")
    var drafts = DocumentDrafts(path: path, access: .everywhere, limit: 2000)
    let first = drafts.next()
    #expect(throws: ReadingError.part("message 1", .file(.tooLarge(limit: 2000)))) {
      try first?.get()
    }
    #expect(try drafts.next()?.get().source == path + "#2")
    if drafts.next() != nil { Issue.record("there is a third message") }
  }

  @Test func anyNestingOfPartsEnds() throws {
    var mail = "From: j@a.example\nSubject: S\nMIME-Version: 1.0\n"
    for depth in 0..<3000 {
      mail += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n"
    }
    #expect(try read(mail).first?.title == "S")
  }

  @Test func aTextWithColonsIsNoMail() throws {
    let text = "From: the desk of Jo Lind\nTo: all\n\nEva Moe sold the yard.\n"
    #expect(try read(text, "a.txt").first?.kind == .plainText)
  }
}
