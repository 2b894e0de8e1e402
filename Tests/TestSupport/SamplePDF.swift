/// PDFs that tests make.
public enum SamplePDF {
  /// A PDF of pages, each of which shows what its content says. All of it is ASCII.
  ///
  /// - Parameter times: how often the pages come, one content for all of their copies, so that a long document is a small file.
  public static func text(of contents: [String], times: Int = 1) -> String {
    let first = 4 + contents.count
    let count = contents.count * times
    let kids = (0..<count).map { "\(first + $0) 0 R" }.joined(separator: " ")
    var objects = [
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[\(kids)]/Count \(count)>>",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for content in contents {
      objects.append("<</Length \(content.utf8.count)>>stream\n\(content)\nendstream\n")
    }
    for page in 0..<count {
      objects.append(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 400]/Contents \(4 + page % contents.count) 0 R"
          + "/Resources<</Font<</F 3 0 R>>>>>>")
    }
    var text = "%PDF-1.4\n"
    var places: [Int] = []
    for (number, object) in objects.enumerated() {
      places.append(text.utf8.count)
      text += "\(number + 1) 0 obj\(object)endobj\n"
    }
    let table = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      text += String(String(10_000_000_000 + place).dropFirst()) + " 00000 n \n"
    }
    text += "trailer<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(table)\n%%EOF\n"
    return text
  }
}
