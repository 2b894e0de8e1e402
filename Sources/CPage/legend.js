// The legend on the left, which is the filter, too: types, claims, relations, documents and confidence.

class Legend {
  constructor(element, page) {
    this.element = element;
    this.page = page;
    this.all = { relations: false, documents: false };
  }

  update(state, scene) {
    const focused = document.activeElement?.dataset?.key;
    const { graph } = this.page;
    this.element.replaceChildren(...[
      make('div', { class: 'legend-head' }, make('h2', {}, 'Legend'),
        this.page.view.isNarrowed() && button('Show all', () => this.reset(), { kind: 'link' })),
      make('p', { class: 'counts', id: 'shown' }),
      this.types(graph, state, scene),
      this.claims(graph, state),
      this.choices('relations', 'Relations', this.relationCounts(graph, state), state),
      this.choices('documents', 'Documents', this.documentCounts(graph, state), state),
      this.confidence(graph, state),
    ].filter(Boolean));
    this.tellCount(scene);
    if (focused) [...this.element.querySelectorAll('[data-key]')].find(one => one.dataset.key === focused)?.focus();
  }

  tellCount(scene) {
    byId('shown').textContent = `${count(scene.nodes.length, 'node')}, ${count(scene.facts.length, 'fact')} shown`;
  }

  change(part) {
    this.page.view.change(part);
  }

  reset() {
    this.change(Object.fromEntries(NARROWING_KEYS.map(key => [key, OPENING[key]])));
  }

  section(title, ...content) {
    return make('section', {}, make('h3', {}, title), ...content);
  }

  // MARK: Types

  types(graph, state, scene) {
    const whole = new Map(), seen = new Map(), opening = new Set();
    for (const node of graph.nodes.values()) {
      whole.set(node.type, (whole.get(node.type) ?? 0) + 1);
      if (node.shown) opening.add(node.type);
    }
    for (const node of scene.nodes) seen.set(node.type, (seen.get(node.type) ?? 0) + 1);
    const order = [...whole.keys()].sort((one, other) =>
      opening.has(other) - opening.has(one) || whole.get(other) - whole.get(one));
    return this.section('Types', make('ul', {}, ...order.map(type => {
      const isOn = this.isOn(type, state, opening);
      const shown = seen.get(type) ?? 0, all = whole.get(type);
      const canHaveMore = isOn && !state.allOf.includes(type) && shown < all;
      return make('li', {},
        this.row({
          key: 'type ' + type, isOn, mark: swatch(type), text: typeName(type),
          number: isOn && shown < all ? `${shown.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')}` : all.toLocaleString('en-GB'),
          action: () => this.switchType(type, isOn, opening),
        }),
        canHaveMore && button('all', () => this.change({ allOf: [...state.allOf, type] }),
          { kind: 'only', label: `Show all ${typeName(type).toLowerCase()}` }),
        order.length > 1 && button('only', () => this.change({
          allOf: opening.has(type) ? [] : [type], noneOf: order.filter(one => one !== type),
        }), { kind: 'only', label: `Show only ${typeName(type).toLowerCase()}` }));
    })));
  }

  isOn(type, state, opening) {
    return !state.noneOf.includes(type) && (opening.has(type) || state.allOf.includes(type));
  }

  switchType(type, isOn, opening) {
    const { allOf, noneOf } = this.page.view.state;
    const others = list => list.filter(one => one !== type);
    if (isOn) this.change({ allOf: others(allOf), noneOf: opening.has(type) ? [...noneOf, type] : noneOf });
    else this.change({ allOf: opening.has(type) ? allOf : [...others(allOf), type], noneOf: others(noneOf) });
  }

  row({ key, isOn, mark, text, number, action, title }) {
    return make('button', {
      type: 'button', class: 'row', 'aria-pressed': String(isOn), 'data-key': key, title, on: { click: action },
    }, mark, make('span', { class: 'text' }, text), make('span', { class: 'number' }, number));
  }

  // MARK: Claims

  claims(graph, state) {
    const counts = new Map();
    let derived = 0;
    for (const edge of graph.edges.values()) {
      counts.set(edge.stance, (counts.get(edge.stance) ?? 0) + 1);
      if (edge.rule) derived++;
    }
    const told = STANCES.filter(stance => counts.has(stance.name));
    if (told.length < 2 && !derived) return null;
    return this.section('Claims', make('ul', {}, ...told.map(stance => {
      const isOn = state.stances.includes(stance.name);
      return make('li', {}, this.row({
        key: 'claim ' + stance.name, isOn, mark: lineMark(STANCE_PLACES[stance.name]), text: stance.text,
        title: `${stance.text}: ${stance.note}`, number: counts.get(stance.name).toLocaleString('en-GB'),
        action: () => this.change({
          stances: STANCES.map(one => one.name).filter(name =>
            (name === stance.name ? !isOn : state.stances.includes(name))),
        }),
      }));
    }), derived > 0 && make('li', { class: 'row still' }, lineMark(DERIVED), make('span', { class: 'text' }, 'Derived by a rule'),
      make('span', { class: 'number' }, derived.toLocaleString('en-GB')))));
  }

