extension Network {
  /// For each node the number of its community, from 1, the largest first: groups that are joined among themselves more
  /// than chance would have it (greatest modularity), each of them connected. Of a network that goes both ways.
  ///
  /// V. A. Traag, L. Waltman, N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities" (2019), with
  /// the best merge in place of a random one, so that the same network always has the same communities. Small networks are
  /// gone through in several orders, and the best communities count. Each pass is linear; there are few.
  ///
  /// - Parameter progress: called now and then with the bytes in use; what it throws ends the work
  public func communities(progress: (_ bytes: Int) throws -> Void) throws -> [Int32] {
    let base = CommunityGraph(self)
    let alone = (0..<Int32(nodes)).map { $0 }
    var best = (community: alone, quality: -1.0)
    for number in 0..<min(max(Self.wantedSteps / max(edges, 1), 1), Self.mostOrders) {
      var (community, quality) = (alone, -1.0)
      for _ in 0..<Self.mostPasses {
        let next = try base.refined(
          from: community, order: Self.order(of: nodes, number), progress: progress)
        let reached = base.quality(next)
        guard reached > quality + CommunityGraph.leastGain else { break }
        (community, quality) = (next, reached)
      }
      if quality > best.quality + CommunityGraph.leastGain { best = (community, quality) }
    }
    return Self.bySize(best.community)
  }

  private static let mostPasses = 10
  /// As many edges are gone through before one order is enough.
  private static let wantedSteps = 100_000
  private static let mostOrders = 20

  /// The order of this number: first that of the values, then shuffled ones, always the same.
  ///
  /// G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
  private static func order(of nodes: Int, _ number: Int) -> [Int32] {
    var order = (0..<Int32(nodes)).map { $0 }
    guard number > 0 else { return order }
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
    for place in stride(from: nodes - 1, to: 0, by: -1) {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      order.swapAt(place, Int((word ^ word >> 31) % UInt64(place + 1)))
    }
    return order
  }
}

/// A network while nodes are put together: without loops, each node with the weight of all edges that were put into it.
private struct CommunityGraph {
  var starts: [Int32] = [0]
  var targets: [Int32] = []
  var weights: [Double] = []
  /// Of each node the weights of its edges, those within it twice.
  var degrees: [Double]
  /// The sum of all degrees.
  var total: Double

  static let leastGain = 1e-10

  var nodes: Int { degrees.count }

  /// Loops of the network do not count.
  init(_ network: Network) {
    degrees = [Double](repeating: 0, count: network.nodes)
    for node in 0..<network.nodes {
      for edge in network.edgeRange(node) where Int(network.targets[edge]) != node {
        targets.append(network.targets[edge])
        weights.append(network.weight(edge))
        degrees[node] += network.weight(edge)
      }
      starts.append(Int32(targets.count))
    }
    total = degrees.reduce(0, +)
  }

  private func edges(_ node: Int) -> Range<Int> { Int(starts[node])..<Int(starts[node + 1]) }

  /// The modularity of a partition.
  func quality(_ community: [Int32]) -> Double {
    guard total > 0 else { return 0 }
    var (inside, degree) = (0.0, [Double](repeating: 0, count: nodes))
    for node in 0..<nodes {
      degree[Int(community[node])] += degrees[node]
      for edge in edges(node) where community[Int(targets[edge])] == community[node] {
        inside += weights[edge]
      }
    }
    return inside / total - degree.reduce(0) { $0 + $1 * $1 } / (total * total)
  }

  /// One pass: nodes move, communities are taken apart into what is well connected, and what came of it is moved as a whole,
  /// until nothing can be put together any more.
  func refined(
    from start: [Int32], order: [Int32], progress: (Int) throws -> Void
  ) throws -> [Int32] {
    var graph = self
    var community = start
    var order = order
    /// The node of the graph at hand that each node of the base is in.
    var place = (0..<Int32(nodes)).map { $0 }
    while true {
      try progress((targets.count + graph.targets.count) * 12 + nodes * 48)
      try graph.moveNodes(&community, order, progress: progress)
      let groups = Set(community).count
      if groups == graph.nodes { break }
      var (parts, count) = Self.numbered(graph.parts(of: community))
      if count == graph.nodes { (parts, count) = Self.numbered(community) }
      var next = [Int32](repeating: 0, count: count)
      for node in 0..<graph.nodes { next[Int(parts[node])] = community[node] }
      graph = graph.joined(by: parts, count: count)
      order = (0..<Int32(count)).map { $0 }
      place = place.map { parts[Int($0)] }
      // Community numbers are node numbers of the graph that is to come.
      community = Self.numbered(next).numbers
    }
    return place.map { community[Int($0)] }
  }

  /// Numbers from 0 in the order of first appearance.
  private static func numbered(_ groups: [Int32]) -> (numbers: [Int32], count: Int) {
    var number = [Int32](repeating: -1, count: Int(groups.max() ?? -1) + 1)
    var count: Int32 = 0
    let numbers = groups.map { group in
      if number[Int(group)] < 0 {
        number[Int(group)] = count
        count += 1
      }
      return number[Int(group)]
    }
    return (numbers, Int(count))
  }

