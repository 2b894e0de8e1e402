import Foundation
import TestSupport
import Testing

/// Files that another command reads, and addresses that are none.
@Suite struct RefusedFileTests {
  @Test(arguments: [
    ("a.ttl", "@prefix t: <http://x.example/> .\nt:a t:b t:c .\n"),
    ("b.nt", "<http://x.example/a> <http://x.example/b> \"c\" .\n"),
    ("c.txt", "# comment\n@prefix t: <http://x.example/> .\nt:a t:b t:c .\n"),
    (
      "d.xml",
      "<?xml version=\"1.0\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>\n"
    ),
  ])
  func ingestSendsGraphsToImport(_ name: String, _ text: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(text, to: name)
    let run = try GraphshCommand.run(["ingest", name, "--db", "g.db"], in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("\(name): is RDF, not a text: graphsh import reads it"))
  }

  @Test func graphsInFoldersArePassedOver() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("Petra Lund met Ida Moe in Skagen.\n", to: "in/a.txt")
    _ = try folder.write("<http://x.example/a> <http://x.example/b> 1 .\n", to: "in/b.ttl")
    let run = try GraphshCommand.run(["ingest", "in", "--db", "g.db"], in: folder.url)
    #expect(run.status == 0 && run.errors.contains("1 document read"))
  }

  @Test(arguments: ["import", "ingest", "read"])
  func addressesAreNoFiles(_ command: String) throws {
    let folder = try TemporaryFolder()
    let run = try GraphshCommand.run(
      [command, "https://x.example/a.ttl"] + (command == "read" ? [] : ["--db", "g.db"]),
      in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("is an address, not a file: fetch it first"))
  }
}