  // MARK: Relations and documents

  relationCounts(graph, state) {
    const counts = new Map();
    const stances = new Set(state.stances);
    for (const edge of graph.edges.values()) {
      if (!stances.has(edge.stance)) continue;
      const row = counts.get(edge.relation);
      if (row) row.number++;
      else counts.set(edge.relation, { value: edge.relation, text: plain(edge.word, 40), number: 1 });
    }
    return [...counts.values()].sort((one, other) => other.number - one.number);
  }

  documentCounts(graph, state) {
    const counts = new Map();
    const stances = new Set(state.stances);
    for (const edge of graph.edges.values()) {
      if (!stances.has(edge.stance)) continue;
      for (const id of graph.documentsOf(edge)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return [...counts].map(([id, number]) => {
      const told = graph.documents.get(id);
      return {
        value: id, number, text: plain(told?.title || told?.source || `document ${id}`, 90),
        title: [told?.title, told?.source, told?.date && readableDate(told.date)].filter(Boolean).map(text => plain(text, 200)).join('\n'),
      };
    }).sort((one, other) => other.number - one.number);
  }

  /** Rows of which none is chosen (all are shown) or some are (only these are). */
  choices(key, title, rows, state) {
    if (rows.length < 2) return null;
    const chosen = new Set(state[key] ?? []);
    const most = rows[0].number;
    const few = 8;
    const shown = this.all[key] ? rows.slice(0, 300) : rows.filter((row, place) => place < few || chosen.has(row.value));
    return this.section(title, make('ul', { class: 'bars' }, ...shown.map(row => {
      const isChosen = chosen.has(row.value);
      const toggle = () => {
        const next = rows.map(one => one.value).filter(value => (value === row.value ? !isChosen : chosen.has(value)));
        this.change({ [key]: next.length ? next : null });
      };
      const entry = this.row({
        key: `${key} ${row.value}`, isOn: chosen.size === 0 || isChosen, text: row.text, title: row.title,
        number: row.number.toLocaleString('en-GB'), action: toggle,
      });
      entry.style.setProperty('--part', `${Math.round(row.number / most * 100)}%`);
      entry.setAttribute('aria-pressed', String(isChosen));
      if (chosen.size && !isChosen) entry.classList.add('off');
      return make('li', {}, entry);
    })),
    chosen.size > 0 && button(`All ${title.toLowerCase()}`, () => this.change({ [key]: null }), { kind: 'link' }),
    rows.length > few && button(this.all[key] ? 'Fewer' : `More (${rows.length - few})`, () => {
      this.all[key] = !this.all[key];
      this.page.refresh();
    }, { kind: 'link' }));
  }

  // MARK: Confidence

  confidence(graph, state) {
    if (!this.leastConfidence || this.counted !== graph.edges.size) {
      this.counted = graph.edges.size;
      this.leastConfidence = 1;
      this.mostConfidence = 0;
      for (const { confidence } of graph.edges.values()) {
        this.leastConfidence = Math.min(this.leastConfidence, confidence);
        this.mostConfidence = Math.max(this.mostConfidence, confidence);
      }
    }
    // Where all are about as sure there is nothing to choose.
    if (this.mostConfidence - this.leastConfidence < 0.05) return null;
    const text = value => (value > 0 ? `at least ${Math.round(value * 100)}%` : 'any');
    const output = make('output', {}, text(state.confidence));
    const set = (event, passing) => {
      output.textContent = text(Number(event.target.value) / 100);
      this.page.view.change({ confidence: Number(event.target.value) / 100 }, { passing });
    };
    return this.section('Confidence', make('label', { class: 'slider' }, output, make('input', {
      type: 'range', min: 0, max: 95, step: 5, value: Math.round(state.confidence * 100), 'aria-label': 'Least confidence',
      'data-key': 'confidence', on: { change: event => set(event, false) },
    })));
  }
}

/** A short piece of a line of a style. */
function lineMark(style) {
  return makeSVG('svg', { viewBox: '0 0 26 12', class: 'line-mark', 'aria-hidden': 'true' },
    makeSVG('line', {
      x1: 1, y1: 6, x2: 25, y2: 6, stroke: Colours.theme().lines[style], 'stroke-width': 2,
      'stroke-dasharray': dashOf(style).map(length => length * 0.8).join(' ') || null,
    }));
}
