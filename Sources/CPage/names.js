// Finding nodes by name, and the ways between two of them, within what the page holds.

/** A text as it is compared: without case, accents and signs. */
function folded(text) {
  return text.slice(0, 300).normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** How well a name fits what is sought: the lower the better, Infinity where it does not. */
function misfit(name, sought) {
  if (name === sought) return 0;
  if (name.startsWith(sought)) return 1;
  if ((' ' + name).includes(' ' + sought)) return 2;
  const words = sought.split(' ');
  if (words.length > 1 && words.every(word => (' ' + name).includes(' ' + word))) return 3;
  return sought.length > 2 && name.includes(sought) ? 4 : Infinity;
}

/** The nodes whose names or aliases fit a text, best first. Linear in the names. */
function findNodes(graph, text, limit) {
  const sought = folded(text);
  if (!sought) return [];
  const found = [];
  for (const node of graph.nodes.values()) {
    node.folded ??= [node.name, ...(node.aliases ?? []).slice(0, 50)].map(folded);
    let best = Infinity, alias;
    node.folded.forEach((name, place) => {
      // A name counts before an alias that fits as well.
      const cost = misfit(name, sought) + (place ? 0.5 : 0);
      if (cost < best) {
        best = cost;
        alias = place ? node.aliases[place - 1] : undefined;
      }
    });
    if (best < Infinity) found.push({ node, alias, best });
  }
  found.sort((one, other) => one.best - other.best || one.node.rank - other.node.rank);
  return found.slice(0, limit).map(({ node, alias }) => ({
    id: node.id, name: node.name, types: node.types, role: node.role, mentions: node.mentions, alias,
  }));
}

/**
 * The shortest chains of facts between two nodes, at most `most`, over facts that `lets` lets through.
 *
 * Each is a list of edge ids. Breadth-first search; linear in the edges, and the chains that it tells of.
 */
function findPaths(graph, from, to, lets, most = 5) {
  const start = graph.nodes.get(from), goal = graph.nodes.get(to);
  if (!start || !goal || start === goal) return [];
  const steps = new Map([[start, 0]]), ways = new Map();
  let reached = [start];
  for (let depth = 1; reached.length && !steps.has(goal); depth++) {
    const next = [];
    for (const node of reached) {
      for (const edge of node.edges) {
        if (!lets(edge)) continue;
        const other = otherEnd(edge, node);
        if (!steps.has(other)) {
          steps.set(other, depth);
          ways.set(other, []);
          next.push(other);
        }
        if (steps.get(other) === depth) ways.get(other).push({ edge, node });
      }
    }
    reached = next;
  }
  if (!steps.has(goal)) return [];
  const found = [];
  const goBack = (node, chain) => {
    if (node === start) {
      found.push(chain);
      return;
    }
    const byImportance = [...ways.get(node)].sort((one, other) => one.node.rank - other.node.rank);
    const gone = new Set();
    for (const { edge, node: former } of byImportance) {
      // Facts between the same two nodes make one chain.
      if (found.length >= most || gone.has(former)) continue;
      gone.add(former);
      goBack(former, [edge.id, ...chain]);
    }
  };
  goBack(goal, []);
  return found;
}
