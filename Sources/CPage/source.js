// Where the page has its graph from: the file itself, or the server that has served it.

/** What the server, or the page in its place, could not do; `hint` says what can be done. */
class SourceError extends Error {
  constructor(message, told = {}) {
    super(message);
    Object.assign(this, { hint: told.hint, line: told.line, column: told.column, length: told.length });
  }
}

/** All of the graph stands in the page. */
function fileSource(data, graph) {
  return {
    isServed: false,
    canChange: false,
    graph: async () => JSON.parse(data.textContent),
    around: async () => ({}),
    entity: async () => ({}),
    find: async text => findNodes(graph, text, 12),
    path: async (from, to, lets) => ({ paths: findPaths(graph, from, to, lets) }),
  };
}

/** The graph is asked for in parts. */
function serverSource() {
  const token = document.querySelector('meta[name=token]')?.content;
  const post = (path, body) => request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { 'X-Token': token } : {}) },
    body: JSON.stringify(body),
  });
  return {
    isServed: true,
    canChange: Boolean(token),
    graph: () => request('graph'),
    around: (id, limit) => request(`around/${id}?limit=${limit}`),
    entity: id => request(`entity/${id}?limit=200`),
    find: async text => (await request(`find?q=${encodeURIComponent(text)}&limit=12`)).found,
    path: (from, to) => request(`path?from=${from}&to=${to}`),
    sentence: id => request(`sentence/${id}`),
    query: text => post('query', { text, limit: 1000 }),
    ask: text => post('ask', { text }),
    why: text => post('why', { text }),
    change: (kind, body) => post(kind, body),
  };
}

async function request(path, options) {
  waiting++;
  try {
    return await answerTo(path, options);
  } finally {
    waiting--;
  }
}

async function answerTo(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, credentials: 'same-origin' });
  } catch {
    throw new SourceError('The server does not answer.', { hint: 'See whether graphsh serve still runs, then try again.' });
  }
  let body;
  try {
    body = await response.json();
  } catch {
    throw new SourceError(`The server's answer (${response.status}) cannot be read.`);
  }
  if (!response.ok) throw new SourceError(body.error?.message ?? `The server answers ${response.status}.`, body.error);
  return body;
}
