import Foundation
import TestSupport
import Testing

@Suite struct ReadingTimeTests {
  /// A pipe with a name gives its program late, as a large file does.
  @Test func timeLimitCountsTheReadingOfTheProgram() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("late.gql")
    #expect(mkfifo(path, 0o600) == 0)
    func run(_ limit: String) throws -> (status: Int32, errors: String) {
      let writer = Thread {
        Thread.sleep(forTimeInterval: 0.6)
        // Opened for both, so that nobody waits where there is no reader.
        guard let pipe = FileHandle(forUpdatingAtPath: path) else { return }
        try? pipe.write(contentsOf: Data("p(1).\np(X)?\n".utf8))
        try? pipe.close()
      }
      writer.start()
      let result = try GraphshCommand.run(["run", path, "--timeout", limit])
      return (result.status, result.errors)
    }
    let late = try run("300ms")
    #expect(late.status == 1 && late.errors.contains("--timeout"), "\(late)")
    let inTime = try run("60s")
    #expect(inTime.status == 0, "\(inTime)")
  }
}
