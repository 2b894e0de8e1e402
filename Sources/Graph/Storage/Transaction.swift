import CSQLite

extension Connection {
  /// Does `body` in one write transaction: all of it is in the file afterwards, or, if it throws, nothing.
  ///
  /// Inside an open transaction it becomes part of that one; inside one that is held, it alone is taken back if it
  /// throws.
  func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    if isInTransaction { return try isHeld ? part(body) : body() }
    try begin()
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      takeBack()
      throw error
    }
  }

  // MARK: Held transactions

  /// Begins a transaction that stays open until ``commit()`` or ``rollBack()``; transactions meanwhile are parts of it.
  func hold() throws {
    guard !isInTransaction else { throw StoreError.transaction(isOpen: true) }
    try begin()
    isHeld = true
  }

  /// Puts what was done since ``hold()`` into the file. Where that fails, it is taken back.
  func commit() throws {
    guard isHeld else { throw StoreError.transaction(isOpen: false) }
    isHeld = false
    do { try execute("COMMIT") } catch {
      takeBack()
      throw error
    }
  }

  /// Takes back what was done since ``hold()``.
  func rollBack() throws {
    guard isHeld else { throw StoreError.transaction(isOpen: false) }
    isHeld = false
    takeBack()
  }

  /// Begins to write, on the file as others left it.
  private func begin() throws {
    try execute("BEGIN IMMEDIATE")
    do {
      if hasMoved {
        throw StoreError.cannotOpen(
          path: path, reason: "it was removed or renamed while it was open")
      }
      try notice()
    } catch {
      takeBack()
      throw error
    }
  }

  private func takeBack() {
    // A failed commit (a full disk) may have rolled back already.
    if isInTransaction { try? execute("ROLLBACK") }
    noteRollback()
  }

  /// Does `body` as a part of the transaction that is held, which alone is taken back if it throws.
  private func part<Result>(_ body: () throws -> Result) throws -> Result {
    try execute("SAVEPOINT part")
    isHeld = false
    defer { isHeld = isInTransaction }
    do {
      let result = try body()
      try execute("RELEASE part")
      return result
    } catch {
      // A full disk may have ended the whole transaction.
      if isInTransaction { try? execute("ROLLBACK TO part; RELEASE part") }
      noteRollback()
      if isInTransaction { try notice() }
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
