// What leaves the page: its address, the picture as PNG and SVG, its facts as CSV, and paper.

/** Lets the reader save a file. */
function save(name, type, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = make('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const Sharing = {
  /** A name for a file: that of the graph, and of what is chosen. */
  fileName(page, ending) {
    const chosen = page.graph.nodes.get(page.view.state.select);
    const words = [page.data.title ?? 'graph', chosen?.name].filter(Boolean).map(text => folded(text.replace(/\.[a-z]+$/, '')).replaceAll(' ', '-'));
    return (words.join('-').slice(0, 80) || 'graph') + ending;
  },

  /** The picture at twice its size, as PNG. */
  async png(page) {
    const { picture } = page;
    const canvas = document.createElement('canvas');
    const ratio = Math.max(2, picture.ratio);
    canvas.width = picture.camera.width * ratio;
    canvas.height = picture.camera.height * ratio;
    picture.paint(canvas.getContext('2d', { alpha: false }), ratio);
    const blob = await new Promise(done => canvas.toBlob(done, 'image/png'));
    if (!blob) throw new Error('the picture is too large');
    return blob;
  },

  /** The picture as it is seen, as SVG. */
  svg(page, themeName = Colours.themeName()) {
    const { picture, scene } = page;
    const { width, height } = picture.camera;
    const theme = Colours.theme(themeName);
    const focus = picture.focus();
    const isFaint = node => focus !== null && !focus.nodes.has(node);
    const frame = [-20, -20, width + 20, height + 20];
    project(scene.nodes, picture.camera);
    const strong = new Set(focus?.lines ?? []);
    const isIn = node => node.sx > -20 && node.sx < width + 20 && node.sy > -20 && node.sy < height + 20;
    const root = makeSVG('svg', { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height, 'font-family': FONT },
      makeSVG('title', {}, plain(page.data.title ?? 'Graph')),
      makeSVG('rect', { width, height, fill: theme.ground }),
      ...scene.lines.filter(line => crosses(line, frame)).map(line => svgLine(line, theme, focus && !strong.has(line) ? 0.15 : 0.85)),
      ...scene.nodes.filter(isIn).reverse().map(node => svgNode(node, theme, themeName, isFaint(node) ? 0.2 : 1)),
      ...picture.labels.lines.map(label => svgWord(label, theme)),
      ...picture.labels.nodes.map(label => svgText(label, theme, isFaint(label.node) ? 0.2 : 1)));
    return root;
  },

  svgText(page) {
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(this.svg(page)) + '\n';
  },

  /** The page as it is printed: title, picture, legend, and what is told of the chosen node. */
  paper(page) {
    const { state } = page.view;
    const types = new Map();
    for (const node of page.scene.nodes) types.set(node.type, (types.get(node.type) ?? 0) + 1);
    const chosen = page.graph.nodes.get(state.select);
    const facts = chosen ? chosen.edges.filter(edge => page.scene.lets(edge)).slice(0, 60) : [];
    byId('paper').replaceChildren(
      make('h1', {}, bdi(page.data.title ?? 'Graph', 100)),
      make('p', {}, [page.data.period && readablePeriod(...page.data.period), `${count(page.scene.nodes.length, 'node')} and ${count(page.scene.facts.length, 'fact')} shown`]
        .filter(Boolean).join(' · ')),
      this.svg(page, 'light'),
      make('ul', { class: 'paper-legend' }, ...[...types].map(([type, number]) => make('li', {}, swatch(type), `${typeName(type)} ${number}`))),
      ...(facts.length ? [make('h2', {}, bdi(chosen.name, 120)), make('p', {}, describe(chosen)),
        make('ul', { class: 'paper-facts' }, ...facts.map(edge => make('li', {}, factText(edge), make('small', {}, ' ' + factDate(edge)))))] : []));
  },
};

function svgLine(line, theme, opacity) {
  const run = course(line);
  if (!run) return null;
  const colour = theme.lines[line.style];
  const dash = dashOf(line.style);
  return makeSVG('g', { opacity },
    makeSVG('line', {
      x1: run.x1.toFixed(1), y1: run.y1.toFixed(1), x2: (run.x2 - (line.forward ? run.ux * 4 : 0)).toFixed(1),
      y2: (run.y2 - (line.forward ? run.uy * 4 : 0)).toFixed(1),
      stroke: colour, 'stroke-width': lineWidth(line).toFixed(1), 'stroke-dasharray': dash.length ? dash.join(' ') : null,
    }),
    ...arrowheads(line, run).map(points => makeSVG('polygon', { points: pointsText(points), fill: colour })));
}

const pointsText = points => points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

function svgNode(node, theme, themeName, opacity) {
  const points = corners(shapeOf(node), node.sx, node.sy, node.sr);
  const look = { fill: Colours.ofType(node.type, themeName), stroke: theme.rim, 'stroke-width': node.sr < 3.5 ? 0 : 1.5, opacity };
  return points ? makeSVG('polygon', { points: pointsText(points), ...look })
    : makeSVG('circle', { cx: node.sx.toFixed(1), cy: node.sy.toFixed(1), r: node.sr.toFixed(1), ...look });
}

function svgText(label, theme, opacity) {
  return makeSVG('text', {
    x: (label.node.sx + label.dx).toFixed(1), y: (label.node.sy + label.dy).toFixed(1), 'text-anchor': 'middle', 'dominant-baseline': 'central',
    'font-size': label.size, 'font-weight': label.weight, fill: theme.ink, stroke: theme.ground, 'stroke-width': 3,
    'paint-order': 'stroke', 'stroke-linejoin': 'round', opacity,
  }, label.text);
}

function svgWord(label, theme) {
  const lie = Labels.lie(label);
  return lie && makeSVG('text', {
    transform: `translate(${lie.x.toFixed(1)} ${lie.y.toFixed(1)}) rotate(${(lie.angle * 180 / Math.PI).toFixed(1)})`,
    'text-anchor': 'middle', 'dominant-baseline': 'central', 'font-size': label.size, fill: theme.faint,
    stroke: theme.ground, 'stroke-width': 4, 'paint-order': 'stroke', 'stroke-linejoin': 'round',
  }, label.text);
}

/** The menu behind the share button. */
function connectSharing(page) {
  const menu = byId('share-menu'), opener = byId('share');
  const close = () => {
    menu.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  };
  const item = (text, action) => make('button', {
    type: 'button', role: 'menuitem', on: { click: () => { close(); page.try(action); } },
  }, text);
  menu.append(
    item('Copy the address of this view', async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        page.say('The address is copied.');
      } catch {
        page.say('This browser does not let the page copy. The address line has the address of this view.');
      }
    }),
    item('Save the picture as PNG', async () => save(Sharing.fileName(page, '.png'), 'image/png', await Sharing.png(page))),
    item('Save the picture as SVG', () => save(Sharing.fileName(page, '.svg'), 'image/svg+xml', Sharing.svgText(page))),
    item('Save the facts as CSV', () => save(Sharing.fileName(page, '.csv'), 'text/csv', csv(FACT_COLUMNS, page.scene.facts))),
    item('Print', () => window.print()));
  opener.addEventListener('click', () => {
    menu.hidden = !menu.hidden;
    opener.setAttribute('aria-expanded', String(!menu.hidden));
    if (!menu.hidden) menu.firstChild.focus();
  });
  menu.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const items = [...menu.children];
    if (step) {
      event.preventDefault();
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      close();
      opener.focus();
    }
  });
  document.addEventListener('pointerdown', event => {
    if (!menu.hidden && !event.target.closest('#tools')) close();
  });
  window.addEventListener('beforeprint', () => Sharing.paper(page));
  window.addEventListener('afterprint', () => byId('paper').replaceChildren());
}
