import Foundation
import Synchronization
import TestSupport
import Testing

/// What becomes of `pdftotext` when `graphsh` is to stop.
@Suite struct StoppedProgramTests {
  /// A folder for a PDF that `pdftotext` reads for many seconds, and for what it is given of it.
  private struct LongPDF {
    let folder: TemporaryFolder
    let path: String

    init() throws {
      folder = try TemporaryFolder()
      let line =
        "Td (Nils Berg bought the yard in Bergen, and sold the old crane to Eva Moe.) Tj ET"
      let content = (1...390).map { "BT /F 9 Tf 20 \($0) \(line)" }.joined(separator: "\n")
      path = try folder.write(SamplePDF.text(of: [content], times: 3000), to: "long.pdf")
    }

    /// Whether a program runs that reads a file of the folder.
    var isRead: Bool {
      let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return processes.contains { process in
        let input = "/proc/\(process)/fd/0"
        return (try? FileManager.default.destinationOfSymbolicLink(atPath: input))?
          .hasPrefix(folder.path("graphsh-")) ?? false
      }
    }

    /// Whether the PDF is read while `graphsh` runs.
    func isRead(while run: () throws -> Void) throws -> Bool {
      let (isOver, wasRead) = (Flag(), Flag())
      let watch = Thread {
        while !isOver.isRaised {
          if isRead { wasRead.raise() }
          usleep(20_000)
        }
      }
      watch.start()
      defer { isOver.raise() }
      try run()
      return wasRead.isRaised
    }
  }

  private final class Flag: Sendable {
    private let value = Atomic(false)
    var isRaised: Bool { value.load(ordering: .relaxed) }
    func raise() { value.store(true, ordering: .relaxed) }
  }

  @Test func theEndOfTheTimeLimitEndsIt() throws {
    let pdf = try LongPDF()
    let start = ContinuousClock.now
    let wasRead = try pdf.isRead {
      let result = try GraphshCommand.run(
        ["read", pdf.path, "--timeout", "1500ms"], environment: ["TMPDIR": pdf.folder.url.path])
      #expect(result.status == 1)
      #expect(result.errors.contains("--timeout"), "\(result.errors)")
      #expect(result.output.isEmpty)
    }
    #expect(ContinuousClock.now - start < TestLength.hang)
    #expect(wasRead)
    #expect(!pdf.isRead)
  }

  @Test func interruptEndsIt() throws {
    let pdf = try LongPDF()
    let wasRead = try pdf.isRead {
      let ended = try GraphshCommand.interrupt(
        ["ingest", pdf.path, "--db", pdf.folder.path("g.db")], after: .seconds(4),
        environment: ["TMPDIR": pdf.folder.url.path])
      #expect(ended.status == 130, "\(ended.errors)")
      #expect(ended.duration < TestLength.hang)
    }
    #expect(wasRead)
    #expect(!pdf.isRead)
  }
}
