// The panel on the right: a node, a line, a relation, a path, or the graph as a whole.

class Panel {
  /** `page` gives the graph, its picture data, the view, the scene, and what buttons do. */
  constructor(element, page) {
    this.element = element;
    this.page = page;
    this.told = null;
  }

  update(state, scene) {
    const key = JSON.stringify([state.select, state.edge, state.relation, state.path, state.stances, state.confidence,
      state.documents, state.period, this.page.version, state.pins[state.select] !== undefined]);
    if (key === this.told) return;
    this.told = key;
    this.element.replaceChildren(...this.content(state, scene));
    this.element.scrollTop = 0;
    const isOverview = !(state.path || state.edge !== null || state.select !== null || state.relation);
    document.body.classList.toggle('overview', isOverview);
  }

  content(state, scene) {
    const { graph } = this.page;
    if (state.path) return this.path(state);
    const edge = state.edge !== null && graph.edges.get(state.edge);
    if (edge) return this.line(edge, scene);
    const node = state.select !== null && graph.nodes.get(state.select);
    if (node) return this.node(node, scene);
    if (state.relation) return this.relation(state.relation, scene);
    return this.overview(scene);
  }

  get act() {
    return node => this.page.choose(node, true);
  }

  head(title, kind, ...rest) {
    return make('div', { class: 'head' },
      make('div', { class: 'moves' },
        button(icon('back'), () => history.back(), { label: 'Back', kind: 'icon-button' }),
        button(icon('forward'), () => history.forward(), { label: 'Forward', kind: 'icon-button' }),
        make('span', { class: 'kind' }, kind),
        button(icon('close'), () => this.page.close(), { label: 'Close', kind: 'icon-button' })),
      make('h2', {}, ...title), ...rest);
  }

  // MARK: A node

  node(node, scene) {
    const { page } = this;
    const aliases = [...new Set((node.aliases ?? []).filter(alias => alias !== node.name))];
    const facts = node.edges.filter(edge => scene.lets(edge));
    const others = node.edges.length - facts.length;
    return [
      this.head([bdi(node.name || '(no name)', 300)], [swatch(node.type), describe(node)],
        aliases.length > 0 && make('p', { class: 'aliases' }, 'also ', ...aliases.slice(0, 8).flatMap((alias, place) =>
          [place ? ', ' : null, bdi(alias, 80)]), aliases.length > 8 && ` and ${aliases.length - 8} more`),
        make('p', { class: 'counts' }, [node.mentions && `named ${count(node.mentions, 'time')}`,
          count(facts.length, 'fact'), others > 0 && `${others} more not chosen in the legend`].filter(Boolean).join(' · ')),
        this.nodeButtons(node)),
      node.properties?.length > 0 && make('dl', { class: 'properties' }, ...node.properties.slice(0, 100).flatMap(
        ([name, value]) => [make('dt', {}, bdi(name, 60)), make('dd', {}, bdi(value, 400))])),
      ...this.groups(node, facts),
      facts.length === 0 && make('p', { class: 'empty' }, others > 0
        ? 'No fact about it is among the claims, relations, documents and dates that are chosen.'
        : 'The graph holds no facts about it.'),
      page.mending?.forNode(node),
    ].filter(Boolean);
  }

  nodeButtons(node) {
    const { page } = this;
    const isPinned = page.view.state.pins[node.id] !== undefined;
    return make('div', { class: 'actions' },
      button([icon('expand'), 'Expand'], () => page.expand(node), { kind: 'action' }),
      button([icon('collapse'), 'Collapse'], () => page.collapse(node), { kind: 'action' }),
      button([icon('path'), 'Path to…'], () => page.paths.start(node), { kind: 'action' }),
      button([icon('pin'), isPinned ? 'Unpin' : 'Pin'], () => page.togglePin(node), { kind: 'action' }),
      button([icon('hide'), 'Hide'], () => page.hide(node), { kind: 'action' }));
  }

  /** A node's facts by relation and direction, those with most facts first. */
  groups(node, facts) {
    const groups = new Map();
    for (const edge of facts) {
      const isOut = edge.a === node;
      const key = (isOut ? '>' : '<') + edge.relation;
      if (!groups.has(key)) groups.set(key, { isOut, edges: [] });
      groups.get(key).edges.push(edge);
    }
    const weight = group => group.edges.reduce((sum, edge) => sum + Math.max(edge.evidence.length, 1), 0);
    return [...groups.values()].sort((one, other) => other.isOut - one.isOut || weight(other) - weight(one)).map(group => {
      const edges = group.edges.sort(byDateAndName(node));
      const word = mostFrequent(edges.map(edge => edge.word));
      const title = group.isOut
        ? [plain(word, 60)]
        : [make('span', { class: 'ellipsis' }, '… '), plain(word, 60), ' ', bdi(shortName(node), 40)];
      return make('section', { class: 'group' },
        make('h3', {}, ...title, edges.length > 1 && make('span', { class: 'number' }, edges.length)),
        fewAtATime(edges.map(edge => () => factEntry(edge, this.page.graph, this.act, [
          nodeLink(otherEnd(edge, node), this.act),
          !isPartOf(edge.word, word) && make('span', { class: 'qualifiers' }, ` (${plain(edge.word, 60)})`)])), 6, 'fact'));
    });
  }

  // MARK: A line, a relation, a path

