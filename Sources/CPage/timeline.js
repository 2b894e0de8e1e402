// What happened when: a lane for each of the entities with most dated facts, and the facts below, day by day.

class Timeline {
  constructor(element, page) {
    this.element = element;
    this.page = page;
    this.withReports = null;
  }

  update(state, scene) {
    const dated = [];
    for (const edge of this.page.graph.edges.values()) {
      if (Number.isNaN(edge.day) || !scene.lets(edge)) continue;
      if (scene.has.has(edge.a) || scene.has.has(edge.b)) dated.push(edge);
    }
    const events = dated.filter(edge => edge.dateKind !== 'reported');
    // Where texts date little themselves, the dates of the texts are all there is.
    const withReports = this.withReports ?? events.length < 4;
    const chosen = this.page.graph.nodes.get(state.select);
    let shown = withReports ? dated : events;
    if (chosen) {
      const own = shown.filter(edge => edge.a === chosen || edge.b === chosen);
      if (own.length) shown = own;
    }
    shown.sort((one, other) => one.day - other.day || one.a.rank - other.a.rank);
    const reports = dated.length - events.length;
    this.element.replaceChildren(
      make('div', { class: 'timeline-bar' },
        make('h2', {}, chosen ? [bdi(chosen.name, 60), ' in time'] : 'Timeline'),
        make('span', { class: 'counts' }, count(shown.length, 'dated fact')),
        reports > 0 && events.length > 0 && make('label', {}, make('input', {
          type: 'checkbox', checked: withReports,
          on: { change: event => { this.withReports = event.target.checked; this.page.refresh(); } },
        }), ` with facts that only have the date of their report (${reports.toLocaleString('en-GB')})`) || ''),
      ...(shown.length ? [this.lanes(shown, scene, chosen), this.list(shown)]
        : [make('p', { class: 'empty' }, 'No fact in the picture has a date.')]));
  }

  // MARK: Lanes

  lanes(facts, scene, chosen) {
    const counts = new Map();
    for (const edge of facts) {
      for (const end of new Set([edge.a, edge.b])) if (scene.has.has(end)) counts.set(end, (counts.get(end) ?? 0) + 1);
    }
    const owners = [...counts.keys()].sort((one, other) =>
      (other === chosen) - (one === chosen) || counts.get(other) - counts.get(one) || one.rank - other.rank).slice(0, 12);
    const lanes = new Map(owners.map((node, place) => [node, place]));
    const width = Math.max(this.element.clientWidth - 48, 280);
    const gutter = Math.min(180, width * 0.34), row = 38, top = 26;
    const first = facts[0].day, last = facts[facts.length - 1].day;
    const pad = 14;
    const x = day => gutter + pad + (last === first ? 0.5 : (day - first) / (last - first)) * (width - gutter - 2 * pad);
    const y = lane => top + lane * row + row / 2;
    const height = top + owners.length * row + 6;
    const marks = this.marks(facts, lanes, x);
    const svg = makeSVG('svg', { viewBox: `0 0 ${width} ${height}`, width, height, class: 'lanes', role: 'group', 'aria-label': 'Lanes by entity' },
      ...ticks(first, last, Math.max(2, Math.floor((width - gutter) / 95))).map(({ day, text }) => [
        makeSVG('line', { x1: x(day), x2: x(day), y1: top, y2: height, class: 'grid' }),
        makeSVG('text', { x: Math.min(x(day), width - 24), y: 15, class: 'tick' }, text)]).flat(),
      ...owners.map(node => this.lane(node, y(lanes.get(node)), gutter, width)),
      ...marks.filter(mark => mark.other !== undefined).map(mark => makeSVG('line', {
        x1: mark.x, x2: mark.x, y1: y(mark.lane), y2: y(mark.other), class: 'tie',
      })),
      ...marks.map((mark, place) => this.mark(mark, y(mark.lane), marks[place + 1], width)));
    return make('div', { class: 'lanes-area' }, svg);
  }

  lane(node, y, gutter, width) {
    const text = makeSVG('text', { x: gutter - 10, y: y + 4, class: 'owner', tabindex: 0, role: 'link', on: {
      click: () => this.page.choose(node),
      keydown: event => { if (event.key === 'Enter') this.page.choose(node); },
    } }, this.page.picture.labels.cut(plain(node.name, 60), gutter - 14, 13, 600));
    return makeSVG('g', {}, makeSVG('line', { x1: gutter, x2: width, y1: y, y2: y, class: 'lane' }), text);
  }

  /** Facts that would lie on each other are one mark. */
  marks(facts, lanes, x) {
    const marks = new Map();
    for (const edge of facts) {
      const owners = [edge.a, edge.b].filter(end => lanes.has(end));
      owners.forEach((owner, n) => {
        const lane = lanes.get(owner);
        const key = `${lane} ${Math.round(x(edge.day) / 20)}`;
        if (!marks.has(key)) marks.set(key, { owner, lane, x: x(edge.day), facts: [], other: undefined });
        const mark = marks.get(key);
        mark.facts.push(edge);
        if (n === 0 && owners.length === 2 && owners[0] !== owners[1]) mark.other = lanes.get(owners[1]);
      });
    }
    return [...marks.values()].sort((one, other) => one.lane - other.lane || one.x - other.x);
  }

  mark(mark, y, next, width) {
    const { facts } = mark;
    const radius = Math.min(4.5 + 1.4 * Math.log2(facts.length), 10);
    const isReport = facts.every(edge => edge.dateKind === 'reported');
    const act = () => this.page.view.change({ edge: facts[0].id, select: null, relation: null, path: null });
    const colour = Colours.ofType(mark.owner.type);
    const about = `${readableDate(facts[0].date)}: ${facts.slice(0, 3).map(factText).join('; ')}` +
      (facts.length > 3 ? ` and ${facts.length - 3} more` : '');
    const room = (next && next.lane === mark.lane ? next.x - 12 : width) - mark.x - radius - 6;
    const [{ a, b, word }] = facts;
    const deed = mark.owner === a ? `${plain(word, 30)} ${plain(b.name, 40)}` : `${plain(a.name, 40)} ${plain(word, 30)}`;
    const text = facts.length === 1 ? deed : count(facts.length, 'fact');
    const { labels } = this.page.picture;
    const cut = labels.cut(text, room, 11.5);
    return makeSVG('g', {
      class: 'mark', tabindex: 0, role: 'button', 'aria-label': about,
      on: { click: act, keydown: event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); act(); } } },
    }, makeSVG('title', {}, about),
    makeSVG('circle', {
      cx: mark.x, cy: y, r: radius, fill: isReport ? 'var(--ground)' : colour, stroke: colour, 'stroke-width': isReport ? 1.8 : 0,
    }), (cut === text || cut.length > 8) && makeSVG('text', { x: mark.x + radius + 5, y: y + 3.5, class: 'deed' }, cut));
  }

  // MARK: The list

  list(facts) {
    const days = new Map();
    for (const edge of facts) {
      const key = `${edge.date} ${edge.dateKind}`;
      if (days.has(key)) days.get(key).push(edge);
      else days.set(key, [edge]);
    }
    const entries = [...days.values()].map(edges => () => make('section', { class: 'day' },
      make('h3', {}, edges[0].dateKind === 'reported' ? [make('span', { class: 'faint' }, 'reported '), readableDate(edges[0].date)] : readableDate(edges[0].date)),
      fewAtATime(edges.map(edge => () => factEntry(edge, this.page.graph, node => this.page.choose(node))), 12, 'fact')));
    return make('div', { class: 'days' }, fewAtATime(entries, 30, 'day'));
  }
}
