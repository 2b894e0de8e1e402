// What the reader can do, and how the parts of the page follow.

class Page {
  constructor(source, graph, data) {
    this.source = source;
    this.graph = graph;
    this.data = data;
    this.view = new View();
    this.version = 0;
    this.paths = new Paths(this);
    this.picking = null;
    this.figures = new Figures(this);
    this.picture = new Picture(byId('picture'), this.figures);
    this.legend = new Legend(byId('legend'), this);
    this.panel = new Panel(byId('panel'), this);
    this.periods = new Periods(byId('periods'), this);
    this.table = new Table(byId('table'), this);
    this.timeline = new Timeline(byId('timeline'), this);
    this.mending = source.canChange ? new Mending(this) : null;
    if (this.mending) factAction = edge => this.mending.forFact(edge);
    this.asking = source.isServed ? new Asking(byId('ask'), this) : null;
    this.finder = new Finder(this);
    this.gestures = new Gestures(this.picture, this);
    this.view.remember = state => {
      history.pushState(null, '', Address.write(state) || location.pathname + location.search);
    };
    this.view.onChange((state, former) => this.follow(state, former));
  }

  // MARK: Following the state

  /** Brings all parts of the page to a new state. */
  follow(state, former) {
    const isPathNew = JSON.stringify(state.path) !== JSON.stringify(former.path);
    if (isPathNew || (state.path && state.stances !== former.stances)) this.paths.look(state);
    const isSamePicture = PICTURE_KEYS.every(key => state[key] === former[key]);
    const chosen = this.graph.nodes.get(state.select) ?? null;
    if (!isSamePicture || !this.scene || (chosen && !this.scene.has.has(chosen)) || this.drawn !== this.version) {
      this.makeScene(state);
    }
    this.picture.chosen = chosen;
    if (!this.picture.scene) {
      // The picture first: the rest of the page follows when it has been drawn.
      this.periods.update(state);
      this.picture.show(this.scene);
      waiting++;
      requestAnimationFrame(() => setTimeout(() => {
        waiting--;
        this.update(this.view.state, this.scene);
      }));
      return;
    }
    this.update(state, this.scene);
    if (this.picture.scene === this.scene) this.picture.redraw();
    else this.picture.show(this.scene, this.view.passed !== null);
  }

  makeScene(state) {
    this.drawn = this.version;
    const isNarrowed = this.view.isNarrowed(state) && !(state.confidence && !state.relations && !state.documents && !state.period);
    this.scene = new Scene(this.graph, state, isNarrowed);
    for (const node of this.graph.nodes.values()) node.pinned = false;
    for (const [id, [x, y]] of Object.entries(state.pins)) {
      const node = this.graph.nodes.get(Number(id));
      if (node) Object.assign(node, { x, y, placed: true, pinned: true });
    }
    placeNewcomers(this.scene, this.graph.nodes.values());
  }

  update(state, scene) {
    for (const tab of ['graph', 'table', 'timeline', 'ask']) {
      byId('tab-' + tab).setAttribute('aria-selected', String(tab === state.tab));
      byId('tab-' + tab).tabIndex = tab === state.tab ? 0 : -1;
      byId('view-' + tab).hidden = tab !== state.tab;
    }
    document.body.dataset.tab = state.tab;
    byId('undo').disabled = !this.view.undoable.length;
    byId('redo').disabled = !this.view.redoable.length;
    // While a slider is drawn the picture follows, and the rest when it is let go.
    if (this.view.passed) {
      this.legend.tellCount(scene);
      this.periods.update(state);
      return;
    }
    this.legend.update(state, scene);
    this.panel.update(state, scene);
    if (state.tab === 'graph') this.periods.update(state);
    if (state.tab === 'table') this.table.update(state, scene);
    if (state.tab === 'timeline') this.timeline.update(state, scene);
    if (state.tab === 'ask') this.asking?.update(state);
    byId('picture').setAttribute('aria-label',
      `Graph of ${count(scene.nodes.length, 'node')} and ${count(scene.facts.length, 'fact')}` +
      (this.picture.chosen ? `; chosen: ${plain(this.picture.chosen.name, 80)}` : '') +
      '. Arrow keys go from node to node; the Table tab lists them all.');
    document.body.classList.toggle('with-panel', Boolean(state.path || state.edge !== null || state.select !== null || state.relation));
  }

