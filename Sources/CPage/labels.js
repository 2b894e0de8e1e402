// Names of nodes and words on lines, placed so that none covers another: the most important first.

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif';

/** Which parts of the window are taken, in squares of a few pixels. */
class Occupancy {
  constructor(width, height) {
    this.size = 4;
    this.columns = Math.ceil(width / this.size) + 1;
    this.rows = Math.ceil(height / this.size) + 1;
    this.taken = new Uint8Array(this.columns * this.rows);
  }

  /** Calls `action` for each square of a box that lies in the window until it gives true; whether it did. */
  some({ left, top, right, bottom }, action) {
    const first = Math.max(Math.floor(left / this.size), 0), last = Math.min(Math.floor(right / this.size), this.columns - 1);
    const high = Math.max(Math.floor(top / this.size), 0), low = Math.min(Math.floor(bottom / this.size), this.rows - 1);
    for (let row = high; row <= low; row++) {
      for (let column = first; column <= last; column++) {
        if (action(row * this.columns + column)) return true;
      }
    }
    return false;
  }

  take(box, what) {
    this.some(box, square => { this.taken[square] = Math.max(this.taken[square], what); });
  }

  /** Whether nothing of at least this weight lies in a box. */
  isFree(box, what) {
    return !this.some(box, square => this.taken[square] >= what);
  }
}

/** What takes places: a node's disc may be covered by the name of a more important one; one in focus, and texts, by nothing. */
const DISC = 1, FOCUS = 2, TEXT = 3;

class Labels {
  constructor() {
    this.pen = document.createElement('canvas').getContext('2d');
    this.widths = new Map();
    this.nodes = [];
    this.lines = [];
  }

  /** A text cut so that it is not wider than `most` pixels. */
  cut(text, most, size, weight = 400) {
    const wide = this.width(text, size, weight);
    return wide <= most ? text : plain(text, Math.max(2, Math.floor(Array.from(text).length * most / wide)));
  }

