import Glibc

/// The memory of this process, and what there is for it.
enum ProcessMemory {
  /// What queries and readers may take where nobody says: three quarters of what the machine, its control groups and the
  /// limits of the process give them.
  static let usualLimit = (limits() + [machine]).min().map { $0 / 4 * 3 } ?? .max

  /// Bytes in memory that no file backs; nil where the system does not tell.
  static var ownBytes: Int? {
    // Pages in all, in memory, and of those the ones of files.
    let numbers = text("/proc/self/statm").split(separator: " ").compactMap { Int($0) }
    guard numbers.count > 2 else { return nil }
    return (numbers[1] - numbers[2]) * sysconf(Int32(_SC_PAGESIZE))
  }

  private static var machine: Int {
    sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
  }

  private static func limits() -> [Int] {
    var found: [Int] = []
    for resource in [RLIMIT_AS, RLIMIT_DATA] {
      var limit = rlimit()
      if getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0,
        limit.rlim_cur < UInt(Int.max)
      {
        found.append(Int(limit.rlim_cur))
      }
    }
    for line in text("/proc/self/cgroup").split(separator: "\n") {
      // The number of a hierarchy, its controllers, and the path of the group in it.
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let folders: [String]
      let file: String
      if parts[1].isEmpty {
        (folders, file) = (["/sys/fs/cgroup", "/sys/fs/cgroup/unified"], "memory.max")
      } else if parts[1].split(separator: ",").contains("memory") {
        (folders, file) = (["/sys/fs/cgroup/memory"], "memory.limit_in_bytes")
      } else {
        continue
      }
      // A group has no more than each group above it.
      var group = String(parts[2])
      while true {
        if group == "/" { group = "" }
        for folder in folders {
          let limit = text("\(folder)\(group)/\(file)")
          if let bytes = Int(limit.prefix { $0.isNumber }) { found.append(bytes) }
        }
        guard let slash = group.lastIndex(of: "/") else { break }
        group = String(group[..<slash])
      }
    }
    return found
  }

  /// The beginning of a small file of the system; empty where there is none.
  private static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(file, &buffer, buffer.count)
    return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
  }
}
