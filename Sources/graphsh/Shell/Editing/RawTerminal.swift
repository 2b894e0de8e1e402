import Glibc
import Synchronization

/// The terminal while a person edits: every key comes at once, and none is shown by the terminal itself.
///
/// It is only ever written to: no sequence asks it anything. Ctrl-C and Ctrl-Z come as keys.
final class RawTerminal {
  private var usual = termios()
  private var isRaw = false
  private var handlers: [(signal: Int32, before: sigaction)] = []
  /// Becomes readable when the window has changed, or the process goes on after a stop.
  let changes: Int32
  private let changesEnd: Int32

  /// Where the handler of signals writes.
  private static let signalPipe = Atomic<Int32>(-1)

  /// Nil where no pipe can be opened.
  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (changes, changesEnd) = (ends[0], ends[1])
  }

  deinit {
    leave()
    close(changes)
    close(changesEnd)
  }

  func enter() {
    Self.signalPipe.store(changesEnd, ordering: .relaxed)
    // Who started the shell may have had them blocked.
    var awaited = sigset_t()
    sigemptyset(&awaited)
    for signal in [SIGWINCH, SIGCONT, SIGTSTP] { sigaddset(&awaited, signal) }
    pthread_sigmask(SIG_UNBLOCK, &awaited, nil)
    for signal in [SIGWINCH, SIGCONT] {
      var action = sigaction()
      var before = sigaction()
      action.sa_flags = SA_RESTART
      action.__sigaction_handler.sa_handler = { _ in RawTerminal.wake() }
      if sigaction(signal, &action, &before) == 0 { handlers.append((signal, before)) }
    }
    setRaw()
  }

  /// Gives the terminal back as it was.
  func leave() {
    unsetRaw()
    for handler in handlers {
      var before = handler.before
      sigaction(handler.signal, &before, nil)
    }
    handlers = []
  }

  /// Ctrl-Z: stops the job, and returns when it goes on, or at once where it cannot be stopped.
  func suspend() {
    unsetRaw()
    kill(0, SIGTSTP)
    // The stop may come a moment after the call.
    var file = pollfd(fd: changes, events: Int16(POLLIN), revents: 0)
    poll(&file, 1, 200)
    setRaw()
  }

  /// Takes the news that made ``changes`` readable; what a stop took from the terminal is set again.
  func takeChanges() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(changes, &bytes, bytes.count) > 0 {}
    isRaw = false
    setRaw(keepingUsual: true)
  }

  /// Writes all of a text.
  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EAGAIN {
        var file = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        poll(&file, 1, 1000)
      } else if errno != EINTR {
        return
      }
    }
  }

  private func setRaw(keepingUsual: Bool = false) {
    guard !isRaw else { return }
    if !keepingUsual { tcgetattr(STDIN_FILENO, &usual) }
    var raw = usual
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    withUnsafeMutableBytes(of: &raw.c_cc) { keys in
      keys[Int(VMIN)] = 1
      keys[Int(VTIME)] = 0
    }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
    isRaw = true
    write("\u{1B}[?2004h")
  }

  private func unsetRaw() {
    guard isRaw else { return }
    write("\u{1B}[?2004l")
    tcsetattr(STDIN_FILENO, TCSADRAIN, &usual)
    isRaw = false
  }

  /// Only what a handler of signals may do.
  private static func wake() {
    let number = errno
    var byte: UInt8 = 1
    _ = Glibc.write(signalPipe.load(ordering: .relaxed), &byte, 1)
    errno = number
  }
}
