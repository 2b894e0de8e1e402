import Compile
import GQL
import TestSupport
import Testing

/// The programs of `Programs`, which graphsh, DuckDB and Sail answer with the same rows in the same order.
@Suite(.enabled(if: ScalePackages.areThere, "needs DuckDB and Sail from script/bootstrap --tests"))
struct GoldenProgramTests {
  @Test(arguments: [
    (CompilationTarget.duckDB, "sql", "run_duckdb.py"), (.pySpark, "py", "run_spark.py"),
  ]) func anotherEngineGivesTheSameRows(
    target: CompilationTarget, ending: String, driver: String
  ) throws {
    let programs = try CompiledPrograms.all()
    #expect(programs.count >= 30)
    let compilation = Compilation(target: target)
    let compiled = try programs.map { try compilation.text(of: $0.text, name: $0.name) }
    let answers = try CompiledPrograms.run(compiled, ending, by: driver)
    for (program, answer) in zip(programs, answers) {
      let expected = try CompiledPrograms.answers(of: program.text)
      switch answer {
      case .success(let found): #expect(found == expected, "\(program.name)")
      case .failure(let failure): Issue.record("\(program.name): \(failure.text)")
      }
    }
  }
}
