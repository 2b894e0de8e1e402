import CSQLite

extension Connection {
  /// Does `body` in one write transaction: all of it is in the file afterwards, or, if it throws, nothing.
  ///
  /// Inside an open transaction it becomes part of that one.
  func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    if isInTransaction { return try body() }
    try execute("BEGIN IMMEDIATE")
    do {
      if hasMoved {
        throw StoreError.cannotOpen(
          path: path, reason: "it was removed or renamed while it was open")
      }
      try notice()
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // A failed commit (a full disk) may have rolled back already.
      if isInTransaction { try? execute("ROLLBACK") }
      didRollBack()
      throw error
    }
  }

  /// Does `body` on one unchanging state of the file.
  func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    if isInTransaction { return try body() }
    try execute("BEGIN")
    defer { try? execute("COMMIT") }
    try notice()
    return try body()
  }
}
