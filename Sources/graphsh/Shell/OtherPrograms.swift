/// Who may have this process run another program.
extension Session {
  /// Throws where the line under way must not run other programs: under `--safe`, and unless it is typed at the prompt or
  /// `init.gql` itself has it, since any other text may be a stranger's.
  func requireLeaveToRunPrograms(for what: String) throws(CommandError) {
    if options.safe { throw .failed("--safe: no other program is run") }
    let isInitial = isInitializing && openFiles.count == 1
    guard isInteractive, openFiles.isEmpty || isInitial else {
      throw .failed(
        "\(what) runs another program: it works only typed at the prompt of the shell, or in init.gql"
      )
    }
  }
}
