import Foundation
import TestSupport
import Testing

/// The library for C, as a program in C uses it.
@Suite struct LibraryTests {
  private static let hasCompiler =
    (try? GraphshCommand.run(URL(filePath: "/usr/bin/env"), ["cc", "--version"]))?.status == 0

  @Test(.enabled(if: hasCompiler, "needs a compiler for C"))
  func clientInCIsAnswered() throws {
    let folder = try TemporaryFolder()
    let graph = folder.path("fjord.db")
    try FjordGraph.write(to: graph)
    try FjordGraph.write(to: folder.path("copy.db"))
    let facts = try folder.write("<http://a/s> <http://a/p> \"o\" .\n", to: "facts.nt")
    let products = GraphshCommand.executable.deletingLastPathComponent().path
    let root = Repository.root
    let built = try GraphshCommand.run(
      URL(filePath: "/usr/bin/env"),
      [
        "cc", "-std=gnu11", "-Wall", "-Wextra", "-Werror",
        "-I", root.appending(path: "Sources/CGraphsh/include").path,
        root.appending(path: "Tests/LibraryTests/Client.c").path, "-L", products,
        "-lGraphshLibrary", "-lpthread", "-Wl,-rpath,\(products)", "-o", folder.path("client"),
      ])
    #expect(built.status == 0, "\(built.errors)")
    let result = try GraphshCommand.run(
      URL(filePath: folder.path("client")), [graph, folder.path("copy.db"), facts])
    #expect(result.status == 0, "\(result.errors)")
    let expected = """
      abi fits
      prepare 0
      parameters 1 who
      X=Fjord Lines
      rows 0
      unknown parameter -8: the query has no parameter $whom
      step 1
      2 3 4 5 1 7 
      7 2.5 1 2026-01-05 4 a node
      out of range -8 null
      step 2 2
      past the end: null
      answer=true
      mistake -2
      a comma is missing between two arguments at 2:3
      """
    #expect(result.output.hasPrefix(expected), "\(result.output)")
    let rest = """
      query: null
      file -2
      change -7
      ingest -7
      null -8 -8 -8
      missing -1 named
      not open -8
      timeout -4
      interrupt -3
      X=Ivo Brenn
      arrow 0
      +s 2 x 5: A l B g C U D b E tdD
      2 1.5 zwei 1 2
      released 1
      why 0
      proved by its sentence
      why 0 list
      tsm:UTC nullable 0 1 2
      end
      open 0
      begin 0 again -8
      run 0 inserted 1
      mistake -2
      import 0 new 1
      within 1
      rollback 0 again -8
      after 0
      commit 0 1
      truth -1
      X=Bo
      bind -8
      truth 1
      answer=true
      bind -8
      each 0
      cleared -2
      export 0 written
      refused -3 format -8
      about 0 found
      nobody -9 null

      """
    #expect(result.output.hasSuffix(rest), "\(result.output)")
  }
}
