/// What the file says of its blocks of triples as a whole. It is compared with the blocks themselves wherever it is read:
/// believed alone, one wrong bit would hide them all.
struct BlockState {
  /// Another one whenever the blocks are; 0 where there are none.
  let generation: Int
  /// How many triples they hold.
  let triples: Int

  init(_ connection: Connection) throws(StoreError) {
    let rows = try connection.statement(
      "SELECT generation, triples, EXISTS (SELECT 1 FROM triple_block) FROM block_state")
    defer { rows.reset() }
    guard try rows.step() else { throw connection.damage("the state of its blocks is missing") }
    generation = try rows.count(0)
    triples = try rows.count(1)
    let areThere = rows.integer(2) != 0
    guard (generation != 0) == areThere, (triples != 0) == areThere else {
      throw connection.damage("the state of its blocks is not that of the blocks")
    }
  }
}
