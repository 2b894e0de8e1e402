import CGumbo
import Glibc

/// Makes the tree of a page by HTML's own algorithm, as gumbo carries it out.
enum PageParser {
  /// The largest page, so that 32 bits number its bytes and nodes.
  static let largest = 256 << 20

  /// Reads UTF-8 that a ``PageTrimmer`` made, which keeps time and memory linear.
  static func tree(of page: [UInt8]) -> PageTree {
    var tree = PageTree()
    let arena = Arena()
    withExtendedLifetime(arena) {
      var options = kGumboDefaultOptions
      options.allocator = { arena, size in
        arena.flatMap { Unmanaged<Arena>.fromOpaque($0).takeUnretainedValue().allocate(size) }
      }
      // The arena is freed as a whole: gumbo's own way down the tree is as deep as the tree.
      options.deallocator = { _, _ in }
      options.userdata = Unmanaged.passUnretained(arena).toOpaque()
      options.max_errors = 0
      page.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
          let output = gumbo_parse_with_options(&options, base, buffer.count),
          let root = output.pointee.root
        else { return }
        copy(root, into: &tree)
      }
    }
    return tree
  }

  private static func copy(_ root: UnsafeMutablePointer<GumboNode>, into tree: inout PageTree) {
    struct Open {
      var node: Int
      var children: GumboVector
      var next: UInt32
    }
    func open(_ node: UnsafeMutablePointer<GumboNode>, parent: Int, _ tree: inout PageTree) -> Open
    {
      let element = node.pointee.v.element
      let number = tree.openElement(tag(of: element), parent: parent)
      copyAttributes(of: element, into: &tree)
      return Open(node: number, children: element.children, next: 0)
    }
    var stack = [open(root, parent: -1, &tree)]
    while let top = stack.last {
      guard top.next < top.children.length,
        let child = top.children.data[Int(top.next)]?.assumingMemoryBound(to: GumboNode.self)
      else {
        tree.close(top.node)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      switch child.pointee.type {
      case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
        stack.append(open(child, parent: top.node, &tree))
      case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
        guard let text = child.pointee.v.text.text else { continue }
        tree.addText(bytes(of: text), parent: top.node)
      default: break
      }
    }
  }

  private static func copyAttributes(of element: GumboElement, into tree: inout PageTree) {
    for index in 0..<Int(element.attributes.length) {
      guard
        let attribute = element.attributes.data[index]?.assumingMemoryBound(
          to: GumboAttribute.self),
        let name = attributeNames[PageTag.key(bytes(of: attribute.pointee.name))]
      else { continue }
      tree.addAttribute(name, bytes(of: attribute.pointee.value))
    }
  }

  private static let attributeNames: [UInt64: PageTree.AttributeName] = Dictionary(
    uniqueKeysWithValues: PageTree.AttributeName.allCases.map {
      (PageTag.key($0.rawValue.utf8), $0)
    })

  private static func bytes(of text: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
    let length = strlen(text)
    return text.withMemoryRebound(to: UInt8.self, capacity: length) {
      UnsafeBufferPointer(start: $0, count: length)
    }
  }

  private static func tag(of element: GumboElement) -> PageTag {
    let number = Int(element.tag.rawValue)
    return number < known.count ? known[number] : .custom
  }

  /// The tags by gumbo's numbers.
  private static let known: [PageTag] = (0..<Int(GUMBO_TAG_UNKNOWN.rawValue)).map { number in
    guard let name = gumbo_normalized_tagname(GumboTag(rawValue: UInt32(number))) else {
      return .custom
    }
    return PageTag.named(bytes(of: name))
  }

  /// Memory that is given out from blocks and freed at once.
  private final class Arena {
    private var blocks: [UnsafeMutableRawPointer] = []
    private var next: UnsafeMutableRawPointer?
    private var left = 0
    private static let blockSize = 1 << 18
    private static let alignment = 16

    func allocate(_ size: Int) -> UnsafeMutableRawPointer {
      let rounded = (max(size, 1) + Self.alignment - 1) & ~(Self.alignment - 1)
      if rounded > left {
        let block = UnsafeMutableRawPointer.allocate(
          byteCount: max(Self.blockSize, rounded), alignment: Self.alignment)
        blocks.append(block)
        if rounded >= Self.blockSize { return block }
        next = block
        left = Self.blockSize
      }
      guard let start = next else { return allocate(size) }
      next = start + rounded
      left -= rounded
      return start
    }

    deinit {
      for block in blocks { block.deallocate() }
    }
  }
}
