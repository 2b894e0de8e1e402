// What the page shows: one plain object, which undo, the address and every part of the page read.

/** The state of a page that was just opened. */
const OPENING = Object.freeze({
  tab: 'graph',          // graph, table, timeline or ask
  select: null,          // id of the node that the panel tells of
  edge: null,            // id of a fact whose line the panel tells of
  relation: null,        // name of a relation that the panel lists
  path: null,            // ids of two nodes
  show: [],              // ids of nodes that were brought in
  hide: [],              // ids of nodes that were taken out
  pins: {},              // id → [x, y] of nodes that were moved
  allOf: [],             // types of which all nodes are shown, not only those of the opening
  noneOf: [],            // types that were switched off
  stances: ['asserted'],
  relations: null,       // names of the only relations to show
  documents: null,       // ids of the only documents to show
  confidence: 0,
  period: null,          // [first day, last day]
  ask: '',               // the last question
});

/** What undo and redo bring back: what is in the picture, not where the reader is. */
const PICTURE_KEYS = ['path', 'show', 'hide', 'pins', 'allOf', 'noneOf', 'stances', 'relations', 'documents', 'confidence', 'period'];

/** What leaves facts out beyond what the page leaves out from the start. */
const NARROWING_KEYS = ['relations', 'documents', 'confidence', 'period'];

class View {
  constructor() {
    this.state = OPENING;
    this.undoable = [];
    this.redoable = [];
    this.listeners = [];
    /** The state before a change that is passing, while it does. */
    this.passed = null;
    /** Called with each new state that is to have an address of its own, and whether it takes the place of the last. */
    this.remember = () => {};
  }

  /** Calls `listener(state, former)` after each change. */
  onChange(listener) {
    this.listeners.push(listener);
  }

  /**
   * Changes some of the state.
   *
   * `passing` changes, such as each step of a slider that is being drawn, get neither an address nor a place in undo.
   */
  change(part, { passing = false } = {}) {
    const former = this.passed ?? this.state;
    const next = { ...this.state, ...part };
    if (passing) {
      this.passed ??= this.state;
      this.set(next);
      return;
    }
    this.passed = null;
    if (JSON.stringify(next) === JSON.stringify(former)) return this.set(next);
    if (PICTURE_KEYS.some(key => JSON.stringify(next[key]) !== JSON.stringify(former[key]))) {
      this.undoable.push(former);
      if (this.undoable.length > 200) this.undoable.shift();
      this.redoable = [];
    }
    this.set(next);
    this.remember(next, false);
  }

  /** Takes over a state that comes from an address. */
  restore(state) {
    this.passed = null;
    this.set({ ...OPENING, ...state });
  }

  undo() {
    this.exchange(this.undoable, this.redoable);
  }

  redo() {
    this.exchange(this.redoable, this.undoable);
  }

  exchange(from, to) {
    if (!from.length) return;
    const former = from.pop();
    to.push(this.state);
    const part = Object.fromEntries(PICTURE_KEYS.map(key => [key, former[key]]));
    const next = { ...this.state, ...part };
    this.set(next);
    this.remember(next, false);
  }

  set(next) {
    const former = this.state;
    this.state = Object.freeze(next);
    for (const listener of this.listeners) listener(next, former);
  }

  /** Whether the reader has narrowed the facts down. */
  isNarrowed(state = this.state) {
    return NARROWING_KEYS.some(key => JSON.stringify(state[key]) !== JSON.stringify(OPENING[key]));
  }
}
