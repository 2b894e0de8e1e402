/// Dictionary forms that an English verb form may come from, likeliest first: for predicates that are asked for in a form
/// that no text happened to use (`restricts` for `restrict`, `met` for `meet`).
func verbBases(_ form: String) -> [String] {
  var bases: [String] = []
  if let base = irregularBases[form] { bases.append(base) }
  for (ending, replacements) in regularEndings where form.utf8.count > ending.utf8.count + 1 {
    guard form.hasSuffix(ending) else { continue }
    let stem = String(form.dropLast(ending.count))
    for replacement in replacements { bases.append(stem + replacement) }
    // stopped → stop
    if ending == "ed" || ending == "ing", let last = stem.last, stem.dropLast().last == last {
      bases.append(String(stem.dropLast()))
    }
  }
  return bases
}

private let regularEndings: [(ending: String, replacements: [String])] = [
  ("ies", ["y"]), ("es", ["", "e"]), ("s", [""]), ("ied", ["y"]), ("ed", ["", "e"]),
  ("ing", ["", "e"]),
]

/// Past forms and participles of irregular verbs that news use.
private let irregularBases: [String: String] = {
  let verbs = """
    be is are was were been being am
    have has had
    do does did done
    become became
    begin began begun
    bind bound
    break broke broken
    bring brought
    build built
    buy bought
    catch caught
    choose chose chosen
    come came
    cut cut
    deal dealt
    draw drew drawn
    drive drove driven
    fall fell fallen
    feel felt
    fight fought
    find found
    flee fled
    fly flew flown
    forbid forbade forbidden
    forget forgot forgotten
    freeze froze frozen
    get got gotten
    give gave given
    go goes went gone
    grow grew grown
    hear heard
    hide hid hidden
    hold held
    keep kept
    know knew known
    lay laid
    lead led
    leave left
    lend lent
    lose lost
    make made
    mean meant
    meet met
    overthrow overthrew overthrown
    pay paid
    ride rode ridden
    rise rose risen
    run ran
    say said
    see saw seen
    seek sought
    sell sold
    send sent
    shake shook shaken
    shoot shot
    show shown
    sing sang sung
    sink sank sunk
    sit sat
    speak spoke spoken
    spend spent
    stand stood
    steal stole stolen
    strike struck
    swear swore sworn
    swim swam swum
    take took taken
    teach taught
    tell told
    think thought
    throw threw thrown
    understand understood
    undertake undertook undertaken
    uphold upheld
    wear wore worn
    win won
    withdraw withdrew withdrawn
    withhold withheld
    write wrote written
    """
  var bases: [String: String] = [:]
  for line in verbs.split(separator: "\n") {
    let words = line.split(separator: " ").map(String.init)
    for form in words.dropFirst() { bases[form] = words[0] }
  }
  return bases
}()