  /** How wide a text is, in pixels. */
  width(text, size, weight) {
    const key = `${weight} ${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      if (this.widths.size > 20_000) this.widths.clear();
      this.pen.font = `${weight} 100px ${FONT}`;
      this.widths.set(key, width = this.pen.measureText(text).width / 100);
    }
    return width * size;
  }

  /**
   * Places names and words for what the camera sees; the nodes' places on the screen must be set.
   *
   * `first` are nodes that get a name whatever it covers: chosen ones and their neighbours, in this order.
   */
  place(scene, camera, { first = [], lines = [], centre = null } = {}) {
    const { width, height } = camera;
    const occupancy = new Occupancy(width, height);
    this.nodes = [];
    this.lines = [];
    const inside = scene.nodes.filter(node =>
      node.sx > -20 && node.sx < width + 20 && node.sy > -20 && node.sy < height + 20);
    const preferred = new Set(first);
    for (const node of inside) {
      if (node.sr < 2.5) continue;
      const r = node.sr * 0.9;
      occupancy.take({ left: node.sx - r, top: node.sy - r, right: node.sx + r, bottom: node.sy + r }, preferred.has(node) ? FOCUS : DISC);
    }
    const limit = Math.max(24, Math.round(width * height / 6500));
    const wanted = [...first.filter(node => scene.has.has(node)), ...inside.filter(node => !preferred.has(node))];
    let tries = 0;
    for (const node of wanted) {
      // Where the window is full, thousands of further names would be tried in vain.
      if (this.nodes.length >= limit && !preferred.has(node)) break;
      if (++tries > 4 * limit + 200 && !preferred.has(node)) break;
      const label = this.fit(node, occupancy, width, height, preferred.has(node), node === centre || node.rank < 12);
      if (label) this.nodes.push(label);
    }
    this.placeWords(lines, occupancy);
  }

  fit(node, occupancy, width, height, isPreferred, isTop) {
    const text = plain(node.name, isPreferred ? 40 : 30) || '·';
    const size = Math.round(Math.min(Math.max(9.5 + node.sr * 0.2, 11), 16) * 2) / 2;
    const weight = isTop ? 600 : 400;
    const wide = this.width(text, size, weight) + 4, high = size + 4;
    const below = node.sr + 3, beside = node.sr + 4;
    const places = [
      [node.sx, node.sy + below + high / 2], [node.sx + beside + wide / 2, node.sy],
      [node.sx, node.sy - below - high / 2], [node.sx - beside - wide / 2, node.sy],
      [node.sx + wide / 2, node.sy + below + high / 2], [node.sx - wide / 2, node.sy + below + high / 2],
      [node.sx + wide / 2, node.sy - below - high / 2], [node.sx - wide / 2, node.sy - below - high / 2],
    ];
    const weights = isTop || isPreferred ? [DISC, FOCUS] : [DISC];
    for (const weightOfRoom of weights) {
      for (const [x, y] of places) {
        const box = { left: x - wide / 2, top: y - high / 2, right: x + wide / 2, bottom: y + high / 2 };
        if (box.left < 2 || box.top < 2 || box.right > width - 2 || box.bottom > height - 2) continue;
        if (!occupancy.isFree(box, weightOfRoom)) continue;
        occupancy.take(box, TEXT);
        return { node, text, size, weight, dx: x - node.sx, dy: y - node.sy, wide, high };
      }
    }
    return null;
  }

  /** Words along lines that are long enough for them. */
  placeWords(lines, occupancy) {
    const size = 10.5;
    let placed = 0;
    for (const line of lines) {
      if (placed >= 90) break;
      const run = course(line);
      if (!run || run.length < 44) continue;
      const text = lineText(line);
      const wide = this.width(text, size, 400) + 6;
      if (wide > run.length - 16) continue;
      const x = (run.x1 + run.x2) / 2, y = (run.y1 + run.y2) / 2;
      const boxes = [];
      for (let n = -2; n <= 2; n++) {
        const cx = x + run.ux * wide * n / 5, cy = y + run.uy * wide * n / 5;
        const half = Math.max(5, Math.abs(run.ux) * wide / 10), high = Math.max(5, Math.abs(run.uy) * wide / 10);
        boxes.push({ left: cx - half, top: cy - high, right: cx + half, bottom: cy + high });
      }
      if (!boxes.every(box => occupancy.isFree(box, DISC))) continue;
      for (const box of boxes) occupancy.take(box, TEXT);
      this.lines.push({ line, text, size, wide });
      placed++;
    }
  }

  /** Where a name stands now. */
  static box(label) {
    const x = label.node.sx + label.dx, y = label.node.sy + label.dy;
    return { left: x - label.wide / 2, top: y - label.high / 2, right: x + label.wide / 2, bottom: y + label.high / 2 };
  }

  /** Where a word stands now: its middle and its slope, never upside down. Null where its line has become too short. */
  static lie(label) {
    const run = course(label.line);
    if (!run || run.length < label.wide) return null;
    let angle = Math.atan2(run.uy, run.ux);
    if (angle > Math.PI / 2) angle -= Math.PI;
    if (angle < -Math.PI / 2) angle += Math.PI;
    return { x: (run.x1 + run.x2) / 2, y: (run.y1 + run.y2) / 2, angle };
  }

  draw(pen, theme, isFaint) {
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.lineJoin = 'round';
    for (const label of this.lines) {
      const lie = Labels.lie(label);
      if (!lie || (isFaint(label.line.a) || isFaint(label.line.b))) continue;
      pen.save();
      pen.translate(lie.x, lie.y);
      pen.rotate(lie.angle);
      pen.globalAlpha = 1;
      write(pen, label.text, 0, 0, `${label.size}px ${FONT}`, theme.faint, theme.ground, 5);
      pen.restore();
    }
    for (const label of this.nodes) {
      pen.globalAlpha = isFaint(label.node) ? 0.15 : 1;
      write(pen, label.text, label.node.sx + label.dx, label.node.sy + label.dy,
        `${label.weight} ${label.size}px ${FONT}`, theme.ink, theme.halo, 3.5);
    }
    pen.globalAlpha = 1;
  }
}

function write(pen, text, x, y, font, colour, halo, width) {
  pen.font = font;
  pen.strokeStyle = halo;
  pen.lineWidth = width;
  pen.strokeText(text, x, y);
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}
