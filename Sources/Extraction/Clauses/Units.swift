/// Units of measure that stand behind their number: "12 GW", "40 degrees Celsius".
extension Tree {
  /// Whether a token is the unit of the number right before it.
  func isUnit(_ token: Int) -> Bool {
    guard token > 0, sentence[token] == sentence[token - 1] else { return false }
    if Units.scales.contains(lower(token)) {
      return ["degree", "degrees", "\u{B0}"].contains(lower(token - 1))
        || pos[token - 1] == .numeral
    }
    return pos[token - 1] == .numeral && Units.symbols.contains(text(token))
  }
}

private enum Units {
  static let scales: Set<String> = ["fahrenheit", "celsius", "centigrade", "kelvin"]

  static let symbols: Set<String> = [
    "GW", "MW", "kW", "KW", "TW", "GWh", "MWh", "kWh", "TWh", "W", "V", "kV", "mAh", "GB", "TB",
    "MB", "KB", "PB", "GHz", "MHz", "kHz", "Hz", "Mbps", "Gbps", "km", "KM", "kg", "mg", "g", "t",
    "Mt", "Gt", "kt", "cm", "mm", "nm", "m", "ha", "mph", "MPH", "kph", "km/h", "hp", "HP", "Nm",
    "kN", "ft", "lb", "lbs", "oz", "psi", "bar", "dB", "ppm", "ml", "mL", "dl", "L", "bn", "sq",
    "kJ", "MJ", "kcal", "C", "F", "K", "\u{B0}C", "\u{B0}F", "MT", "TEU", "BTU", "rpm", "RPM",
  ]
}