  /** The graph has grown, or the page has another size. */
  refresh() {
    this.panel.told = null;
    this.follow(this.view.state, this.view.state);
  }

  /** Gets the graph anew from the server after a change. */
  async reload() {
    const { state } = this.view;
    this.data = await this.source.graph();
    this.graph.clear();
    this.graph.add(this.data);
    const isMissing = id => id !== null && !this.graph.nodes.has(id);
    if (state.select !== null) await this.bringBack([state.select]);
    await this.bringBack(state.show.filter(isMissing).slice(0, 40));
    this.version++;
    this.view.set({ ...state, select: isMissing(state.select) ? null : state.select, edge: null, show: state.show.filter(id => !isMissing(id)) });
    const chosen = this.graph.nodes.get(this.view.state.select);
    if (chosen) chosen.isLearnt = true;
  }

  /** Asks for nodes of which some may be there no more, such as those that were merged. */
  async bringBack(ids) {
    for (const part of await Promise.allSettled(ids.map(id => this.source.entity(id)))) {
      if (part.status === 'fulfilled') this.graph.add(part.value);
    }
  }

  grow(part) {
    const before = this.graph.nodes.size + this.graph.edges.size;
    this.graph.add(part);
    if (this.graph.nodes.size + this.graph.edges.size !== before || part.node) this.version++;
  }

  // MARK: Choosing

  /** Chooses a node or none; `centred` brings it into view where it is outside. */
  choose(node, centred = false) {
    if (this.picking && node) {
      const { picking } = this;
      this.endPick();
      picking(node);
      return;
    }
    byId('tip').hidden = true;
    const { state } = this.view;
    if (!node && state.select === null && state.edge === null && !state.relation && !state.path) return;
    if (node && state.select === node.id && state.edge === null && !state.path && state.tab !== 'table') {
      if (!this.picture.sees([node])) this.picture.goTo([node]);
      return;
    }
    this.view.change({
      select: node?.id ?? null, edge: null, relation: null, path: null,
      hide: node ? state.hide.filter(id => id !== node.id) : state.hide,
    });
    if (node) {
      announce(`${plain(node.name, 80)}, ${describe(node)}, ${count(node.edges.length, 'fact')}`);
      if (centred && !this.picture.sees([node])) this.picture.goTo([node]);
      this.learn(node);
    }
  }

  /** Asks the server for all facts of a node. */
  async learn(node) {
    if (!this.source.isServed || node.isLearnt) return;
    node.isLearnt = true;
    await this.try(async () => {
      this.grow(await this.source.entity(node.id));
      this.refresh();
    });
  }

  async chooseFound(id) {
    await this.try(async () => {
      if (!this.graph.nodes.has(id)) this.grow(await this.source.entity(id));
      const node = this.graph.nodes.get(id);
      if (!node) throw new SourceError('The graph holds it no more.');
      const { state } = this.view;
      // What was looked for is to stay when something else is chosen.
      if (!this.picking && !this.scene.has.has(node)) {
        this.view.change({
          select: id, show: [...state.show, id], hide: state.hide.filter(one => one !== id), edge: null, relation: null, path: null,
        });
        this.learn(node);
      } else {
        this.choose(node);
      }
      this.picture.goTo([node]);
    });
  }

  chooseLine(line) {
    this.view.change({ edge: line.edges[0].id, select: null, relation: null, path: null });
  }

  close() {
    this.view.change({ select: null, edge: null, relation: null, path: null });
  }

  openRelation(name) {
    this.view.change({ relation: name, relations: [name], select: null, edge: null, path: null });
    this.picture.fit();
  }

  openQuestion({ view }) {
    if (view.relation) this.openRelation(view.relation);
    else if (view.path) this.paths.open(...view.path);
    else if (view.select !== undefined) this.chooseFound(view.select);
  }

