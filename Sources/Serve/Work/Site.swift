import Asking
import Graph
import Synchronization

/// What all threads of a server share: what it serves, and how.
final class Site: Sendable {
  /// Path of the graph's file.
  let path: String
  let limits: Limits
  /// Values of `$name` in programs.
  let parameters: [String: Term]
  /// What requests that change the graph must show; nil where nothing can be changed.
  let editToken: String?

  /// What ``PictureRoute`` made last.
  let picture = Mutex<KeptPicture?>(nil)

  /// What questions are read with.
  let questionReading = KeptQuestionReading()

  init(
    path: String, limits: Limits, parameters: [String: Term], editToken: String?
  ) {
    self.path = path
    self.limits = limits
    self.parameters = parameters
    self.editToken = editToken
  }

  /// The name of the graph's file.
  var title: String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
