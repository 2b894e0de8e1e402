// Chains of facts between two nodes: asking for them, and keeping what was found.

class Paths {
  constructor(page) {
    this.page = page;
    /** Chains with their nodes and edges in order; null while they are looked for. */
    this.found = null;
    this.asked = null;
  }

  /** Lets the reader choose the other end. */
  start(node) {
    this.page.pick(['Path from ', make('strong', {}, bdi(node.name, 60)), ': choose the other end, or find it by name. '], other => {
      if (other !== node) this.open(node.id, other.id);
    });
  }

  open(from, to) {
    this.page.view.change({ path: [from, to], select: null, edge: null, relation: null });
  }

  /** Looks for the chains of a state, by the facts that it lets through. */
  async look(state) {
    const { page } = this;
    this.found = null;
    this.mark([]);
    if (!state.path) return;
    const asked = this.asked = {};
    await page.try(async () => {
      const [from, to] = state.path;
      const part = await page.source.path(from, to, factFilter(page.graph, { ...state, relations: null }));
      if (asked !== this.asked) return;
      page.grow(part);
      this.found = part.paths.map(ids => this.chain(from, ids)).filter(Boolean);
      const nodes = this.mark(this.found);
      const missing = nodes.filter(node => !page.scene.has.has(node)).map(node => node.id);
      // What the path needs is a part of this view, not a step of its own.
      if (missing.length) page.view.set({ ...page.view.state, show: [...new Set([...state.show, ...missing])] });
      else page.refresh();
      if (nodes.length) page.picture.goTo(nodes);
      announce(nodes.length ? `${count(this.found.length, 'path')} found` : 'No path found');
    });
  }

  /** Lets the picture bring chains out; their nodes. */
  mark(chains) {
    const { picture } = this.page;
    picture.chains = chains.map(chain => chain.nodes);
    return picture.path = [...new Set(picture.chains.flat())];
  }

  /** A chain of edges with its nodes in order. */
  chain(from, ids) {
    const { graph } = this.page;
    const edges = ids.map(id => graph.edges.get(id));
    let node = graph.nodes.get(from);
    if (!node || edges.some(edge => !edge)) return null;
    const nodes = [node];
    for (const edge of edges) nodes.push(node = otherEnd(edge, node));
    return { edges, nodes };
  }
}
