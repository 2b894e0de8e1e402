// The tab that asks the server: queries in GQL and questions in English, with their answers, proofs and errors.

/** Whether a text is a query of GQL rather than a question in English. */
function isQuery(text) {
  return /^\s*[\p{Ll}_~][\p{L}\p{N}_]*\s*\(/u.test(text) || /:-|^\s*(\?|rule|insert|delete|%)/m.test(text);
}

class Asking {
  constructor(element, page) {
    this.element = element;
    this.page = page;
    this.answer = null;
    this.asked = 0;
    this.sorted = null;
    this.history = this.remembered();
    this.field = make('textarea', {
      id: 'question', rows: 2, spellcheck: false, 'aria-label': 'A question in English or a query in GQL', maxlength: 20000,
      placeholder: 'Who met whom?   or   met(X, Y)', on: {
        keydown: event => {
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            this.ask();
          }
        },
      },
    });
    this.examples = make('div', { class: 'examples' });
    this.result = make('div', { class: 'result', 'aria-live': 'polite' });
    element.append(make('form', {
      class: 'ask-form', on: { submit: event => { event.preventDefault(); this.ask(); } },
    }, this.field, make('button', { type: 'submit', class: 'primary' }, 'Ask')),
    make('p', { class: 'counts' }, 'Enter asks, Shift+Enter begins a new line.'), this.examples, this.result);
  }

  update(state) {
    this.offer();
    if (state.ask && state.ask !== this.told) {
      this.field.value = state.ask;
      this.run(state.ask);
    }
  }

  /** Questions of the graph and those that were asked before. */
  offer() {
    const offered = [...new Set([...this.history, ...(this.page.data.questions ?? []).map(question => question.text)])].slice(0, 8);
    this.examples.replaceChildren(...offered.map(text => button(plain(text, 80), () => {
      this.field.value = text;
      this.ask();
    }, { kind: 'example' })));
  }

  ask() {
    const text = this.field.value.trim();
    if (!text) return;
    this.told = null;
    if (this.page.view.state.ask === text) this.run(text);
    else this.page.view.change({ ask: text });
  }

  async run(text) {
    const asked = ++this.asked;
    this.told = text;
    this.sorted = null;
    this.result.replaceChildren(make('p', { class: 'empty' }, 'Asking…'));
    try {
      const answer = isQuery(text) ? await this.page.source.query(text) : await this.page.source.ask(text);
      if (asked !== this.asked) return;
      this.page.grow(answer);
      this.remember(text);
      this.show(answer);
    } catch (error) {
      if (asked === this.asked) this.showError(error, text);
    }
  }

  // MARK: Answers

  show(answer) {
    const sets = answer.sets ?? [{
      columns: answer.columns ?? [], rows: (answer.answers ?? []).map(one => one.cells),
      sentences: (answer.answers ?? []).map(one => one.sentences ?? []), omitted: 0,
    }];
    this.result.replaceChildren(...[
      answer.read && this.reading(answer),
      ...(answer.notes ?? []).map(note => make('p', { class: 'note-line' }, plain(note, 600))),
      ...sets.map(set => this.set(set)),
      sets.length === 0 && make('p', { class: 'empty' }, 'Done; there is nothing to show.'),
    ].filter(Boolean));
  }

  /** How a question was understood, and the query that it became. */
  reading(answer) {
    return make('details', { class: 'read' }, make('summary', {}, 'How it was read'),
      make('ul', {}, ...answer.read.split('\n').slice(0, 20).map(line => make('li', {}, plain(line, 300)))),
      answer.query && make('pre', {}, answer.query.slice(0, 4000)),
      answer.query && button('Change this query', () => {
        this.field.value = answer.query;
        this.field.focus();
      }, { kind: 'action' }));
  }

  set(set) {
    const area = make('section', { class: 'set' });
    const state = { sorted: null, shown: 100, facet: null };
    const columns = set.columns.map((title, place) => ({
      title: title || `column ${place + 1}`, isNumber: set.rows.length > 0 && set.rows.every(row => row[place]?.number !== undefined),
      value: row => row[place]?.number ?? row[place]?.text ?? '',
    }));
    const draw = () => area.replaceChildren(...this.table(set, columns, state, draw));
    draw();
    return area;
  }

  table(set, columns, state, draw) {
    const numbered = set.rows.map((row, place) => ({ row, sentences: set.sentences?.[place] ?? [] }));
    let rows = state.facet
      ? numbered.filter(({ row }) => String(columns[state.facet.column].value(row)) === state.facet.value) : numbered;
    if (state.sorted) {
      const { column, direction } = state.sorted;
      const { isNumber, value } = columns[column];
      rows = [...rows].sort((one, other) => direction *
        (isNumber ? value(one.row) - value(other.row) : collator.compare(String(value(one.row)), String(value(other.row)))));
    }
    const ids = [...new Set(rows.flatMap(({ row }) => row.map(cell => cell.id)).filter(id => id !== undefined))];
    const summary = count(set.rows.length, 'row') + (set.omitted > 0 ? ` and ${set.omitted.toLocaleString('en-GB')} more left out` : '') +
      (set.ms !== undefined ? ` in ${set.ms.toLocaleString('en-GB')} ms` : '');
    const bar = make('div', { class: 'table-bar' }, make('span', { class: 'counts' }, summary),
      state.facet && button(`${plain(state.facet.value, 40)} ×`, () => { state.facet = null; draw(); }, { kind: 'action', label: 'All rows' }),
      ids.length > 0 && button('Show in the graph', () => this.showInGraph(ids), { kind: 'action' }),
      set.rows.length > 0 && button('CSV', () => save('answers.csv', 'text/csv', csv(columns, rows.map(({ row }) => row))), { kind: 'action', label: 'Save as CSV' }),
      set.rows.length > 0 && button('JSON', () => save('answers.json', 'application/json', json(columns, rows.map(({ row }) => row))), { kind: 'action', label: 'Save as JSON' }));
    if (!set.rows.length) return [make('p', { class: 'empty' }, set.columns.length ? 'No answer.' : 'Done.')];
    const head = columns.map((column, place) => make('th', {
      scope: 'col', class: column.isNumber ? 'is-number' : '',
      'aria-sort': state.sorted?.column === place ? (state.sorted.direction > 0 ? 'ascending' : 'descending') : 'none',
    }, make('button', {
      type: 'button', on: { click: () => {
        state.sorted = { column: place, direction: state.sorted?.column === place ? -state.sorted.direction : 1 };
        draw();
      } },
    }, plain(column.title, 60))));
    return [bar, this.facets(set, columns, state, draw), make('table', {},
      make('thead', {}, make('tr', {}, ...head)),
      make('tbody', {}, ...rows.slice(0, state.shown).flatMap(({ row, sentences }) => this.row(row, columns, sentences)))),
    rows.length > state.shown ? button(`Show more (${(rows.length - state.shown).toLocaleString('en-GB')} left)`,
      () => { state.shown += 400; draw(); }, { kind: 'more' }) : ''];
  }

  /** A row, and below it, when it is opened, what stands behind it: sentences, or a proof. */
  row(row, columns, sentences) {
    const cells = row.map((cell, place) => make('td', { class: columns[place]?.isNumber ? 'is-number' : '' }, this.cell(cell)));
    const line = make('tr', {}, ...cells);
    const fact = sentences.length ? null : this.factOf(row, columns);
    if (!sentences.length && !fact) return [line];
    const behind = make('td', { colspan: row.length }, ...sentences.slice(0, 10).map(id => this.sentence(id)));
    const told = make('tr', { class: 'told', hidden: true }, behind);
    line.addEventListener('click', event => {
      if (event.target.closest('a')) return;
      told.hidden = !told.hidden;
      if (fact && !behind.childElementCount) this.prove(fact, behind);
    });
    cells[0].prepend(button('›', () => {}, { kind: 'opener', label: fact ? 'Why?' : 'Sentences' }));
    return [line, told];
  }

  /** What a row says as a fact of GQL, where the query is a single atom: its variables get the row's values. */
  factOf(row, columns) {
    const match = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*\(([^()"]*)\)\s*[.?]?\s*$/u.exec(this.told ?? '');
    if (!match) return null;
    const values = new Map(columns.map((column, place) => [column.title, row[place]]));
    const terms = match[2].split(',').map(term => {
      const cell = values.get(term.trim());
      if (!cell) return null;
      return cell.number !== undefined ? String(cell.number) : JSON.stringify(cell.text);
    });
    return terms.includes(null) ? null : `${match[1]}(${terms.join(', ')})`;
  }

  async prove(fact, place) {
    place.replaceChildren(make('p', { class: 'empty' }, 'Looking for a proof…'));
    try {
      const proof = await this.page.source.why(fact);
      this.page.grow(proof);
      place.replaceChildren(proof.roots?.length ? this.proof(proof.roots) : make('p', { class: 'empty' }, 'No proof is kept.'));
    } catch (error) {
      place.replaceChildren(make('p', { class: 'empty' }, error.message));
    }
  }

  /** A proof as a tree: what follows from what, down to the sentences. */
  proof(steps, depth = 0) {
    return make('ul', { class: 'proof' }, ...steps.slice(0, 50).map(step => make('li', {},
      make('code', {}, plain(step.fact, 300)), step.rule && make('small', {}, ' by ', make('code', {}, plain(step.rule, 300))),
      ...(step.sentences ?? []).slice(0, 5).map(id => this.sentence(id)),
      step.children?.length > 0 && depth < 30 && this.proof(step.children, depth + 1))));
  }

  cell(cell) {
    const known = cell.id !== undefined && this.page.graph.nodes.get(cell.id);
    if (known) return nodeLink(known, node => this.page.choose(node));
    if (cell.id === undefined) return bdi(cell.text ?? '', 300);
    return make('a', {
      href: '#' + new URLSearchParams({ select: cell.id }), class: 'node',
      on: { click: event => { event.preventDefault(); this.page.chooseFound(cell.id); } },
    }, bdi(cell.text ?? '', 200));
  }

  sentence(id) {
    const sentence = this.page.graph.sentences.get(id);
    if (!sentence) return '';
    const told = this.page.graph.documents.get(sentence.document);
    return make('figure', { class: 'sentence' }, make('blockquote', {}, ...marked(sentence.text)),
      make('figcaption', {}, bdi(told?.title || told?.source || `document ${sentence.document}`, 120), ` · sentence ${sentence.number}`));
  }

  /** Values of columns that have few, with their counts. */
  facets(set, columns, state, draw) {
    if (set.rows.length < 12) return '';
    const facets = columns.map((column, place) => {
      const counts = new Map();
      for (const row of set.rows) counts.set(String(column.value(row)), (counts.get(String(column.value(row))) ?? 0) + 1);
      return { place, counts };
    }).filter(({ counts }) => counts.size > 1 && counts.size <= set.rows.length / 3).slice(0, 2);
    if (!facets.length) return '';
    return make('div', { class: 'facets' }, ...facets.map(({ place, counts }) => make('div', {},
      make('span', { class: 'counts' }, plain(columns[place].title, 40) + ': '),
      ...[...counts].sort((one, other) => other[1] - one[1]).slice(0, 6).map(([value, number]) => button([plain(value, 30), make('span', { class: 'number' }, ` ${number}`)],
        () => { state.facet = { column: place, value }; draw(); }, { kind: 'example', pressed: String(state.facet?.value === value) })))));
  }

  async showInGraph(ids) {
    await this.page.try(async () => {
      const some = ids.slice(0, 60);
      for (const id of some) if (!this.page.graph.nodes.has(id)) this.page.grow(await this.page.source.entity(id));
      const { state } = this.page.view;
      this.page.view.change({ tab: 'graph', show: [...new Set([...state.show, ...some])], select: null, edge: null, relation: null, path: null });
      this.page.picture.goTo(some.map(id => this.page.graph.nodes.get(id)).filter(node => node?.placed));
      if (ids.length > some.length) this.page.say(`The first ${some.length} of ${ids.length} are brought in.`);
    });
  }

  // MARK: Errors

  /** What went wrong, with a mark below the words in which it did. */
  showError(error, text) {
    const parts = [make('p', { class: 'message' }, error.message)];
    if (error.line > 0 && error.column > 0) {
      const line = text.split('\n')[error.line - 1] ?? '';
      const before = line.slice(0, error.column - 1), length = Math.max(error.length ?? 1, 1);
      parts.push(make('pre', { class: 'place' }, before, make('mark', {}, line.slice(before.length, before.length + length) || ' '),
        line.slice(before.length + length)));
    }
    if (error.hint) parts.push(make('p', { class: 'hint' }, error.hint));
    this.result.replaceChildren(make('div', { class: 'error', role: 'alert' }, ...parts));
    if (!(error instanceof SourceError)) console.error(error);
  }

  // MARK: History

  remembered() {
    try {
      const list = JSON.parse(localStorage.getItem('graphsh.asked') ?? '[]');
      return Array.isArray(list) ? list.filter(text => typeof text === 'string').slice(0, 30) : [];
    } catch {
      // Where nothing may be stored there is no history.
      return [];
    }
  }

  remember(text) {
    this.history = [text, ...this.history.filter(one => one !== text)].slice(0, 30);
    try {
      localStorage.setItem('graphsh.asked', JSON.stringify(this.history));
    } catch {
      // As above: the history lasts as long as the page.
    }
    this.offer();
  }
}
