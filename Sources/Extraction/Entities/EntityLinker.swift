import Graph

/// Tells which names of several documents are one entity, from all that the documents tell.
///
/// The answer depends on the documents only, not on the order in which they were read: each run looks at the names
/// of all of them anew. Full names meet in their ``NameForm``; a short name is that of the one person or
/// organisation that goes by it; an office is its holder at the document's time. Persons of one name whom the
/// documents tell apart (``Namesakes``) stay apart. Where the documents leave it open, names stay apart, and
/// ``Duplicates`` lists them; what a person decided on them holds.
struct EntityLinker {
  let knowledge: Knowledge
  let profiles: [StoredProfile]
  private let decisions: LinkDecisions
  private let cooccurrence: Cooccurrence
  /// The folded label of each profile.
  private let folded: [String]

  /// Names that are one entity.
  struct Cluster {
    var profiles: [Int]
    var kind: DocumentEntity.Kind
    var form: NameForm
  }

  private(set) var clusters: [Cluster] = []
  /// The cluster of each profile.
  private var clusterOf: [Int]
  private let kinds: [DocumentEntity.Kind]
  private let forms: [NameForm]

  init(knowledge: Knowledge, profiles: [StoredProfile], decisions: [NameDecision] = []) {
    self.knowledge = knowledge
    self.profiles = profiles
    folded = profiles.map { foldedName($0.label) }
    self.decisions = LinkDecisions(decisions, profiles: profiles, folded: folded)
    cooccurrence = Cooccurrence(profiles: profiles, labels: folded)
    clusterOf = [Int](repeating: -1, count: profiles.count)
    kinds = profiles.map { DocumentEntity.Kind(rawValue: $0.kind) ?? .thing }
    forms = profiles.map { NameForm($0.label, knowledge) }
  }

  /// The entities, in an order that depends on the documents only.
  mutating func link() -> [EntityCluster] {
    joinSameNames()
    divideNamesakes()
    joinShortNames()
    followDecisions()
    joinOffices()
    clusters.removeAll { $0.profiles.isEmpty }
    note()
    return clusters.map { cluster in
      EntityCluster(
        profiles: cluster.profiles, label: label(of: cluster),
        types: DocumentEntity(kind: cluster.kind, label: "").types)
    }
  }

  /// Entities that may be one, after ``link()``.
  func duplicates() -> [Duplicate] {
    let found = Duplicates(
      knowledge: knowledge, profiles: profiles, clusters: clusters,
      labels: clusters.map(label), cooccurrence: cooccurrence)
    return found.find { decisions.isDecided(clusters[$0].profiles, clusters[$1].profiles) }
  }

  // MARK: Decisions

  /// Makes one what a person called one, and two what a person called two.
  private mutating func followDecisions() {
    for pair in decisions.same {
      let (first, second) = (clusterOf[pair.first], clusterOf[pair.second])
      guard first >= 0, second >= 0, first != second else { continue }
      let (stays, goes) =
        clusters[first].profiles.count >= clusters[second].profiles.count
        ? (first, second) : (second, first)
      clusters[stays].profiles = (clusters[stays].profiles + clusters[goes].profiles).sorted()
      for profile in clusters[goes].profiles { clusterOf[profile] = stays }
      if clusters[stays].kind == .thing { clusters[stays].kind = clusters[goes].kind }
      clusters[goes].profiles = []
    }
    for pair in decisions.different {
      let cluster = clusterOf[pair.first]
      guard cluster >= 0, cluster == clusterOf[pair.second] else { continue }
      // All of the other name go; of one name, what the document tells on which it was decided.
      func goes(_ profile: Int) -> Bool {
        folded[pair.first] == folded[pair.second]
          ? profile == pair.second : folded[profile] == folded[pair.second]
      }
      let going = clusters[cluster].profiles.filter(goes)
      clusters[cluster].profiles.removeAll(where: goes)
      for profile in going { clusterOf[profile] = clusters.count }
      clusters.append(
        Cluster(profiles: going, kind: kinds[pair.second], form: forms[pair.second]))
    }
  }

  // MARK: Full names

  /// One cluster for each form of name and sort of bearer.
  private mutating func joinSameNames() {
    struct Key: Hashable {
      var form: String
      var sort: String
    }
    var byKey: [Key: Int] = [:]
    let distinct = distinguishedNames()
    func form(_ index: Int, _ kind: DocumentEntity.Kind) -> String {
      let key = forms[index].key(of: kind)
      let isPerson = kind == .person || kind == .thing
      guard isPerson, distinct.contains(key) else { return key }
      return key + " " + forms[index].distinction
    }
    for index in profiles.indices where !profiles[index].isKept {
      let key = Key(form: form(index, kinds[index]), sort: kinds[index].rawValue)
      if let cluster = byKey[key] {
        clusters[cluster].profiles.append(index)
      } else {
        byKey[key] = clusters.count
        clusters.append(Cluster(profiles: [index], kind: kinds[index], form: forms[index]))
      }
    }
    // What one document does not tell, or the recogniser takes for something else, others do.
    var byForm: [String: [Int]] = [:]
    for index in clusters.indices where isMutable(clusters[index].kind) {
      byForm[form(clusters[index].profiles[0], .thing), default: []].append(index)
    }
    for (_, group) in byForm where group.count > 1 { settleKinds(group) }
    note()
  }

