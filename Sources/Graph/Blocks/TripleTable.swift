import CSQLite

/// `triple` as a virtual table for the connections of a graph that has blocks: statements read blocks and changed rows
/// as one table, under the name that the rows have in a graph without blocks (`temp` goes before `main`).
///
/// It is for reading only; what writes names `main.triple` and goes through ``KnowledgeGraph/setOrigin(_:_:_:_:isNamed:)``.
/// (SQLite, "The Virtual Table Mechanism Of SQLite".)
enum TripleTable {
  /// Makes the module known to a connection; `blocks` must live as long as the connection is open.
  static func register(on connection: Connection, _ blocks: TripleBlocks) throws(StoreError) {
    let code = sqlite3_create_module_v2(
      connection.handle, "graphsh_triples", &module, Unmanaged.passRetained(blocks).toOpaque()
    ) { blocks in
      if let blocks { Unmanaged<TripleBlocks>.fromOpaque(blocks).release() }
    }
    guard code == SQLITE_OK else { throw connection.failure(code, sql: nil) }
  }

  /// SQLite's view of the table, followed by ours.
  private struct Table {
    var base = sqlite3_vtab()
    let blocks: Unmanaged<TripleBlocks>
  }

  /// SQLite's view of a cursor, followed by ours.
  private struct Cursor {
    var base = sqlite3_vtab_cursor()
    let rows: Unmanaged<TripleCursor>
  }

  /// Only read after it is initialised, and never written: SQLite wants its address.
  nonisolated(unsafe) private static var module: sqlite3_module = {
    var module = sqlite3_module()
    module.iVersion = 1
    module.xCreate = connect
    module.xConnect = connect
    module.xBestIndex = chooseIndex
    module.xDisconnect = disconnect
    module.xDestroy = disconnect
    module.xOpen = openCursor
    module.xClose = closeCursor
    module.xFilter = filter
    module.xNext = { cursor in
      rows(cursor).next()
      return rows(cursor).code
    }
    module.xEof = { rows($0).isAtEnd ? 1 : 0 }
    module.xColumn = { cursor, context, column in
      sqlite3_result_int(context, rows(cursor).value(column))
      return SQLITE_OK
    }
    module.xRowid = { cursor, row in
      row?.pointee = rows(cursor).number
      return SQLITE_OK
    }
    return module
  }()

  private static let connect:
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer?, Int32, UnsafePointer<UnsafePointer<CChar>?>?,
      UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?,
      UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> Int32 = { handle, blocks, _, _, table, _ in
      guard let blocks else { return SQLITE_ERROR }
      let code = sqlite3_declare_vtab(
        handle, "CREATE TABLE triple (predicate INT, subject INT, object INT, origin INT)")
      guard code == SQLITE_OK else { return code }
      let made = UnsafeMutablePointer<Table>.allocate(capacity: 1)
      made.initialize(to: Table(blocks: Unmanaged<TripleBlocks>.fromOpaque(blocks)))
      table?.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }

  private static let disconnect: @convention(c) (UnsafeMutablePointer<sqlite3_vtab>?) -> Int32 = {
    UnsafeMutableRawPointer($0)?.assumingMemoryBound(to: Table.self).deallocate()
    return SQLITE_OK
  }

