import ArgumentParser
import Base
import Glibc

@main
struct Graphsh: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graphsh",
    abstract: "A knowledge graph built from English text, and Datalog to query it.",
    usage: """
      graphsh [GRAPH]
      graphsh COMMAND ...
      """,
    discussion: """
      graphsh [GRAPH] opens the shell on a graph file (graph.db, or $GRAPHSH_DB). \
      Standard input that is not a terminal is run as a program.
      Exit status: 0 good, 1 the work failed, 2 wrong use, 130 interrupted.
      """,
    version: "graphsh \(Release.version)",
    subcommands: [
      ShellCommand.self,
      IngestCommand.self,
      QueryCommand.self,
      AskCommand.self,
      RunCommand.self,
      CompileCommand.self,
      WhyCommand.self,
      WhyNotCommand.self,
      AboutCommand.self,
      TimelineCommand.self,
      PathCommand.self,
      ConflictsCommand.self,
      CompareCommand.self,
      ReportCommand.self,
      ServeCommand.self,
      MCPCommand.self,
      ImportCommand.self,
      ExportCommand.self,
      AnalyzeCommand.self,
      ExtractCommand.self,
      ReadCommand.self,
      StatsCommand.self,
      EntitiesCommand.self,
      PredicatesCommand.self, RelationsCommand.self,
      DocumentsCommand.self,
      MergeCommand.self,
      SplitCommand.self,
      AliasCommand.self,
      DuplicatesCommand.self,
      RejectCommand.self,
      RejectedCommand.self,
      UndoCommand.self,
      ForgetCommand.self,
      CheckCommand.self,
      BackupCommand.self,
      CompactCommand.self,
      VacuumCommand.self,
      ModelCommand.self,
    ],
    defaultSubcommand: ShellCommand.self)

  static func main() {
    // A reader that goes away (`| head`) shows as an error of write, which ends the work quietly.
    signal(SIGPIPE, SIG_IGN)
    // So does a limit on the size of files (`ulimit -f`): the graph stays as it was, and the reason is said.
    signal(SIGXFSZ, SIG_IGN)
    Messages.setColor(.auto)
    Interrupts.start()
    let arguments = ArgumentOrder.arranged(Array(CommandLine.arguments.dropFirst()))
    do {
      if let shell = CompletionScript.requested(by: arguments) {
        return print(CompletionScript.text(for: shell))
      }
      if let complaint = ArgumentMistakes.complaint(arguments) {
        throw CommandError.wrongUse(complaint + " (graphsh --help lists commands and options)")
      }
      var command = try named(arguments) ?? parseAsRoot(arguments)
      if let command = command as? any GlobalCommand { Messages.setColor(command.global.color) }
      try command.run()
    } catch {
      // Where the process ends already, for the same reason and on another thread, there is nothing more to say.
      while !Overtime.claimEnd() { pause() }
      Glibc.exit(ExitReport.report(error, asking: Self.self, for: arguments).rawValue)
    }
  }

  /// The command that the first word names, if it takes the other words as they stand. Parsed from the root, all
  /// commands would be looked at first; only what is wrong is left to that, whose messages know them all.
  private static func named(_ arguments: [String]) -> (any ParsableCommand)? {
    guard let name = arguments.first,
      let command = configuration.subcommands.first(where: {
        $0.configuration.commandName == name
      })
    else { return nil }
    let parsed = try? command.parseAsRoot(Array(arguments.dropFirst()))
    // Who asks for help gets another command, which is to know the root too.
    return parsed.flatMap { type(of: $0) == command ? $0 : nil }
  }
}
