/// Which keys have a place among a fixed number of slots.
///
/// When all slots are taken, the least recently used ones make room (the clock algorithm,
/// F. J. Corbató 1968). A look-up takes constant time; keys are small integers.
struct SlotTable {
  let capacity: Int
  /// The slot of each key, or -1.
  private var slotOfKey: [Int32] = []
  private var keyOfSlot: [Int32] = []
  /// The round in which each slot was last asked for; 0 for one that may go.
  private var lastUse: [UInt32] = []
  private var round: UInt32 = 0
  private var hand = 0

  init(capacity: Int) { self.capacity = capacity }

  /// Begins a round. The slots that are asked for or assigned in one round, of which there must be
  /// fewer than the capacity, stay assigned to the end of it.
  mutating func beginRound() { round += 1 }

  /// The slot of a key, or nil where it has none yet.
  mutating func find(_ key: Int32) -> Int? {
    guard Int(key) < slotOfKey.count, case let slot = Int(slotOfKey[Int(key)]), slot >= 0 else {
      return nil
    }
    lastUse[slot] = round
    return slot
  }

  /// Gives a slot to a key that has none.
  mutating func assign(_ key: Int32) -> Int {
    if Int(key) >= slotOfKey.count {
      let more = max(Int(key) + 1 - slotOfKey.count, 1024)
      slotOfKey.append(contentsOf: repeatElement(-1, count: more))
    }
    let slot: Int
    if keyOfSlot.count < capacity {
      slot = keyOfSlot.count
      keyOfSlot.append(key)
      lastUse.append(round)
    } else {
      // A slot that was asked for in an earlier round is passed over once, one of this round always.
      while lastUse[hand] != 0 {
        if lastUse[hand] != round { lastUse[hand] = 0 }
        hand = hand + 1 == capacity ? 0 : hand + 1
      }
      slot = hand
      slotOfKey[Int(keyOfSlot[slot])] = -1
      keyOfSlot[slot] = key
      lastUse[slot] = round
    }
    slotOfKey[Int(key)] = Int32(slot)
    return slot
  }
}
