import Glibc

/// A socket of TCP on which clients are awaited.
final class ListeningSocket: Sendable {
  let descriptor: Int32
  let port: UInt16
  /// The address that it is bound to, as addresses of the web have it.
  let host: String
  /// Whether only programs of this machine reach it.
  let isLoopback: Bool

  /// Ports that are tried where none is asked for.
  private static let usualPorts: ClosedRange<UInt16> = 7474...7573

  /// Binds to an address.
  ///
  /// - Parameter port: nil takes the first of ``usualPorts`` that is free, and any other where none of them is
  /// - Throws: ``ServerError``
  init(host: String, port: UInt16?) throws(ServerError) {
    let addresses = try Self.addresses(of: host)
    defer { freeaddrinfo(addresses) }
    var failure = EADDRNOTAVAIL
    for port in port.map({ [$0] }) ?? Array(Self.usualPorts) + [0] {
      var next: UnsafeMutablePointer<addrinfo>? = addresses
      while let address = next {
        switch Self.bound(to: address.pointee, port: port) {
        case .success(let descriptor):
          self.descriptor = descriptor
          let (name, port, isLoopback) = Self.name(of: descriptor)
          self.host = name
          self.port = port
          self.isLoopback = isLoopback
          return
        case .failure(let error): failure = error.code
        }
        next = address.pointee.ai_next
      }
      // Only a port that is taken is a reason to try another.
      if failure != EADDRINUSE { break }
    }
    if failure == EADDRINUSE, let port { throw .portIsTaken(port) }
    throw .cannotListen(host: host, reason: String(cString: strerror(failure)))
  }

  deinit { close(descriptor) }

  private static func addresses(
    of host: String
  ) throws(ServerError) -> UnsafeMutablePointer<addrinfo> {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var found: UnsafeMutablePointer<addrinfo>?
    let plain =
      host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    let status = getaddrinfo(plain, nil, &hints, &found)
    guard status == 0, let found else {
      throw .cannotListen(host: host, reason: String(cString: gai_strerror(status)))
    }
    return found
  }

  private struct SystemError: Error { var code: Int32 }

  private static func bound(to address: addrinfo, port: UInt16) -> Result<Int32, SystemError> {
    let descriptor = socket(address.ai_family, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return .failure(SystemError(code: errno)) }
    makePrivate(descriptor)
    // A server that ended a moment ago does not keep the port.
    var one: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
    var storage = sockaddr_storage()
    memcpy(
      &storage, address.ai_addr,
      min(Int(address.ai_addrlen), MemoryLayout<sockaddr_storage>.size))
    withUnsafeMutableBytes(of: &storage) { bytes in
      // The port stands at the same place in both families.
      bytes.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
    }
    let isBound = withUnsafePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, address.ai_addrlen) == 0
      }
    }
    guard isBound, listen(descriptor, 1024) == 0 else {
      let code = errno
      close(descriptor)
      return .failure(SystemError(code: code))
    }
    return .success(descriptor)
  }

  /// A client that came; nil where there is none now.
  ///
  /// - Throws: ``Shortage`` where the system gives no descriptor
  func accept() throws(Shortage) -> Int32? {
    while true {
      let client = Glibc.accept(descriptor, nil, nil)
      if client >= 0 {
        makePrivate(client)
        // Answers are written at once, and none waits for more to go with it.
        var one: Int32 = 1
        setsockopt(
          client, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        return client
      }
      switch errno {
      case EINTR, ECONNABORTED: continue
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: throw Shortage()
      default: return nil
      }
    }
  }

  struct Shortage: Error {}

  /// Takes no more clients; those who try from now on are told so by the system.
  func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  private static func name(
    of descriptor: Int32
  ) -> (host: String, port: UInt16, isLoopback: Bool) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = getsockname(descriptor, address, &length)
        _ = getnameinfo(
          address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
      }
    }
    let port = withUnsafeBytes(of: &storage) {
      UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self))
    }
    let host = String(
      decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let isLoopback = host.hasPrefix("127.") || host == "::1" || host.hasPrefix("::ffff:127.")
    return (host.contains(":") ? "[\(host)]" : host, port, isLoopback)
  }
}

/// Lets a descriptor never block, and lets no program that is started inherit it.
func makePrivate(_ descriptor: Int32) {
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
}
