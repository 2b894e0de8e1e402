// Opens the page.

async function start() {
  const data = byId('data');
  const graph = new Graph();
  const source = data ? fileSource(data, graph) : serverSource();
  const begin = performance.now();
  let told;
  try {
    told = await source.graph();
  } catch (error) {
    byId('loading').textContent = error instanceof SourceError
      ? [error.message, error.hint].filter(Boolean).join(' ') : 'The data of this page cannot be read.';
    return;
  }
  const parsed = performance.now();
  graph.add(told);
  document.title = told.title ? plain(told.title, 80) : 'Graph';
  byId('title').replaceChildren(bdi(told.title ?? 'Graph', 80));
  byId('loading').hidden = true;
  byId('tab-ask').hidden = !source.isServed;

  const page = new Page(source, graph, told);
  page.figures.times = { parsing: parsed - begin, taking: performance.now() - parsed };
  window.graphshFigures = page.figures;
  connect(page);
  page.view.restore(Address.read(location.hash));
  const { select } = page.view.state;
  if (select !== null && !graph.nodes.has(select)) page.chooseFound(select);
  else if (select !== null && !page.picture.sees([graph.nodes.get(select)])) page.picture.goTo([graph.nodes.get(select)]);
}

/** Joins buttons, tabs and keys to what they do. */
function connect(page) {
  const { view, picture } = page;
  const act = (id, action) => byId(id).addEventListener('click', action);
  act('undo', () => view.undo());
  act('redo', () => view.redo());
  act('fit', () => picture.fit());
  act('zoom-in', () => { picture.camera.zoomBy(1.4); picture.moved(); });
  act('zoom-out', () => { picture.camera.zoomBy(1 / 1.4); picture.moved(); });
  act('legend-toggle', () => document.body.classList.toggle('with-legend'));
  const tabs = ['graph', 'table', 'timeline', 'ask'].filter(tab => tab !== 'ask' || page.source.isServed);
  for (const tab of tabs) {
    act('tab-' + tab, () => view.change({ tab }));
    byId('tab-' + tab).addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
      view.change({ tab: next });
      byId('tab-' + next).focus();
    });
  }
  window.addEventListener('popstate', () => view.restore(Address.read(location.hash)));
  darkness.addEventListener('change', () => page.refresh());
  window.addEventListener('resize', whenQuiet(150, () => page.refresh()));
  document.addEventListener('keydown', event => {
    const isTyping = event.target.closest?.('input, textarea, select');
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !isTyping) {
      event.preventDefault();
      if (event.shiftKey) view.redo();
      else view.undo();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'y' && !isTyping) {
      event.preventDefault();
      view.redo();
    } else if (event.key === '/' && !isTyping) {
      event.preventDefault();
      byId('find').focus();
    } else if (event.key === 'Escape' && !isTyping) {
      if (page.picking) page.endPick();
      else page.close();
    }
  });
  connectSharing(page);
}

start();