  /// Names of persons whom the documents tell apart by initials ("John A. Reed", "John B. Reed") or by generations, where
  /// one document names both ("Peter Marsh", "Peter Marsh Jr.").
  private func distinguishedNames() -> Set<String> {
    struct Named: Hashable {
      var name: String
      var document: Int64
    }
    var told: [String: String] = [:]
    var beside: [Named: String] = [:]
    var result: Set<String> = []
    for index in profiles.indices where kinds[index] == .person && forms[index].words.count > 1 {
      let name = forms[index].key(of: .person)
      let distinction = forms[index].distinction
      let named = Named(name: name, document: profiles[index].document)
      if let other = beside[named], other != distinction { result.insert(name) }
      beside[named] = distinction
      guard !distinction.isEmpty else { continue }
      if let other = told[name], other != distinction { result.insert(name) }
      told[name] = distinction
    }
    return result
  }

  private func isMutable(_ kind: DocumentEntity.Kind) -> Bool {
    switch kind {
    case .person, .organization, .place, .product, .thing: true
    case .country, .event, .law, .work, .group, .concept, .office: false
    }
  }

  /// Names of one form that documents take for different sorts of things: the sort of the most documents has them if
  /// the name has several words, or the others are few.
  private mutating func settleKinds(_ group: [Int]) {
    let told = group.filter { clusters[$0].kind != .thing }
    guard let best = told.max(by: { weight($0) < weight($1) }) else { return }
    let isFull = clusters[best].form.words.count > 1
    for other in group where other != best {
      let isUnsaid = clusters[other].kind == .thing
      guard
        isUnsaid
          ? told.count == 1 || isFull
          : isFull || isUnknownName(clusters[best], clusters[other])
            || clusters[best].profiles.count >= 3 * clusters[other].profiles.count
              && !isGivenName(clusters[other])
      else { continue }
      guard !decisions.areApart(clusters[best].profiles, clusters[other].profiles) else { continue }
      clusters[best].profiles += clusters[other].profiles
      clusters[other].profiles = []
    }
    clusters[best].profiles.sort()
  }

  /// "Novaco": a name of one word that the recogniser takes now for a place, now for a company; no capital, and nobody.
  private func isUnknownName(_ first: Cluster, _ second: Cluster) -> Bool {
    let names = [first, second].map { profiles[$0.profiles[0]].label }
    return ![first.kind, second.kind].contains(.person)
      && names.allSatisfy { knowledge.capitals[$0] == nil && knowledge.genders[$0] == nil }
  }

  /// More documents first, then more mentions; of equals, the sorts of things in a fixed order.
  private func weight(_ cluster: Int) -> (Int, Int, Int) {
    let order: [DocumentEntity.Kind] = [.product, .place, .organization, .person]
    let mentions = clusters[cluster].profiles.reduce(0) { sum, profile in
      sum + profiles[profile].names.reduce(0) { $0 + $1.count }
    }
    return (
      clusters[cluster].profiles.count, mentions,
      order.firstIndex(of: clusters[cluster].kind) ?? -1
    )
  }

  private func isGivenName(_ cluster: Cluster) -> Bool {
    knowledge.genders[profiles[cluster.profiles[0]].label] != nil
  }

  private mutating func note() {
    for (index, cluster) in clusters.enumerated() {
      for profile in cluster.profiles { clusterOf[profile] = index }
    }
  }

  // MARK: Namesakes

  private mutating func divideNamesakes() {
    let namesakes = Namesakes(knowledge: knowledge, profiles: profiles)
    for index in clusters.indices where clusters[index].kind == .person {
      guard clusters[index].form.words.count > 1, clusters[index].profiles.count > 1 else {
        continue
      }
      let parts = namesakes.parts(of: clusters[index].profiles)
      guard parts.count > 1 else { continue }
      clusters[index].profiles = parts[0]
      for part in parts.dropFirst() {
        clusters.append(Cluster(profiles: part, kind: .person, form: clusters[index].form))
      }
    }
    note()
  }

  // MARK: Short names

