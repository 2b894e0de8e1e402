/// Dictionary forms that an English verb form may come from, likeliest first: for predicates that are asked for in a form
/// that no text happened to use (`restricts` for `restrict`, `met` for `meet`).
public func verbBases(_ form: String) -> [String] {
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

/// Verbs that a passive's participle may be of, likeliest first. An irregular one is of its own verb: what was found
/// by somebody was not founded.
public func participleBases(_ form: String) -> [String] {
  irregularBases[form].map { [$0] } ?? verbBases(form) + [form]
}

/// What a phrase may be with its first word in dictionary form, itself included: `visits to` may be `visit to`.
public func phraseBases(_ folded: String) -> Set<String> {
  let first = String(folded.prefix { $0 != " " })
  let rest = folded.dropFirst(first.count)
  return Set(([first] + verbBases(first)).map { $0 + rest })
}

private let regularEndings: [(ending: String, replacements: [String])] = [
  ("ies", ["y"]), ("es", ["", "e"]), ("s", [""]), ("ied", ["y"]), ("ed", ["", "e"]),
  ("ing", ["", "e"]),
]

/// Past forms and participles of irregular verbs that news use.
private let irregularVerbs: [[Substring]] = """
  be is are was were been being am
  bear bore born borne
  beat beaten
  become became
  begin began begun
  bend bent
  bind bound
  bite bit bitten
  blow blew blown
  break broke broken
  breed bred
  bring brought
  build built
  buy bought
  catch caught
  choose chose chosen
  come came
  cut cut
  deal dealt
  dig dug
  do does did done
  draw drew drawn
  drink drank drunk
  drive drove driven
  dwell dwelt
  eat ate eaten
  fall fell fallen
  feed fed
  feel felt
  fight fought
  find found
  flee fled
  fly flew flown
  forbid forbade forbidden
  foresee foresaw foreseen
  forget forgot forgotten
  forgive forgave forgiven
  freeze froze frozen
  get got gotten
  give gave given
  go goes went gone
  grow grew grown
  hang hung
  have has had
  hear heard
  hide hid hidden
  hold held
  keep kept
  know knew known
  lay laid
  lead led
  leap leapt
  leave left
  lend lent
  light lit
  lose lost
  make made
  mean meant
  meet met
  mistake mistook mistaken
  overcome overcame
  override overrode overridden
  oversee oversaw overseen
  overtake overtook overtaken
  overthrow overthrew overthrown
  pay paid
  prove proven
  rebuild rebuilt
  retake retook retaken
  rewrite rewrote rewritten
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
  shrink shrank shrunk
  sing sang sung
  sink sank sunk
  sit sat
  slay slew slain
  sleep slept
  speak spoke spoken
  spend spent
  spin spun
  spring sprang sprung
  stand stood
  steal stole stolen
  stick stuck
  strike struck
  strive strove striven
  swear swore sworn
  sweep swept
  swim swam swum
  swing swung
  take took taken
  teach taught
  tear tore torn
  tell told
  think thought
  throw threw thrown
  undergo underwent undergone
  understand understood
  undertake undertook undertaken
  uphold upheld
  wake woke woken
  wear wore worn
  weave wove woven
  win won
  withdraw withdrew withdrawn
  withhold withheld
  withstand withstood
  write wrote written
  """.split(separator: "\n").map { $0.split(separator: " ") }

private let irregularBases: [String: String] = {
  var bases: [String: String] = [:]
  for verb in irregularVerbs {
    for form in verb.dropFirst() { bases[String(form)] = String(verb[0]) }
  }
  return bases
}()

/// The past form of an irregular verb; nil for any other.
package func irregularPastForm(_ verb: String) -> String? {
  // These have their present forms before it.
  switch verb {
  case "have": "had"
  case "do": "did"
  case "go": "went"
  case "be": "was"
  case "beat", "cut", "hit", "hurt", "let", "put", "quit", "set", "shed", "shut", "split", "spread",
    "burst", "cast", "cost", "bet":
    verb
  default: irregularVerbs.first { $0[0] == verb }.flatMap { $0.count > 1 ? String($0[1]) : nil }
  }
}