  line(edge, scene) {
    const line = scene.lines.find(one => one.edges.includes(edge));
    const edges = line ? line.edges : [edge];
    return [
      this.head([bdi(edge.a.name, 80), ' – ', bdi(edge.b.name, 80)], [count(edges.length, 'fact')]),
      make('section', { class: 'group' }, ...edges.map((one, place) => {
        const entry = factEntry(one, this.page.graph, this.act);
        if (place < 3) entry.open = true;
        return entry;
      })),
    ];
  }

  relation(name, scene) {
    const edges = [...this.page.graph.edges.values()].filter(edge => edge.relation === name && scene.lets(edge));
    const word = edges[0]?.word ?? name;
    edges.sort((one, other) => one.a.rank - other.a.rank || one.b.rank - other.b.rank);
    return [
      this.head([plain(word, 80)], ['Relation'], make('p', { class: 'counts' }, count(edges.length, 'fact'))),
      fewAtATime(edges.map(edge => () => factEntry(edge, this.page.graph, this.act)), 40, 'fact'),
      edges.length === 0 && make('p', { class: 'empty' }, 'No fact of this relation is among those that are chosen.'),
    ].filter(Boolean);
  }

  path(state) {
    const [from, to] = state.path.map(id => this.page.graph.nodes.get(id));
    if (!from || !to) return [this.head(['Path'], ['Path']), make('p', { class: 'empty' }, 'The graph holds no such node.')];
    const told = this.page.paths.found;
    const head = this.head([bdi(from.name, 60), ' – ', bdi(to.name, 60)], [icon('path'), 'Path']);
    if (!told) return [head, make('p', { class: 'empty' }, 'Looking for a path…')];
    if (!told.length) {
      return [head, make('p', { class: 'empty' }, 'No chain of the chosen facts joins them.'),
        make('p', { class: 'empty' }, 'In the legend, more claims can be let in.')];
    }
    const intro = told[0].edges.length === 1 ? 'They are joined directly.' : `They are ${told[0].edges.length} steps apart.`;
    return [head, make('p', { class: 'counts' }, intro), ...told.map((chain, place) =>
      make('section', { class: 'group chain' },
        make('h3', {}, told.length > 1 ? `Way ${place + 1}` : 'The way'),
        make('ol', {}, ...chain.edges.map(edge => make('li', {}, factEntry(edge, this.page.graph, this.act))))))];
  }

  // MARK: The whole

  overview(scene) {
    const { data, graph } = this.page;
    const counts = data.counts ?? {};
    const figures = [['documents', 'document'], ['sentences', 'sentence'], ['entities', 'entity', 'entities'], ['facts', 'fact']]
      .filter(([key]) => counts[key] > 0);
    const questions = (data.questions ?? []).slice(0, 3);
    const relations = (data.relations ?? []).slice(0, 8);
    const most = Math.max(...relations.map(relation => relation.count), 1);
    return [
      make('div', { class: 'head' }, make('span', { class: 'kind' }, 'Overview'), make('h2', {}, bdi(data.title ?? 'Graph', 120)),
        data.period && make('p', { class: 'counts' }, readablePeriod(...data.period))),
      make('dl', { class: 'figures' }, ...figures.map(([key, ...words]) => make('div', {},
        make('dd', {}, counts[key].toLocaleString('en-GB')), make('dt', {}, count(counts[key], ...words).replace(/^\S+ /, ''))))),
      questions.length > 0 && make('section', { class: 'group' }, make('h3', {}, 'Questions to begin with'),
        ...questions.map(question => button([plain(question.text, 160), icon('forward')],
          () => this.page.openQuestion(question), { kind: 'question' }))),
      make('section', { class: 'group' }, make('h3', {}, 'Most connected'),
        make('ol', { class: 'ranked' }, ...scene.nodes.slice(0, 8).map(node => make('li', {},
          nodeLink(node, this.act), make('span', { class: 'role' }, describe(node)))))),
      relations.length > 0 && make('section', { class: 'group' }, make('h3', {}, 'What is told most'),
        ...relations.map(relation => make('button', {
          type: 'button', class: 'bar', on: { click: () => this.page.openRelation(relation.name) },
          style: { '--part': `${Math.round(relation.count / most * 100)}%` },
        }, make('span', {}, plain(relationText(relation.name, relation.word), 60)), make('span', { class: 'number' }, relation.count.toLocaleString('en-GB'))))),
      data.omitted > 0 && make('p', { class: 'empty' },
        `${count(data.omitted, 'node')} of the selection ${data.omitted === 1 ? 'is' : 'are'} not in this page.`),
      graph.nodes.size === 0 && make('p', { class: 'empty' }, 'The graph is empty.'),
    ].filter(Boolean);
  }
}

/** Whether all words of a wording stand in another: `is` in `is a`. */
function isPartOf(wording, other) {
  const words = other.split(' ');
  return wording.split(' ').every(word => words.includes(word));
}

function mostFrequent(texts) {
  const counts = new Map();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** The shortest of a node's names that still has a capital or is its name. */
function shortName(node) {
  const last = node.type === 'person' ? node.name.trim().split(/\s+/) : [];
  return last.length > 1 && (node.aliases ?? []).includes(last[0]) ? last[0] : node.name;
}

function byDateAndName(node) {
  return (one, other) => {
    const days = (Number.isNaN(other.day) ? -Infinity : other.day) - (Number.isNaN(one.day) ? -Infinity : one.day);
    return days || otherEnd(one, node).rank - otherEnd(other, node).rank;
  };
}
