/// Character references of HTML: numbers, and the names that English pages use.
enum HTMLEntities {
  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–",
    "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”",
    "bdquo": "„", "hellip": "…", "middot": "·", "bull": "•", "copy": "©", "reg": "®",
    "trade": "™", "deg": "°", "pound": "£", "euro": "€", "yen": "¥", "cent": "¢", "sect": "§",
    "para": "¶", "laquo": "«", "raquo": "»", "times": "×", "frac12": "½", "frac14": "¼",
    "eacute": "é", "egrave": "è", "ecirc": "ê", "euml": "ë", "aacute": "á", "agrave": "à",
    "acirc": "â", "atilde": "ã", "auml": "ä", "aring": "å", "aelig": "æ", "ccedil": "ç",
    "iacute": "í", "icirc": "î", "iuml": "ï", "ntilde": "ñ", "oacute": "ó", "ocirc": "ô",
    "otilde": "õ", "ouml": "ö", "oslash": "ø", "uacute": "ú", "ugrave": "ù", "ucirc": "û",
    "uuml": "ü", "szlig": "ß", "Eacute": "É", "Ouml": "Ö", "Uuml": "Ü", "Auml": "Ä",
    "scaron": "š", "Scaron": "Š", "thinsp": " ", "ensp": " ", "emsp": " ",
  ]

  static func decoded(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    var place = scalars.startIndex
    while place < scalars.endIndex {
      guard scalars[place] == "&", let (scalar, next) = reference(at: place, scalars) else {
        result.append(scalars[place])
        place += 1
        continue
      }
      result.append(scalar)
      place = next
    }
    return String(result)
  }

  private static func reference(at first: Int, _ scalars: ArraySlice<Unicode.Scalar>)
    -> (Unicode.Scalar, next: Int)?
  {
    var name = String.UnicodeScalarView()
    var place = first + 1
    while place < scalars.endIndex, name.count < 12 {
      if scalars[place] == ";" {
        return scalar(named: String(name)).map { ($0, place + 1) }
      }
      name.append(scalars[place])
      place += 1
    }
    return nil
  }

  private static func scalar(named name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return named[name] }
    let digits = name.dropFirst()
    let code =
      digits.hasPrefix("x") || digits.hasPrefix("X")
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.flatMap(Unicode.Scalar.init)
  }
}
