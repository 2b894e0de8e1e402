/// The layout programs of Graphviz, run as processes.
enum Graphviz {
  /// The picture of a DOT text, in a format of pictures.
  static func picture(of dot: String, as format: PictureFormat) throws -> [UInt8] {
    let input = Array(dot.utf8)
    guard let result = try ExternalProgram.run("dot", format.arguments, input: input) else {
      throw CommandError.failed(
        "\(format.rawValue.uppercased()) needs Graphviz, which is not installed (Debian, Ubuntu: "
          + "apt install graphviz); --format svg --layout own works without it")
    }
    guard result.status == 0 else {
      throw CommandError.failed("dot failed to draw the picture")
    }
    return result.output
  }
}
