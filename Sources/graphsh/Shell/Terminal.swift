import Glibc

/// The terminal that the process writes to.
enum Terminal {
  /// Its columns; 80 where it does not say.
  static var width: Int {
    size.map { Int($0.ws_col) } ?? Environment["COLUMNS"].flatMap { Int($0) } ?? 80
  }

  /// Its lines; 24 where it does not say.
  static var height: Int {
    size.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil } ?? 24
  }

  private static var size: winsize? {
    var size = winsize()
    for descriptor in [STDOUT_FILENO, STDERR_FILENO]
    where ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
      return size
    }
    return nil
  }
}
