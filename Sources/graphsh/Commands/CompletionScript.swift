import ArgumentParser

/// The scripts by which shells complete command lines: those of the argument parser, which do not know that the first word
/// may also be the file of a graph.
enum CompletionScript {
  static func text(for shell: CompletionShell) -> String {
    let text = Graphsh.completionScript(for: shell)
    switch shell {
    case .bash:
      return text.replacing(
        "complete -o filenames -F", with: "complete -o default -o filenames -F")
    case .zsh:
      let commands = "_describe -V subcommand subcommands && ret=0"
      guard let first = text.firstRange(of: commands) else { return text }
      return text.replacing(
        commands, with: commands + "\n        _files && ret=0",
        subrange: first, maxReplacements: 1)
    case .fish:
      return text + """

        complete -c 'graphsh' -n '__graphsh_should_offer_completions_for_positional "graphsh" -eq 1' -F

        """
    default: return text
    }
  }

  /// The shell that the command line asks a script for; nil where it asks for none, or for one that there is not.
  static func requested(by arguments: [String]) -> CompletionShell? {
    guard arguments.count == 2, arguments[0] == "--generate-completion-script" else { return nil }
    return CompletionShell(rawValue: arguments[1])
  }
}
