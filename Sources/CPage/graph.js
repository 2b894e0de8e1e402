// The part of the graph that the page holds. It grows as the server is asked for more.

/** Types that tell most, the most telling first: a node is shown as the first of these that it has. */
const TELLING_TYPES = ['person', 'country', 'organization', 'event', 'work', 'place', 'group'];

class Graph {
  constructor() {
    this.nodes = new Map();
    this.edges = new Map();
    this.pairs = new Map();
    this.ranked = [];
    this.sentences = new Map();
    this.documents = new Map();
  }

  clear() {
    for (const kept of [this.nodes, this.edges, this.pairs, this.sentences, this.documents]) kept.clear();
    this.ranked = [];
  }

  /**
   * Takes in nodes, edges, sentences and documents as they come from a picture or the server; those it has stay.
   *
   * Ranks of the whole picture are ranks in the graph. Those of a later part tell only what matters within it, and such
   * nodes come after all others.
   */
  add(part) {
    const behind = this.nodes.size ? 1_000_000 + this.nodes.size : 0;
    for (const document of part.documents ?? []) {
      if (!this.documents.has(document.id)) this.documents.set(document.id, document);
    }
    for (const sentence of part.sentences ?? []) {
      if (!this.sentences.has(sentence.id)) this.sentences.set(sentence.id, sentence);
    }
    for (const node of part.nodes ?? []) this.addNode(node, behind);
    if (part.node) this.addNode(part.node, behind);
    for (const edge of part.edges ?? []) this.addEdge(edge);
  }

  addNode(told, behind) {
    const known = this.nodes.get(told.id);
    if (known) {
      // A fuller description takes the place of a shorter one; the place in the picture stays.
      if (!known.aliases && told.aliases) known.aliases = told.aliases;
      if (!known.properties && told.properties) known.properties = told.properties;
      return;
    }
    const types = told.types ?? [];
    // Nodes and edges have all members from the start, in one order: engines are several times faster with such objects.
    this.nodes.set(told.id, {
      id: told.id, kind: told.kind, name: told.name ?? '', types,
      type: TELLING_TYPES.find(type => types.includes(type)) ?? (types[0] || (KINDS_AS_TYPES[told.kind] ?? 'other')),
      role: told.role, aliases: told.aliases, properties: told.properties,
      mentions: told.mentions ?? 0,
      rank: behind + (told.rank ?? this.nodes.size),
      shown: told.shown === true,
      x: told.x, y: told.y, r: told.r ?? 7,
      placed: Number.isFinite(told.x) && Number.isFinite(told.y),
      sx: 0, sy: 0, sr: 0,
      edges: [], index: this.nodes.size,
      candidateIn: 0, toldIn: 0, pinned: false, folded: undefined, isLearnt: false,
    });
  }

  addEdge(told) {
    if (this.edges.has(told.id)) return;
    const a = this.nodes.get(told.s), b = this.nodes.get(told.t);
    if (!a || !b) return;
    const edge = {
      id: told.id, a, b, relation: told.relation,
      word: relationText(told.relation ?? '', told.word),
      stance: told.stance in STANCE_PLACES ? told.stance : 'asserted',
      speaker: told.speaker, rule: told.rule, date: told.date, dateKind: told.dateKind,
      circumstances: told.circumstances,
      confidence: told.confidence ?? 1,
      evidence: told.evidence ?? [],
      day: told.date === undefined ? NaN : dayOf(told.date),
      documents: undefined,
      pair: this.pairOf(a, b),
    };
    this.edges.set(edge.id, edge);
    a.edges.push(edge);
    if (a !== b) b.edges.push(edge);
  }

  /** What all edges between two nodes share, whatever their direction. */
  pairOf(a, b) {
    const key = Math.min(a.index, b.index) * 4_194_304 + Math.max(a.index, b.index);
    let pair = this.pairs.get(key);
    if (!pair) this.pairs.set(key, pair = { sceneOf: 0, lines: [] });
    return pair;
  }

  /** All nodes, the most important first. */
  rankedNodes() {
    if (this.ranked.length !== this.nodes.size) {
      this.ranked = [...this.nodes.values()].sort((one, other) => one.rank - other.rank);
    }
    return this.ranked;
  }

  /** The documents that tell of an edge. */
  documentsOf(edge) {
    if (edge.documents) return edge.documents;
    const found = [];
    for (const [id] of edge.evidence) {
      const document = this.sentences.get(id)?.document;
      if (document !== undefined && !found.includes(document)) found.push(document);
    }
    return edge.documents = found;
  }
}

const KINDS_AS_TYPES = dictionary({ value: 'value', iri: 'resource', blank: 'resource' });

/** The other end of an edge. */
const otherEnd = (edge, node) => (edge.a === node ? edge.b : edge.a);

/** What can be said of a node in a few words: its role, or its types. */
function describe(node) {
  if (node.role) return plain(node.role, 120);
  const types = node.types.filter(type => type !== 'entity' && !(type === 'place' && node.types.includes('country')));
  if (types.length) return types.map(type => plain(type, 40)).join(', ');
  return { value: 'value', iri: 'resource', blank: 'nameless node' }[node.kind] ?? 'entity';
}

/**
 * A relation as it is read: as texts word it where that is a form of its name (signal: signaled), otherwise by its name.
 * A visit that a text calls a trip is still read as visited.
 */
function relationText(name, word) {
  const told = name.replaceAll('_', ' ');
  if (!word || word === told) return told;
  const isForm = word.slice(0, 2).toLowerCase() === told.slice(0, 2).toLowerCase() || told.startsWith('be ');
  return isForm ? word : told;
}

/** Types as a legend writes them. */
function typeName(type) {
  return TYPE_NAMES[type] ?? plain(type.charAt(0).toUpperCase() + type.slice(1), 40);
}

const TYPE_NAMES = dictionary({
  person: 'People', organization: 'Organisations', country: 'Countries', place: 'Places', event: 'Events', work: 'Works',
  group: 'Groups', concept: 'Concepts', value: 'Values', resource: 'Resources', other: 'Others',
});

/** Claims in the order of the legend: how each is told of and drawn. Dashes are in pixels. */
const STANCES = [
  { name: 'asserted', text: 'Stated', note: 'a text states it as so', dash: [] },
  { name: 'denied', text: 'Denied', note: 'a text says that it is not so', dash: [2, 3] },
  { name: 'planned', text: 'Planned', note: 'somebody means to do it', dash: [9, 5] },
  { name: 'possible', text: 'Possible', note: 'a text holds it possible', dash: [5, 4] },
  { name: 'said', text: 'Reported', note: 'somebody else says so', dash: [12, 3, 2, 3] },
];

/** The place of each claim in `STANCES`. */
const STANCE_PLACES = dictionary(Object.fromEntries(STANCES.map((stance, place) => [stance.name, place])));
