import Base
import Graph

/// How the server presents itself.
enum ServerDescription {
  static let json: String = {
    var object = JSONObject()
    object.add("name", "graphsh")
    object.add("title", "graphsh: a knowledge graph of texts")
    object.add("version", Release.version)
    return object.text
  }()

  static let capabilities: String = {
    var object = JSONObject()
    for name in ["tools", "resources", "logging"] { object.add(name, raw: "{}") }
    return object.text
  }()
}