  /// Joins the names of one word with the one full name that they are short for.
  private mutating func joinShortNames() {
    var bearers: [String: [Int]] = [:]
    for (index, cluster) in clusters.enumerated() where !cluster.profiles.isEmpty {
      guard cluster.form.words.count > 1 else { continue }
      for short in shortNames(of: cluster) { bearers[short, default: []].append(index) }
    }
    for index in clusters.indices where !clusters[index].profiles.isEmpty {
      let cluster = clusters[index]
      guard cluster.form.words.count == 1, isMutable(cluster.kind), cluster.kind != .product else {
        continue
      }
      let fitting = (bearers[cluster.form.words[0]] ?? []).filter {
        fits(cluster, clusters[$0]) && isVouched(cluster, clusters[$0])
          && !decisions.areApart(cluster.profiles, clusters[$0].profiles)
      }
      guard let bearer = foremost(of: fitting) else { continue }
      clusters[bearer].profiles = (clusters[bearer].profiles + cluster.profiles).sorted()
      clusters[index].profiles = []
    }
    note()
  }

  /// The words by which documents name the bearer of a full name alone.
  private func shortNames(of cluster: Cluster) -> Set<String> {
    var result: Set<String> = []
    for profile in cluster.profiles {
      for (name, _) in profiles[profile].names {
        let form = NameForm(name, knowledge)
        if form.words.count == 1 { result.insert(form.words[0]) }
      }
    }
    // Texts about well-known people may never name them in full.
    if cluster.kind == .person, let last = cluster.form.words.last, last.count > 2 {
      result.insert(last)
    }
    return result
  }

  private func fits(_ short: Cluster, _ full: Cluster) -> Bool {
    switch full.kind {
    case .person:
      // Who is named in fewer documents than a place takes no name from it.
      short.kind == .person || short.kind == .thing
        || full.profiles.count >= short.profiles.count
          && shortNamings(short.form.words[0], of: full, atMost: 1) > 0
    case .organization: short.kind == .organization || short.kind == .thing
    case .place: short.kind == .place || short.kind == .thing
    default: false
    }
  }

  /// Whether two things or more speak for the short name being that of the full one: documents that use both, being
  /// known widely, being of one sort, or having names beside them in common.
  private func isVouched(_ short: Cluster, _ full: Cluster) -> Bool {
    var witnesses = shortNamings(short.form.words[0], of: full, atMost: 2)
    if full.profiles.count >= 3 { witnesses += 1 }
    if full.kind == .person {
      // Many people share a given name, or a family's: that both are people's names tells nothing.
      if isGivenName(short) { witnesses = 0 }
    } else if short.kind == full.kind {
      witnesses += 1
    }
    return witnesses >= 2 || !cooccurrence.shared(by: short.profiles, full.profiles).isEmpty
  }

  /// In how many documents that name somebody in full the word alone is used as well: then others that take it for a
  /// place or a company may mistake it.
  private func shortNamings(_ word: String, of full: Cluster, atMost limit: Int) -> Int {
    full.profiles.lazy.filter { profile in
      profiles[profile].names.contains {
        $0.count > 0 && knowledge.capitals[$0.name] == nil
          && NameForm($0.name, knowledge).words == [word]
      }
    }.prefix(limit).reduce(0) { count, _ in count + 1 }
  }

  /// The only one, or the one that thrice as many documents name as any other.
  private func foremost(of candidates: [Int]) -> Int? {
    let ranked = candidates.sorted { clusters[$0].profiles.count > clusters[$1].profiles.count }
    guard let first = ranked.first else { return nil }
    guard ranked.count > 1 else { return first }
    return clusters[first].profiles.count >= 3 * clusters[ranked[1]].profiles.count ? first : nil
  }

  // MARK: Offices

  /// Joins descriptions of an office's holder with who holds it at the document's time.
  private mutating func joinOffices() {
    var holders: [String: Holders] = [:]
    for (index, cluster) in clusters.enumerated() where cluster.kind == .person {
      for profile in cluster.profiles {
        for role in profiles[profile].roles {
          guard let office = Office(role: role, knowledge) else { continue }
          holders[office.country, default: Holders()].add(
            Holding(person: index, office: office, date: profiles[profile].date))
        }
      }
    }
    for index in clusters.indices where clusters[index].kind == .office {
      var staying: [Int] = []
      for profile in clusters[index].profiles {
        guard let role = profiles[profile].roles.first, let office = Office(role: role, knowledge),
          let person = holders[office.country]?.holder(of: office, on: profiles[profile].date)
        else {
          staying.append(profile)
          continue
        }
        clusters[person].profiles.append(profile)
      }
      clusters[index].profiles = staying
    }
    for index in clusters.indices { clusters[index].profiles.sort() }
  }

  // MARK: Labels

  private func label(of cluster: Cluster) -> String {
    let named = cluster.profiles.filter { kinds[$0] != .office || cluster.kind == .office }
    return ClusterLabel(knowledge: knowledge, profiles: profiles)
      .label(of: named.isEmpty ? cluster.profiles : named, kind: cluster.kind)
  }
}
