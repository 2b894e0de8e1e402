// Facts in words: one line each, with its date, its sources, and its sentences when opened.

/** The date of a fact as it is told: when it was, or since when it is reported. */
function factDate(edge) {
  if (!edge.date) return '';
  return (edge.dateKind === 'reported' ? 'reported ' : '') + readableDate(edge.date, true);
}

/** What is told beside a fact, such as `in Beijing`. Its date is told apart. */
function qualifiersOf(edge) {
  return (edge.circumstances ?? []).map(text => plain(text, 80)).join(', ');
}

/** What stands behind a fact: claim, speaker, date and number of sources. */
function factNotes(edge, graph) {
  const notes = [];
  if (edge.stance === 'said' && edge.speaker) notes.push(['said', `says ${plain(edge.speaker, 60)}`]);
  else if (edge.stance !== 'asserted') notes.push([edge.stance, STANCES[STANCE_PLACES[edge.stance]].text.toLowerCase()]);
  if (edge.stance !== 'said' && edge.speaker) notes.push(['', `by ${plain(edge.speaker, 60)}`]);
  if (edge.rule) notes.push(['derived', 'derived by a rule']);
  if (edge.date) notes.push(['date', factDate(edge)]);
  const sources = graph.documentsOf(edge).length;
  if (sources > 1) notes.push(['', count(sources, 'source')]);
  if (edge.confidence < 0.5) notes.push(['', `confidence ${Math.round(edge.confidence * 100)}%`]);
  return notes.map(([kind, text]) => make('span', { class: `note ${kind}` }, text));
}

/** A link to a node: as text, and as a swatch of its type. */
function nodeLink(node, act) {
  return make('a', {
    href: '#' + new URLSearchParams({ select: node.id }), class: 'node',
    on: {
      click: event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        act(node);
      },
    },
  }, swatch(node.type), bdi(node.name || '(no name)', 120));
}