  /// Moves node after node into the community where it adds most, until none does.
  private func moveNodes(
    _ community: inout [Int32], _ order: [Int32], progress: (Int) throws -> Void
  ) throws {
    guard total > 0 else { return }
    var degree = [Double](repeating: 0, count: nodes)
    var sizes = [Int](repeating: 0, count: nodes)
    for node in 0..<nodes {
      degree[Int(community[node])] += degrees[node]
      sizes[Int(community[node])] += 1
    }
    var empty = sizes.indices.filter { sizes[$0] == 0 }.map { Int32($0) }
    var queue = order
    var isQueued = [Bool](repeating: true, count: nodes)
    var head = 0
    var joined = [Double](repeating: 0, count: nodes)
    var looks = 0
    while head < queue.count {
      looks += 1
      if looks & 0xFFF == 0 { try progress(queue.count * 4 + nodes * 48) }
      let node = Int(queue[head])
      head += 1
      // What was done is dropped now and then, so that the queue does not outgrow the graph.
      if head > 2 * nodes + 1024 {
        queue.removeFirst(head)
        head = 0
      }
      isQueued[node] = false
      let own = community[node]
      var met: [Int32] = []
      for edge in edges(node) {
        let other = community[Int(targets[edge])]
        if joined[Int(other)] == 0 { met.append(other) }
        joined[Int(other)] += weights[edge]
      }
      degree[Int(own)] -= degrees[node]
      sizes[Int(own)] -= 1
      func gain(_ group: Int32) -> Double {
        joined[Int(group)] - degrees[node] * degree[Int(group)] / total
      }
      var best = (group: own, gain: gain(own))
      let least = Self.leastGain * total
      for group in met where gain(group) > best.gain + least { best = (group, gain(group)) }
      if best.gain < -least, sizes[Int(own)] > 0, let free = empty.last { best = (free, 0) }
      for group in met { joined[Int(group)] = 0 }
      if best.group != own {
        if sizes[Int(best.group)] == 0 { empty.removeLast() }
        if sizes[Int(own)] == 0 { empty.append(own) }
        community[node] = best.group
        for edge in edges(node) {
          let other = Int(targets[edge])
          if community[other] != best.group, !isQueued[other] {
            isQueued[other] = true
            queue.append(Int32(other))
          }
        }
      }
      degree[Int(best.group)] += degrees[node]
      sizes[Int(best.group)] += 1
    }
  }

  /// Takes communities apart: each node that is alone joins the part of its community where it adds most, if both hang
  /// together with the rest of it.
  private func parts(of community: [Int32]) -> [Int32] {
    var part = (0..<Int32(nodes)).map { $0 }
    guard total > 0 else { return part }
    var whole = [Double](repeating: 0, count: nodes)
    for node in 0..<nodes { whole[Int(community[node])] += degrees[node] }
    var degree = degrees
    var isAlone = [Bool](repeating: true, count: nodes)
    /// The weight between a part and the rest of its community.
    var outside = [Double](repeating: 0, count: nodes)
    for node in 0..<nodes {
      for edge in edges(node) where community[Int(targets[edge])] == community[node] {
        outside[node] += weights[edge]
      }
    }
    func isWellJoined(_ group: Int, in community: Int32) -> Bool {
      outside[group] >= degree[group] * (whole[Int(community)] - degree[group]) / total
    }
    var joined = [Double](repeating: 0, count: nodes)
    for node in 0..<nodes where isAlone[node] && isWellJoined(node, in: community[node]) {
      var met: [Int32] = []
      for edge in edges(node) where community[Int(targets[edge])] == community[node] {
        let other = part[Int(targets[edge])]
        if joined[Int(other)] == 0 { met.append(other) }
        joined[Int(other)] += weights[edge]
      }
      var best: (group: Int32, gain: Double)?
      for group in met where isWellJoined(Int(group), in: community[node]) {
        let gain = joined[Int(group)] - degrees[node] * degree[Int(group)] / total
        if gain > (best?.gain ?? 0) + Self.leastGain * total { best = (group, gain) }
      }
      if let group = best.map({ Int($0.group) }) {
        outside[group] += outside[node] - 2 * joined[group]
        degree[group] += degrees[node]
        isAlone[group] = false
        isAlone[node] = false
        part[node] = Int32(group)
      }
      for group in met { joined[Int(group)] = 0 }
    }
    return part
  }

  /// The graph in which each group is one node.
  private func joined(by groups: [Int32], count: Int) -> CommunityGraph {
    var graph = self
    graph.degrees = [Double](repeating: 0, count: count)
    (graph.starts, graph.targets, graph.weights) = ([0], [], [])
    var starts = [Int](repeating: 0, count: count + 1)
    for group in groups { starts[Int(group) + 1] += 1 }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var members = [Int32](repeating: 0, count: nodes)
    var next = starts
    for node in 0..<nodes {
      members[next[Int(groups[node])]] = Int32(node)
      next[Int(groups[node])] += 1
      graph.degrees[Int(groups[node])] += degrees[node]
    }
    var weight = [Double](repeating: 0, count: count)
    for group in 0..<count {
      var met: [Int32] = []
      for member in members[starts[group]..<starts[group + 1]] {
        for edge in edges(Int(member)) {
          let other = groups[Int(targets[edge])]
          if Int(other) == group { continue }
          if weight[Int(other)] == 0 { met.append(other) }
          weight[Int(other)] += weights[edge]
        }
      }
      met.sort()
      for other in met {
        graph.targets.append(other)
        graph.weights.append(weight[Int(other)])
        weight[Int(other)] = 0
      }
      graph.starts.append(Int32(graph.targets.count))
    }
    return graph
  }
}