  /** Tells what lies under the pointer. */
  tell(node, line, x, y) {
    const tip = byId('tip');
    tip.hidden = (!node && !line) || (node !== null && node === this.picture.chosen);
    if (tip.hidden) return;
    if (node) {
      const facts = node.edges.filter(edge => this.scene.lets(edge)).length;
      tip.replaceChildren(make('strong', {}, bdi(node.name || '(no name)', 160)), make('span', {}, describe(node)),
        make('span', { class: 'faint' }, count(facts, 'fact') + (node.mentions ? ` · named ${count(node.mentions, 'time')}` : '')));
    } else {
      tip.replaceChildren(...line.edges.slice(0, 4).map(edge => make('span', {}, factText(edge))),
        ...(line.edges.length > 4 ? [make('span', { class: 'faint' }, `and ${line.edges.length - 4} more`)] : []));
    }
    const { width, height } = this.picture.camera;
    const wide = tip.offsetWidth, high = tip.offsetHeight;
    tip.style.left = `${Math.max(4, Math.min(x + 14, width - wide - 4))}px`;
    tip.style.top = `${y + 18 + high > height ? Math.max(4, y - high - 12) : y + 18}px`;
  }

  // MARK: Changing the picture

  /** Brings in the most important neighbours that are not in the picture, a few at a time. */
  async expand(node) {
    const few = 24;
    await this.try(async () => {
      const inside = new Set(this.scene.linesOf(node).flatMap(line => [line.a, line.b]));
      const part = await this.source.around(node.id, few + inside.size);
      this.grow(part);
      const { state } = this.view;
      const outside = new Map();
      for (const edge of node.edges) {
        const other = otherEnd(edge, node);
        if (other !== node && !this.scene.has.has(other) && this.scene.lets(edge)) outside.set(other, edge);
      }
      const order = [...outside.keys()].sort((one, other) => one.rank - other.rank);
      const brought = order.slice(0, few);
      const left = Math.max(order.length - brought.length, part.omitted ?? 0);
      const ids = brought.map(other => other.id);
      this.view.change({
        show: [...new Set([...state.show, node.id, ...ids])], hide: state.hide.filter(id => !ids.includes(id)),
        select: node.id, edge: null, relation: null, path: null,
      });
      this.picture.goTo([node, ...brought]);
      this.say(brought.length
        ? `${count(brought.length, 'neighbour')} brought in` + (left > 0 ? `, ${left.toLocaleString('en-GB')} left out. Expand again for more.` : '.')
        : 'All its neighbours by the chosen facts are in the picture.');
    });
  }

  /** Takes out the neighbours that hang on this node only. */
  collapse(node) {
    const { state } = this.view;
    const leaves = this.scene.linesOf(node).map(line => (line.a === node ? line.b : line.a))
      .filter(other => this.scene.linesOf(other).every(line => line.a === node || line.b === node))
      .filter(other => !other.pinned).map(other => other.id);
    const gone = new Set(leaves);
    if (!gone.size) return this.say('None of its neighbours hangs on it alone.');
    this.view.change({
      show: state.show.filter(id => !gone.has(id)),
      hide: [...new Set([...state.hide, ...[...gone].filter(id => !state.show.includes(id))])],
    });
    this.say(`${count(gone.size, 'neighbour')} taken out.`);
  }

  hide(node) {
    const { state } = this.view;
    const pins = { ...state.pins };
    delete pins[node.id];
    this.view.change({
      hide: [...new Set([...state.hide, node.id])], show: state.show.filter(id => id !== node.id), pins, select: null, edge: null,
    });
    this.say(`${plain(node.name, 40)} is hidden. Undo brings it back.`);
  }

  pin(node, x, y) {
    this.view.change({ pins: { ...this.view.state.pins, [node.id]: [x, y] } });
  }

  togglePin(node) {
    const pins = { ...this.view.state.pins };
    if (pins[node.id]) delete pins[node.id];
    else pins[node.id] = [node.x, node.y];
    this.view.change({ pins });
  }

  // MARK: Picking

  /** Lets the reader choose a node for something: the next one that is chosen is taken for it. */
  pick(prompt, action) {
    this.picking = action;
    byId('hint').replaceChildren(...prompt, button('Cancel', () => this.endPick(), { kind: 'link' }));
    byId('hint').hidden = false;
    this.finder.field.focus();
  }

  endPick() {
    this.picking = null;
    byId('hint').hidden = true;
  }

  // MARK: Messages

  /** Says something for a few seconds. */
  say(text) {
    announce(text);
    const toast = byId('toast');
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { toast.hidden = true; }, 4500);
  }

  fail(error) {
    this.say(error instanceof SourceError ? [error.message, error.hint].filter(Boolean).join(' ') : `Something went wrong: ${error.message}`);
    if (!(error instanceof SourceError)) console.error(error);
  }

  async try(action) {
    try {
      await action();
    } catch (error) {
      this.fail(error);
    }
  }
}
