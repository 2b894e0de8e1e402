// Colours, by the system's choice of dark or light.

const TYPE_COLOURS = {
  light: dictionary({
    person: '#3574c9', organization: '#d9822b', country: '#2c8a57', place: '#5fae8b', event: '#8a56c4', work: '#c2528b',
    group: '#b3893c', concept: '#8b95a5', value: '#b1b7c1', resource: '#5c7285', other: '#8b95a5',
  }),
  dark: dictionary({
    person: '#6aa3f0', organization: '#f0a35a', country: '#54bf86', place: '#86cbab', event: '#b48be6', work: '#e583b3',
    group: '#d4b06a', concept: '#7d8797', value: '#626b79', resource: '#8aa5bb', other: '#7d8797',
  }),
};

/** For types that the page does not know, in the order in which it meets them. */
const FURTHER_COLOURS = {
  light: ['#2a8c9c', '#a0522d', '#6b7f2a', '#a34a5e', '#4a5fb0', '#7a6a58', '#3f8f3f', '#9a4fa0'],
  dark: ['#5cc4d4', '#d08c66', '#a9c060', '#e08a9c', '#8c9ff0', '#b8a893', '#7fd07f', '#d48fdb'],
};

const THEMES = {
  light: {
    ground: '#fbfbf9', ink: '#1c2024', faint: '#6a7079', halo: 'rgba(251,251,249,0.9)', rim: '#ffffff',
    lines: ['#8d96a3', '#cf4a4a', '#6f8fc4', '#a39a86', '#b3b9c2', '#9a6fc0'], accent: '#c2410c',
  },
  dark: {
    ground: '#14171b', ink: '#e9ebee', faint: '#98a0ab', halo: 'rgba(20,23,27,0.88)', rim: '#14171b',
    lines: ['#77808d', '#e86b6b', '#6d93d6', '#93897a', '#5b636f', '#b08ad6'], accent: '#ff9d5c',
  },
};

const darkness = matchMedia('(prefers-color-scheme: dark)');

const Colours = {
  further: new Map(),

  /** Paper is white whatever the screen is: what is printed or saved as SVG may ask for `light`. */
  themeName() {
    return darkness.matches ? 'dark' : 'light';
  },

  theme(name = this.themeName()) {
    return THEMES[name];
  },

  ofType(type, name = this.themeName()) {
    const known = TYPE_COLOURS[name][type];
    if (known) return known;
    if (!this.further.has(type)) this.further.set(type, this.further.size);
    return FURTHER_COLOURS[name][this.further.get(type) % FURTHER_COLOURS[name].length];
  },
};

/** Shapes tell types apart without colours, too. */
const SHAPES = dictionary({ organization: 'square', country: 'hexagon', place: 'diamond', event: 'octagon', work: 'square' });

const shapeOf = node => SHAPES[node.type] ?? 'circle';

/** Corners of a shape around a place; null for a circle. Shapes of one radius have about the same area. */
function corners(shape, x, y, r) {
  const [count, turn, size] = {
    square: [4, Math.PI / 4, 1.2], diamond: [4, 0, 1.22], hexagon: [6, 0, 1.1], octagon: [8, Math.PI / 8, 1.05],
  }[shape] ?? [0];
  if (!count) return null;
  const found = [];
  for (let n = 0; n < count; n++) {
    const angle = turn + n * 2 * Math.PI / count;
    found.push([x + r * size * Math.cos(angle), y + r * size * Math.sin(angle)]);
  }
  return found;
}
