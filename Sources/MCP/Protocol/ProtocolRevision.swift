/// A revision of the Model Context Protocol.
///
/// Up to 2025-11-25 a client opens a session with `initialize`; from 2026-07-28 on there is none, and each request says by
/// which revision it speaks. This server speaks all of them, and tells them apart by the request.
enum ProtocolRevision: String, CaseIterable, Sendable {
  case november2024 = "2024-11-05"
  case march2025 = "2025-03-26"
  case june2025 = "2025-06-18"
  case november2025 = "2025-11-25"
  case july2026 = "2026-07-28"

  /// The member of a request's `_meta` that names its revision.
  static let metaName = "io.modelcontextprotocol/protocolVersion"

  /// Whether a session is opened before anything is asked.
  var hasSessions: Bool { self != .july2026 }

  /// What is agreed on where a client offers something else.
  static let latestWithSessions = ProtocolRevision.november2025
}
