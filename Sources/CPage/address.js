// The state as the part of the address behind #, and back. What it does not understand it leaves out.

const Address = {
  /** Short and readable: only what differs from the opening state. */
  write(state) {
    const words = new URLSearchParams();
    for (const key of ['tab', 'relation', 'ask']) {
      if (state[key] && state[key] !== OPENING[key]) words.set(key, state[key]);
    }
    for (const key of ['select', 'edge']) if (state[key] !== null) words.set(key, state[key]);
    for (const key of ['show', 'hide']) if (state[key].length) words.set(key, state[key].join('.'));
    if (state.path) words.set('path', state.path.join('.'));
    const pins = Object.entries(state.pins).map(([id, [x, y]]) => `${id}:${Math.round(x)}:${Math.round(y)}`);
    if (pins.length) words.set('pin', pins.join('_'));
    if (state.allOf.length) words.set('all', JSON.stringify(state.allOf));
    if (state.noneOf.length) words.set('none', JSON.stringify(state.noneOf));
    if (state.stances.join() !== OPENING.stances.join()) words.set('claims', state.stances.join('.'));
    if (state.relations) words.set('relations', JSON.stringify(state.relations));
    if (state.documents) words.set('documents', state.documents.join('.'));
    if (state.confidence) words.set('confidence', state.confidence);
    if (state.period) words.set('period', state.period.map(isoOfDay).join('_'));
    const text = words.toString();
    return text ? '#' + text : '';
  },

  read(hash) {
    const words = new URLSearchParams(hash.replace(/^#/, ''));
    const state = {};
    const integers = (key, separator = '.') =>
      (words.get(key) ?? '').split(separator).filter(text => /^-?\d+$/.test(text)).map(Number).slice(0, 2000);
    const texts = key => {
      try {
        const list = JSON.parse(words.get(key));
        return Array.isArray(list) ? list.filter(item => typeof item === 'string') : [];
      } catch {
        return [];
      }
    };
    if (['table', 'timeline', 'ask'].includes(words.get('tab'))) state.tab = words.get('tab');
    for (const key of ['select', 'edge']) if (integers(key).length === 1) state[key] = integers(key)[0];
    for (const key of ['relation', 'ask']) if (words.get(key)) state[key] = words.get(key).slice(0, 2000);
    for (const key of ['show', 'hide']) if (words.has(key)) state[key] = integers(key);
    if (integers('path').length === 2) state.path = integers('path');
    if (words.has('pin')) {
      state.pins = {};
      for (const pin of words.get('pin').split('_')) {
        const [id, x, y] = pin.split(':').map(Number);
        if ([id, x, y].every(Number.isFinite)) state.pins[id] = [x, y];
      }
    }
    if (texts('all').length) state.allOf = texts('all');
    if (texts('none').length) state.noneOf = texts('none');
    if (words.has('claims')) state.stances = words.get('claims').split('.').filter(name => name in STANCE_PLACES);
    if (texts('relations').length) state.relations = texts('relations');
    if (words.has('documents')) state.documents = integers('documents');
    const confidence = Number(words.get('confidence'));
    if (confidence > 0 && confidence <= 1) state.confidence = confidence;
    const period = (words.get('period') ?? '').split('_').map(dayOf);
    if (period.length === 2 && period.every(Number.isFinite)) state.period = period;
    return state;
  },
};
