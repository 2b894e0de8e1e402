import Compile
import TestSupport
import Testing

@Suite(.enabled(if: ScalePackages.areThere, "needs Sail from script/bootstrap --tests"))
struct VerificationTests {
  @Test func aJobComparesASampleWithGraphsh() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a,\"b \"\"c\"\"\",1\n\"b \"\"c\"\"\",d,2\nd,e,3\ne,f,4\nf,g,5\ng,h,6\nh,a,7\n",
      to: "road.csv")
    let program = """
      @declare road(from: string, to: string, km: integer).
      @import road "\(folder.path("road.csv"))".
      way(X, Y) :- road(X, Y, _).
      way(X, Z) :- way(X, Y), road(Y, Z, _).
      way(X, Y)?
      ?(sum(K), avg(K)) :- road(_, _, K).
      way(a, a)?
      """
    let job = try Compilation(target: .pySpark).text(of: program, name: "program.gql")
    let result = try CompiledPrograms.output(
      of: "verify_spark.py",
      [try folder.write(job, to: "job.py"), GraphshCommand.executable.path], in: folder)
    let lines = result.split(separator: "\n")
    #expect(lines.first == "verified: 3 queries have the same rows by graphsh (5 of road)")
    #expect(lines.last?.hasPrefix("--verify: query 1 has 1 rows here and ") == true)
  }
}
