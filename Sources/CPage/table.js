// The picture as a table: the same nodes and facts, for those who read, sort, or cannot see a picture.

const FACT_COLUMNS = [
  { title: 'Subject', value: edge => edge.a.name, node: edge => edge.a },
  { title: 'Relation', value: edge => edge.word },
  { title: 'Object', value: edge => edge.b.name, node: edge => edge.b },
  { title: 'Circumstances', value: edge => qualifiersOf(edge) },
  { title: 'Claim', isShort: true, usual: 'Stated', value: edge => STANCES[STANCE_PLACES[edge.stance]].text },
  { title: 'Speaker', value: edge => edge.speaker ?? '' },
  { title: 'Date', isShort: true, value: edge => edge.date ?? '', text: edge => factDate(edge) },
  { title: 'Sentences', value: edge => edge.evidence.length, isNumber: true },
  { title: 'Confidence', value: edge => edge.confidence, text: edge => `${Math.round(edge.confidence * 100)}%`, isNumber: true },
];

const NODE_COLUMNS = [
  { title: 'Name', value: node => node.name, node: node => node },
  { title: 'Type', value: node => node.types.join(', ') || node.kind },
  { title: 'Role', value: node => node.role ?? '' },
  { title: 'Also called', value: node => (node.aliases ?? []).slice(0, 5).join(', ') },
  { title: 'Mentions', value: node => node.mentions, isNumber: true },
  { title: 'Facts', value: node => node.edges.length, isNumber: true },
];

class Table {
  constructor(element, page) {
    this.element = element;
    this.page = page;
    this.of = 'facts';
    this.sorted = { facts: null, nodes: null };
    this.sought = '';
    this.shown = 100;
    this.body = make('div', { class: 'table-body' });
    this.field = make('input', {
      type: 'search', placeholder: 'Narrow down', 'aria-label': 'Narrow the table down', maxlength: 200,
      on: { input: whenQuiet(120, () => { this.sought = this.field.value; this.shown = 100; this.fill(); }) },
    });
    this.bar = make('div', { class: 'table-bar' });
    element.append(this.bar, this.body);
  }

  update(state, scene) {
    this.scene = scene;
    this.fill();
  }

  columns() {
    const columns = this.of === 'facts' ? FACT_COLUMNS : NODE_COLUMNS;
    // A column in which nothing stands, or the same everywhere, takes room from the others.
    return columns.filter((column, place) =>
      place < 3 || this.items().some(item => column.value(item) !== (column.usual ?? '')));
  }

  items() {
    return this.of === 'facts' ? this.scene.facts : this.scene.nodes;
  }

  /** The rows that fit what is sought, as they are sorted. */
  rows(columns) {
    const sought = folded(this.sought);
    let rows = this.items();
    if (sought) rows = rows.filter(item => columns.some(column => folded(String(column.value(item))).includes(sought)));
    const sorted = this.sorted[this.of];
    const column = sorted && columns.find(one => one.title === sorted.title);
    if (!column) return rows;
    const keyed = rows.map(item => ({ item, value: column.value(item) }));
    const compare = column.isNumber
      ? (one, other) => one.value - other.value
      : (one, other) => (one.value === '') - (other.value === '') || collator.compare(one.value, other.value);
    keyed.sort((one, other) => compare(one, other) * sorted.direction);
    return keyed.map(({ item }) => item);
  }

  fill() {
    const columns = this.columns();
    const rows = this.rows(columns);
    const tab = (of, text) => button(text, () => { this.of = of; this.shown = 100; this.fill(); },
      { kind: 'choice', pressed: String(this.of === of) });
    const isFocused = document.activeElement === this.field;
    this.bar.replaceChildren(
      make('div', { class: 'choices', role: 'group', 'aria-label': 'Rows' },
        tab('facts', `Facts ${this.scene.facts.length.toLocaleString('en-GB')}`),
        tab('nodes', `Nodes ${this.scene.nodes.length.toLocaleString('en-GB')}`)),
      this.field,
      button('CSV', () => save(`${this.of}.csv`, 'text/csv', csv(columns, rows)), { kind: 'action', label: 'Save as CSV' }),
      button('JSON', () => save(`${this.of}.json`, 'application/json', json(columns, rows)), { kind: 'action', label: 'Save as JSON' }));
    if (isFocused) this.field.focus();
    const sorted = this.sorted[this.of];
    const focusedColumn = this.body.contains(document.activeElement) ? document.activeElement.dataset.column : undefined;
    const head = columns.map(column => {
      const direction = sorted?.title === column.title ? sorted.direction : 0;
      return make('th', {
        scope: 'col', class: column.isNumber ? 'is-number' : '',
        'aria-sort': direction ? (direction > 0 ? 'ascending' : 'descending') : 'none',
      }, make('button', { type: 'button', 'data-column': column.title, on: { click: () => this.sort(column) } }, column.title));
    });
    const chosen = this.page.view.state;
    this.body.replaceChildren(make('table', {},
      make('caption', { class: 'unseen' }, this.of === 'facts' ? 'Facts in the picture' : 'Nodes in the picture'),
      make('thead', {}, make('tr', {}, ...head)),
      make('tbody', {}, ...rows.slice(0, this.shown).map(item => make('tr', {
        class: (this.of === 'facts' ? chosen.edge : chosen.select) === item.id ? 'chosen-row' : '',
        on: { click: event => { if (!event.target.closest('a')) this.take(item); } },
      }, ...columns.map(column => this.cell(column, item)))))),
    rows.length > this.shown && button(`Show more (${(rows.length - this.shown).toLocaleString('en-GB')} left)`, () => {
      this.shown += 400;
      this.fill();
    }, { kind: 'more' }) || '', rows.length === 0 ? make('p', { class: 'empty' }, 'No row.') : '');
    if (focusedColumn) this.body.querySelector(`[data-column="${CSS.escape(focusedColumn)}"]`)?.focus();
  }

  cell(column, item) {
    const text = column.text ? column.text(item) : String(column.value(item));
    const node = column.node?.(item);
    return make('td', { class: column.isNumber ? 'is-number' : column.isShort ? 'is-short' : '' },
      node ? nodeLink(node, one => this.page.choose(one)) : text ? bdi(text, 120) : '');
  }

  sort(column) {
    const sorted = this.sorted[this.of];
    const first = column.isNumber ? -1 : 1;
    const direction = sorted?.title === column.title ? -sorted.direction : first;
    this.sorted[this.of] = { title: column.title, direction };
    this.fill();
  }

  take(item) {
    if (this.of === 'nodes') this.page.choose(item);
    else this.page.view.change({ edge: item.id, select: null, relation: null, path: null });
  }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Rows as CSV. A text that a spreadsheet would take for a formula gets an apostrophe. */
function csv(columns, rows) {
  const field = text => {
    const safe = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  const lines = [columns.map(column => column.title), ...rows.map(item => columns.map(column => String(column.value(item))))];
  return lines.map(line => line.map(field).join(',') + '\r\n').join('');
}

function json(columns, rows) {
  return JSON.stringify(rows.map(item => Object.fromEntries(columns.map(column =>
    [column.title.toLowerCase().replaceAll(' ', '_'), column.value(item)]))), null, 1) + '\n';
}
