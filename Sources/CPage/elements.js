// Elements of the page. Texts of a graph become text nodes and nothing else, so that no name is ever markup.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element.
 *
 * `attributes` are set as they are, but for `on`, which holds handlers by event, and `style`, which holds properties: the
 * page's policy lets no style be written as text. Absent ones (null, undefined, false) are left out. Children are
 * elements or texts.
 */
function make(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** As `make`, for a part of a drawing. */
function makeSVG(tag, attributes = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') {
      for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    } else if (name === 'style') {
      for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A table whose keys may come from a graph: it has no entries but its own, whatever they are called. */
const dictionary = entries => Object.assign(Object.create(null), entries);

const byId = id => document.getElementById(id);

/** A button with an icon or a text. `label` is what it does; it is its name and its tooltip where it shows an icon. */
function button(content, action, { label, kind = '', pressed, disabled } = {}) {
  return make('button', {
    type: 'button', class: kind, title: label, 'aria-label': label, 'aria-pressed': pressed, disabled,
    on: { click: action },
  }, content);
}

/** One of the page's icons: strokes in a square of 24. */
function icon(name) {
  return makeSVG('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' },
    makeSVG('path', { d: ICONS[name] }));
}

const ICONS = {
  find: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  undo: 'M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6',
  redo: 'M15 7l5 5-5 5M20 12H10a6 6 0 0 0-6 6',
  close: 'M6 6l12 12M18 6L6 18',
  share: 'M12 15V4M8 8l4-4 4 4M5 13v6h14v-6',
  filter: 'M4 6h16M7 12h10M10 18h4',
  back: 'M14 6l-6 6 6 6',
  forward: 'M10 6l6 6-6 6',
  expand: 'M12 8v8M8 12h8M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  collapse: 'M8 12h8M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  hide: 'M4 4l16 16M10 6.2A9 9 0 0 1 12 6c5 0 8 4 9 6a14 14 0 0 1-2.6 3.4M6.5 8A14 14 0 0 0 3 12c1 2 4 6 9 6a9 9 0 0 0 4-1',
  pin: 'M9 4h6l-1 6 4 4H6l4-4-1-6M12 14v6',
  path: 'M6 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4M18 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4M8 17c8 0 2-10 8-10',
  edit: 'M4 20l1-4L16 5l3 3L8 19l-4 1',
};

/** Characters that turn the order of what stands around them, or that are not to be seen: they stay out of the page. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/** A text on one line, without characters that would disturb others, cut after `length` characters. */
function plain(text, length = 200) {
  const cleaned = String(text).slice(0, 4 * length + 100).replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  const characters = Array.from(cleaned);
  return characters.length > length ? characters.slice(0, length - 1).join('').trimEnd() + '…' : cleaned;
}

/** A name in the page, kept apart from the direction of the text around it. */
function bdi(text, length) {
  return make('bdi', {}, plain(text, length));
}

/** `1 fact`, `2 facts`. */
function count(number, singular, plural = singular + 's') {
  return number.toLocaleString('en-GB') + ' ' + (number === 1 ? singular : plural);
}

/** Tells those who listen to the page what has happened. */
function announce(text) {
  byId('announcement').textContent = text;
}

/** How many calls are put off for a moment, or wait for the server. */
let waiting = 0;

/** A call that waits until there has been none for `delay` milliseconds. */
function whenQuiet(delay, action) {
  let timer = 0;
  return (...given) => {
    if (timer) clearTimeout(timer);
    else waiting++;
    timer = setTimeout(() => {
      timer = 0;
      waiting--;
      action(...given);
    }, delay);
  };
}
