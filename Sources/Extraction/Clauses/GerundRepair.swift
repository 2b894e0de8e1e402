extension TreeRepair {
  /// "accuses Orvane of selling milk and | hiding the tests": a gerund that the parser joins to a finite verb goes on with the
  /// gerund before it.
  mutating func mendJoinedGerund(_ verb: Int, _ sentence: Range<Int>) {
    let governor = head[verb]
    guard isFinite(governor), governor < verb,
      !children(verb, sentence).contains(where: { dep[$0].isSubject || dep[$0].isAuxiliary }),
      let earlier = (governor..<verb).last(where: {
        tag[$0] == .gerund && dep[$0] == .pcomp && isBelow($0, governor)
      })
    else { return }
    attach([arc(verb, to: earlier)])
  }
}
