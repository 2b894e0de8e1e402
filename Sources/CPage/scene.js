// What of the graph is in the picture: the nodes and lines that a state lets through.

/** Decides about facts: whether the claims, relations, documents, confidence and period chosen let one through. */
function factFilter(graph, state) {
  const stances = new Set(state.stances);
  const relations = state.relations && new Set(state.relations);
  const documents = state.documents && new Set(state.documents);
  const [from, to] = state.period ?? [];
  return edge =>
    stances.has(edge.stance) && edge.confidence >= state.confidence &&
    (!relations || relations.has(edge.relation)) &&
    (!state.period || (edge.day >= from && edge.day <= to)) &&
    (!documents || graph.documentsOf(edge).some(id => documents.has(id)));
}

/** The nodes and lines of a picture. Linear in the nodes and edges that the page holds. */
class Scene {
  /** The number of the last scene. */
  static last = 0;

  constructor(graph, state, isNarrowed) {
    this.lets = factFilter(graph, state);
    const chosen = new Set([...state.show, ...(state.path ?? [])]);
    if (state.select !== null) chosen.add(state.select);
    for (const id of Object.keys(state.pins)) chosen.add(Number(id));
    const hidden = new Set(state.hide), allOf = new Set(state.allOf), noneOf = new Set(state.noneOf);
    // Who asks for a relation wants all of its facts, whatever their ends are.
    const called = new Set();
    if (state.relations) {
      for (const edge of graph.edges.values()) if (this.lets(edge)) called.add(edge.a).add(edge.b);
    }
    const isIn = node => {
      if (hidden.has(node.id)) return false;
      if (chosen.has(node.id)) return true;
      if (noneOf.has(node.type)) return false;
      return node.shown || allOf.has(node.type) || called.has(node);
    };
    // Nodes and pairs bear the number of the scene that they are in: sets of ten thousands would be felt while a slider
    // is drawn.
    const number = ++Scene.last;
    const ranked = graph.rankedNodes();
    for (const node of ranked) if (isIn(node)) node.candidateIn = number;
    this.facts = [];
    this.lines = [];
    const apart = [];
    for (const edge of graph.edges.values()) {
      if (edge.a.candidateIn !== number || edge.b.candidateIn !== number || !this.lets(edge)) continue;
      this.facts.push(edge);
      edge.a.toldIn = edge.b.toldIn = number;
      if (edge.a !== edge.b) this.join(edge, number, apart);
    }
    // Nodes that were brought in by their type, or that are left without facts where facts are narrowed, would only
    // lie about.
    this.nodes = ranked.filter(node => node.candidateIn === number &&
      (node.toldIn === number || chosen.has(node.id) || (!isNarrowed && node.shown)));
    this.has = new Set(this.nodes);
    this.near = null;
    apart.forEach(setApart);
  }

  /** Adds a fact to the line that joins its ends: one line for all facts of the same claim between two nodes. */
  join(edge, number, apart) {
    const style = edge.rule && edge.stance === 'asserted' ? DERIVED : STANCE_PLACES[edge.stance];
    const { pair } = edge;
    if (pair.sceneOf !== number) {
      pair.sceneOf = number;
      pair.lines = [];
    }
    const line = pair.lines.find(one => one.style === style);
    if (line) {
      line.edges.push(edge);
      if (edge.a === line.a) line.forward = true; else line.backward = true;
      return;
    }
    const started = { a: edge.a, b: edge.b, style, edges: [edge], forward: true, backward: false, side: 0 };
    pair.lines.push(started);
    this.lines.push(started);
    if (pair.lines.length === 2) apart.push(pair.lines);
  }

  /** The lines of each node. */
  linesOf(node) {
    if (!this.near) {
      this.near = new Map();
      for (const line of this.lines) {
        for (const end of [line.a, line.b]) {
          if (this.near.has(end)) this.near.get(end).push(line);
          else this.near.set(end, [line]);
        }
      }
    }
    return this.near.get(node) ?? [];
  }

  /** The smallest rectangle around all nodes, in units of the picture. */
  bounds(nodes = this.nodes) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const node of nodes) {
      left = Math.min(left, node.x - node.r);
      right = Math.max(right, node.x + node.r);
      top = Math.min(top, node.y - node.r);
      bottom = Math.max(bottom, node.y + node.r);
    }
    return left <= right ? { left, top, right, bottom } : { left: -50, top: -50, right: 50, bottom: 50 };
  }
}

/** The style of lines that a rule has derived, behind those of `STANCES`. */
const DERIVED = STANCES.length;

/** Lines of different claims between the same two nodes run side by side. */
function setApart(lines) {
  lines.sort((one, other) => one.style - other.style);
  lines.forEach((line, place) => {
    // Measured across from the node with the lower index, so that lines of opposite directions do not meet.
    const side = place - (lines.length - 1) / 2;
    line.side = line.a.index < line.b.index ? side : -side;
  });
}

/** What a line says in few words: its relation, or how many. */
function lineText(line) {
  const words = [...new Set(line.edges.map(edge => edge.word))];
  const first = plain(words[0], 32);
  if (words.length === 1) return line.edges.length > 1 ? `${first} ×${line.edges.length}` : first;
  return `${first} +${words.length - 1}`;
}
