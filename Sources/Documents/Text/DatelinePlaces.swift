import Schema

/// Places that a dateline may be without an agency or a date: countries and their capitals, of
/// `schema/countries.tsv`, and the towns of `schema/known_names.tsv`.
enum DatelinePlaces {
  /// In lower case.
  static let known: Set<String> = {
    var places: Set<String> = []
    for row in rows(of: "countries.tsv") where row.count > 3 {
      for cell in [row[0], row[1], row[3]] {
        places.formUnion(cell.split(separator: ";").map { $0.lowercased() })
      }
    }
    for row in rows(of: "known_names.tsv") where row.count > 1 && row[1] == "place" {
      places.insert(row[0].lowercased())
    }
    return places
  }()

  /// The cells of a table below its heading, parted by bytes, which is many times as fast as by characters.
  private static func rows(of table: String) -> [[Substring]] {
    Schema.knowledge.filter { $0.name == table }.flatMap { _, text in
      text.utf8.split(separator: UInt8(ascii: "\n")).dropFirst().map { line in
        line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
          .map { Substring($0) }
      }
    }
  }
}