/** The shape and colour of a type. */
function swatch(type) {
  const points = corners(SHAPES[type] ?? 'circle', 6, 6, 4.6);
  const shape = points
    ? makeSVG('polygon', { points: points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ') })
    : makeSVG('circle', { cx: 6, cy: 6, r: 4.6 });
  shape.setAttribute('fill', Colours.ofType(type));
  return makeSVG('svg', { viewBox: '0 0 12 12', class: 'swatch', 'aria-hidden': 'true' }, shape);
}

/**
 * A fact as an entry that opens on its sentences.
 *
 * `head` is what stands on its line; without it the whole fact does.
 */
function factEntry(edge, graph, act, head) {
  const line = head ?? [nodeLink(edge.a, act), ` ${plain(edge.word, 60)} `, nodeLink(edge.b, act)];
  const qualifiers = qualifiersOf(edge);
  const summary = make('summary', {},
    make('span', { class: 'fact' }, ...line.filter(Boolean), qualifiers && make('span', { class: 'qualifiers' }, ' ' + qualifiers)),
    make('span', { class: 'notes' }, ...factNotes(edge, graph)));
  const entry = make('details', { class: `entry ${edge.stance}`, 'data-fact': edge.id }, summary);
  // Sentences are made when they are asked for: a page may list hundreds of facts.
  entry.addEventListener('toggle', () => {
    if (entry.open && entry.childElementCount === 1) entry.append(...sentencesOf(edge, graph), factAction(edge) ?? '');
  });
  return entry;
}

/** What can be done with an opened fact: set where the graph may be changed. */
let factAction = () => null;

/** The sentences behind a fact, each with its document, its number and the claim's words marked. */
function sentencesOf(edge, graph) {
  const found = [];
  if (edge.rule) found.push(make('p', { class: 'rule' }, 'Derived by ', make('code', {}, plain(edge.rule, 400))));
  for (const [id, from, to, confidence] of edge.evidence.slice(0, 20)) {
    const sentence = graph.sentences.get(id);
    if (!sentence) continue;
    const document = graph.documents.get(sentence.document);
    const about = [
      document?.title || document?.source || 'document ' + sentence.document,
      document?.date && readableDate(document.date, true),
      `sentence ${sentence.number}`,
      confidence !== undefined && `confidence ${Math.round(confidence * 100)}%`,
    ].filter(Boolean);
    found.push(make('figure', { class: 'sentence' },
      make('blockquote', {}, ...marked(sentence.text, from, to, [edge.a, edge.b])),
      make('figcaption', { title: document?.source && plain(document.source, 300) },
        ...about.flatMap((text, place) => [place ? ' · ' : null, bdi(text, 120)]))));
  }
  if (edge.evidence.length > 20) found.push(make('p', { class: 'more' }, `and ${count(edge.evidence.length - 20, 'more sentence')}`));
  if (!found.length) found.push(make('p', { class: 'more' }, 'No sentence is kept with this fact.'));
  return found;
}

/**
 * A sentence in which the words of a claim are marked, and the names of its ends stand out.
 *
 * Where the claim is all of the sentence a mark would tell nothing.
 */
function marked(text, from, to, ends = []) {
  const spans = ends.map(node => nameIn(text, node)).filter(Boolean).sort((one, other) => one[0] - other[0]);
  const isPart = from >= 0 && to > from && from < text.length && to - from < 0.9 * text.length;
  if (!isPart) return strengthened(text, 0, Math.min(text.length, 4000), spans);
  return [
    ...strengthened(text, 0, from, spans), make('mark', {}, ...strengthened(text, from, to, spans)),
    ...strengthened(text, to, Math.min(text.length, to + 4000), spans),
  ];
}

/** Where the longest of a node's names stands first in a text. */
function nameIn(text, node) {
  const names = [node.name, ...(node.aliases ?? []).slice(0, 20)].filter(Boolean).sort((one, other) => other.length - one.length);
  for (const name of names) {
    for (let place = text.indexOf(name); place >= 0; place = text.indexOf(name, place + 1)) {
      const isWhole = !/[\p{L}\p{N}]$/u.test(text.slice(0, place)) && !/^[\p{L}\p{N}]/u.test(text.slice(place + name.length));
      if (isWhole) return [place, place + name.length];
    }
  }
  return null;
}

/** Part of a text, with those of its spans that lie within set strong. */
function strengthened(text, from, to, spans) {
  const safe = (first, last) => text.slice(first, last).replace(UNSEEN, ' ');
  const pieces = [];
  let place = from;
  for (const [first, last] of spans) {
    if (first < place || last > to) continue;
    pieces.push(safe(place, first), make('strong', {}, safe(first, last)));
    place = last;
  }
  return [...pieces, safe(place, to)];
}

/** Facts as a plain sentence, for listeners and for what is copied. */
function factText(edge) {
  const stance = edge.stance === 'asserted' ? '' : ` (${STANCES[STANCE_PLACES[edge.stance]].text.toLowerCase()})`;
  return [plain(edge.a.name, 80), plain(edge.word, 60), plain(edge.b.name, 80), qualifiersOf(edge)]
    .filter(Boolean).join(' ') + stance;
}

/** Entries that are shown a few at a time. */
function fewAtATime(entries, first, word) {
  const list = make('div', { class: 'entries' });
  let shown = 0;
  const more = button('', () => {
    show(50);
    list.children[shown - 1]?.querySelector('summary, a, button')?.focus();
  }, { kind: 'more' });
  const show = number => {
    const next = entries.slice(shown, shown + number).map(entry => entry());
    shown += next.length;
    more.remove();
    list.append(...next);
    if (shown < entries.length) {
      more.textContent = `Show ${count(entries.length - shown, 'more ' + word)}`;
      more.removeAttribute('aria-label');
      list.append(more);
    }
  };
  show(first);
  return list;
}