  /// The number of the index says which columns are given: 1 the predicate, 2 the subject, 4 the object.
  private static let chooseIndex:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab>?, UnsafeMutablePointer<sqlite3_index_info>?
    ) -> Int32 = { _, plan in
      guard let plan else { return SQLITE_ERROR }
      var constraints: [Int32: Int] = [:]
      for place in 0..<Int(plan.pointee.nConstraint) {
        let constraint = plan.pointee.aConstraint[place]
        guard constraint.usable != 0, constraint.op == UInt8(SQLITE_INDEX_CONSTRAINT_EQ),
          (0...2).contains(constraint.iColumn)
        else { continue }
        constraints[constraint.iColumn] = place
      }
      var number: Int32 = 0
      var argument: Int32 = 0
      for column in Int32(0)...2 {
        guard let place = constraints[column] else { continue }
        number |= 1 << column
        argument += 1
        plan.pointee.aConstraintUsage[place].argvIndex = argument
        plan.pointee.aConstraintUsage[place].omit = 1
      }
      let rows: Double =
        switch number {
        case 0: 10_000_000
        case 1: 500_000
        case 4: 100
        case 7: 1
        default: 10
        }
      plan.pointee.idxNum = number
      plan.pointee.estimatedRows = Int64(rows)
      // An object alone is looked up under each predicate.
      plan.pointee.estimatedCost = 20 + rows + (number == 4 ? 1000 : 0)
      return SQLITE_OK
    }

  private static let openCursor:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab>?,
      UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab_cursor>?>?
    ) -> Int32 = { table, cursor in
      guard let table = UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self) else {
        return SQLITE_ERROR
      }
      let rows = TripleCursor(table.pointee.blocks.takeUnretainedValue())
      let made = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
      made.initialize(to: Cursor(rows: Unmanaged.passRetained(rows)))
      cursor?.pointee = UnsafeMutableRawPointer(made)
        .assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }

  private static let closeCursor:
    @convention(c) (UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> Int32 = { cursor in
      guard let cursor = UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self)
      else { return SQLITE_OK }
      cursor.pointee.rows.release()
      cursor.deallocate()
      return SQLITE_OK
    }

  private static let filter:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vtab_cursor>?, Int32, UnsafePointer<CChar>?, Int32,
      UnsafeMutablePointer<OpaquePointer?>?
    ) -> Int32 = { cursor, number, _, _, arguments in
      var parts: [Int32?] = [nil, nil, nil]
      var argument = 0
      var isImpossible = false
      for column in 0..<3 where number & (1 << Int32(column)) != 0 {
        let value = arguments?[argument]
        argument += 1
        let wide = sqlite3_value_int64(value)
        if sqlite3_value_type(value) == SQLITE_INTEGER, let part = Int32(exactly: wide) {
          parts[column] = part
        } else {
          isImpossible = true
        }
      }
      return rows(cursor).begin(
        predicate: parts[0], subject: parts[1], object: parts[2], isEmpty: isImpossible)
    }

  private static func rows(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> TripleCursor {
    UnsafeMutableRawPointer(cursor.unsafelyUnwrapped).assumingMemoryBound(to: Cursor.self)
      .pointee.rows.takeUnretainedValue()
  }
}

/// Goes through triples for a statement, a predicate at a time where no predicate is given.
private final class TripleCursor {
  private let blocks: TripleBlocks
  private var run = TripleRun(.all)
  private var order = TripleOrder.predicateSubject
  private var row = 0
  /// Predicates that are still to be read, last one next, with the object that is looked for.
  private var predicates: [Int32] = []
  private var object: Int32?
  /// Rows of other objects are left out.
  private var wantedObject: Int32?
  private(set) var number: Int64 = 0
  /// What SQLite is told: an error stops the statement.
  private(set) var code = SQLITE_OK

  init(_ blocks: TripleBlocks) { self.blocks = blocks }

  var isAtEnd: Bool { code != SQLITE_OK || row >= run.count }

  func begin(predicate: Int32?, subject: Int32?, object: Int32?, isEmpty: Bool) -> Int32 {
    (row, number, code, predicates, self.object) = (0, 0, SQLITE_OK, [], nil)
    wantedObject = nil
    run = TripleRun(.all)
    guard !isEmpty else { return SQLITE_OK }
    do throws(StoreError) {
      switch (predicate, subject, object) {
      case (let predicate?, let subject?, let object):
        order = .predicateSubject
        try blocks.read(
          order, prefix: [predicate, subject] + (object.map { [$0] } ?? []), into: &run)
      case (let predicate?, nil, let object?):
        order = .predicateObject
        try blocks.read(order, prefix: [predicate, object], into: &run)
      case (let predicate?, nil, nil):
        order = .predicateSubject
        try blocks.read(order, prefix: [predicate], into: &run)
      case (nil, let subject?, let object):
        order = .subject
        wantedObject = object
        try blocks.read(order, prefix: [subject], into: &run)
        skip()
      case (nil, nil, let object):
        order = object == nil ? .predicateSubject : .predicateObject
        self.object = object
        predicates = try blocks.predicates().reversed()
        try readNextPredicate()
      }
    } catch {
      code = Self.code(error)
    }
    return code
  }

  func next() {
    row += 1
    number += 1
    skip()
    guard row >= run.count, !predicates.isEmpty else { return }
    do throws(StoreError) { try readNextPredicate() } catch { code = Self.code(error) }
  }

  func value(_ column: Int32) -> Int32 {
    let places = order.places
    switch column {
    case 0: return run[places.predicate][row]
    case 1: return run[places.subject][row]
    case 2: return run[places.object][row]
    default: return Int32(run.origins[row])
    }
  }

  private func skip() {
    guard let wantedObject else { return }
    while row < run.count, run.third[row] != wantedObject { row += 1 }
  }

  private func readNextPredicate() throws(StoreError) {
    repeat {
      guard let predicate = predicates.popLast() else { return }
      run = TripleRun(.all)
      row = 0
      try blocks.read(order, prefix: [predicate] + (object.map { [$0] } ?? []), into: &run)
    } while run.count == 0
  }

  private static func code(_ error: StoreError) -> Int32 {
    switch error {
    case .corrupt: SQLITE_CORRUPT
    case .locked: SQLITE_BUSY
    default: SQLITE_IOERR
    }
  }
}
