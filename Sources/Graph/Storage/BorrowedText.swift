import CSQLite

/// UTF-8 bytes that are bound without a copy: they must stay where they are until the statement has run.
struct BorrowedText: Bindable {
  let bytes: UnsafeBufferPointer<UInt8>

  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    bytes.withMemoryRebound(to: CChar.self) { text in
      guard let start = text.baseAddress, !text.isEmpty else {
        return sqlite3_bind_text(statement, place, "", 0, nil)
      }
      return sqlite3_bind_text64(
        statement, place, start, UInt64(text.count), nil, UInt8(SQLITE_UTF8))
    }
  }
}
