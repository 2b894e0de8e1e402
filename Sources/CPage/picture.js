// The canvas: what is drawn on it, and when.
//
// Nodes and lines are drawn on a bitmap of their own (`base`), somewhat larger than the window. While a large picture is
// moved only this bitmap moves; it is drawn anew, some thousand lines at a time, when the picture rests. Names, words and
// what is chosen are drawn on top each time.

/** Up to so many lines a picture is drawn anew for each frame. */
const FEW_LINES = 1500;

/** How many lines a large picture draws at a time. */
const LINES_AT_A_TIME = 4000;

class Picture {
  constructor(canvas, figures) {
    this.canvas = canvas;
    this.pen = canvas.getContext('2d', { alpha: false });
    this.figures = figures;
    this.camera = new Camera();
    this.labels = new Labels();
    this.scene = null;
    this.hovered = null;
    this.chosen = null;
    this.path = [];
    this.base = null;
    this.building = 0;
    this.asked = false;
    this.settle = whenQuiet(90, () => this.rest());
    darkness.addEventListener('change', () => this.redraw());
    new ResizeObserver(() => this.resized()).observe(canvas);
    this.measure();
  }

  measure() {
    this.ratio = Math.min(window.devicePixelRatio || 1, 2.5);
    const width = this.canvas.clientWidth, height = this.canvas.clientHeight;
    this.camera.resize(width, height);
    const wide = Math.max(Math.round(width * this.ratio), 1), high = Math.max(Math.round(height * this.ratio), 1);
    if (this.canvas.width !== wide || this.canvas.height !== high) {
      this.canvas.width = wide;
      this.canvas.height = high;
    }
  }

  resized() {
    const { width, height } = this.camera;
    this.measure();
    if (!this.scene || (width === this.camera.width && height === this.camera.height)) return;
    if (width <= 1 || this.isFitted) this.camera.set(this.fitting());
    this.redraw();
  }

  /** Shows another scene; of one that is passing, a large picture is drawn when it rests. */
  show(scene, isPassing = false) {
    const isFirst = !this.scene;
    this.scene = scene;
    const { left, top, right, bottom } = scene.bounds();
    const whole = Math.max(right - left, bottom - top, 1);
    this.camera.leastRadius = scene.nodes.length > 2500 ? 1.4 : scene.nodes.length > 400 ? 2.5 : 4;
    this.camera.least = Math.min(this.camera.width, this.camera.height) / whole / 4;
    if (isFirst) {
      this.camera.set(this.fitting());
      this.isFitted = true;
    }
    if (isPassing && this.isLarge && this.base) this.settle();
    else this.redraw();
  }

  fitting() {
    const margin = Math.min(60, this.camera.width * 0.08);
    return this.camera.fitting(this.scene.bounds(), margin);
  }

  fit() {
    this.camera.flyTo(this.fitting(), () => this.moved());
    this.isFitted = true;
  }

  /** Brings nodes into view: one with some surroundings, several so that all are seen. */
  goTo(nodes) {
    if (!nodes.length) return;
    this.isFitted = false;
    const margin = Math.min(110, this.camera.width * 0.15);
    const target = this.camera.fitting(this.scene.bounds(nodes), margin, Math.max(this.camera.scale, 1));
    if (nodes.length === 1) target.scale = Math.max(this.camera.scale, Math.min(1, this.fitting().scale * 3));
    target.y += this.covered() / 2 / target.scale;
    this.camera.flyTo(target, () => this.moved());
  }

  /** How much of the window's foot the panel covers, as it does on a phone. */
  covered() {
    const panel = byId('panel');
    return getComputedStyle(panel).position === 'absolute' && panel.offsetHeight > 0 ? panel.offsetHeight : 0;
  }

  /** Whether all of these are well within the window. */
  sees(nodes) {
    const { width } = this.camera;
    const height = this.camera.height - this.covered();
    return nodes.every(node => {
      const [x, y] = this.camera.toScreen(node.x, node.y);
      return x > 40 && y > 40 && x < width - 40 && y < height - 40;
    });
  }

  get isLarge() {
    return this.scene.lines.length > FEW_LINES;
  }

  /** The camera moved. */
  moved() {
    this.ask();
    this.settle();
  }

  /** Everything may have changed. */
  redraw() {
    if (!this.scene) return;
    this.base = null;
    this.placeLabels();
    this.ask();
  }

  /** The picture rests after a movement. */
  rest() {
    if (!this.scene) return;
    const { base, camera } = this;
    const isCurrent = base && base.scene === this.scene && base.x === camera.x && base.y === camera.y && base.scale === camera.scale;
    if (this.isLarge && !isCurrent) this.build();
    this.placeLabels();
    this.ask();
  }

  ask() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.draw();
    });
  }

  /** The nodes that stand out: the one under the pointer or the chosen one, and their neighbours. */
  focus() {
    const centre = this.hovered ?? this.chosen;
    if (this.path.length && !this.hovered) return { nodes: new Set(this.path), lines: this.pathLines(), centre: null };
    if (!centre || !this.scene.has.has(centre)) return null;
    const lines = this.scene.linesOf(centre);
    const nodes = new Set([centre]);
    for (const line of lines) nodes.add(line.a).add(line.b);
    return { nodes, lines, centre };
  }

  pathLines() {
    const steps = new Set();
    for (const chain of this.chains ?? []) {
      for (let n = 1; n < chain.length; n++) steps.add(chain[n - 1].id + ' ' + chain[n].id).add(chain[n].id + ' ' + chain[n - 1].id);
    }
    return this.scene.lines.filter(line => steps.has(line.a.id + ' ' + line.b.id));
  }

  placeLabels() {
    project(this.scene.nodes, this.camera);
    const focus = this.focus();
    const first = focus ? [...focus.nodes].sort((one, other) => one.rank - other.rank) : [];
    if (focus?.centre) first.unshift(...first.splice(first.indexOf(focus.centre), 1));
    this.labels.place(this.scene, this.camera, {
      first: first.slice(0, 60),
      centre: focus?.centre ?? null,
      lines: [...(focus?.lines ?? []), ...(this.isLarge && this.camera.scale < 0.6 ? [] : this.rankedLines())],
    });
  }

  rankedLines() {
    const frame = [0, 0, this.camera.width, this.camera.height];
    const focused = new Set(this.focus()?.lines ?? []);
    return this.scene.lines.filter(line => !focused.has(line) && crosses(line, frame))
      .sort((one, other) => Math.min(one.a.rank, one.b.rank) - Math.min(other.a.rank, other.b.rank)).slice(0, 400);
  }

  /** Draws a frame. */
  draw() {
    if (!this.scene) return;
    const begin = performance.now();
    if (this.isLarge && !this.base) this.build(true);
    this.paint(this.pen, this.ratio, this.isLarge);
    this.figures.frame(performance.now() - begin);
  }

  /** Draws what the window shows, with a large picture's bitmap or without. */
  paint(pen, ratio, withBase = false) {
    const { camera } = this;
    const theme = Colours.theme(), themeName = Colours.themeName();
    const frame = [-10, -10, camera.width + 10, camera.height + 10];
    project(this.scene.nodes, camera);
    const focus = this.focus();
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.globalAlpha = 1;
    pen.fillStyle = theme.ground;
    pen.fillRect(0, 0, camera.width, camera.height);

    const faint = focus ? 0.22 : 1;
    if (withBase) {
      pen.globalAlpha = faint;
      this.drawBase(pen);
      pen.globalAlpha = 1;
    } else {
      drawLines(pen, this.scene.lines, { crowd: this.scene.lines.length, theme, frame });
      drawNodes(pen, this.scene.nodes, { theme, themeName, frame });
      if (focus) {
        pen.globalAlpha = 1 - faint;
        pen.fillStyle = theme.ground;
        pen.fillRect(0, 0, camera.width, camera.height);
        pen.globalAlpha = 1;
      }
    }
    if (focus) {
      drawLines(pen, focus.lines, { crowd: 0, theme, strong: true, frame });
      const nodes = [...focus.nodes].sort((one, other) => one.rank - other.rank);
      drawNodes(pen, nodes, { theme, themeName, frame });
    }
    if (this.chosen && this.scene.has.has(this.chosen)) drawRing(pen, this.chosen, theme.accent, 2.5);
    if (this.hovered && this.hovered !== this.chosen) drawRing(pen, this.hovered, theme.faint, 1.5);
    this.labels.draw(pen, theme, node => focus !== null && !focus.nodes.has(node));
  }

  drawBase(pen) {
    const { base, camera } = this;
    const factor = camera.scale / base.scale;
    const x = (base.x - camera.x) * camera.scale + camera.width / 2 - base.width * factor / 2;
    const y = (base.y - camera.y) * camera.scale + camera.height / 2 - base.height * factor / 2;
    pen.drawImage(base.canvas, x, y, base.width * factor, base.height * factor);
  }

  /** Draws the bitmap of a large picture: at once, or a part in each frame, and then in place of the former. */
  build(atOnce = false) {
    const run = ++this.building;
    const theme = Colours.theme(), themeName = Colours.themeName();
    const camera = new Camera();
    camera.resize(this.camera.width * 1.4, this.camera.height * 1.4);
    camera.set(this.camera);
    camera.leastRadius = this.camera.leastRadius;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(camera.width * this.ratio);
    canvas.height = Math.round(camera.height * this.ratio);
    const pen = canvas.getContext('2d');
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    const { scene } = this;
    const base = { canvas, scene, x: camera.x, y: camera.y, scale: camera.scale, width: camera.width, height: camera.height };
    const frame = [-10, -10, camera.width + 10, camera.height + 10];
    project(scene.nodes, camera);
    const lines = scene.lines.filter(line => crosses(line, frame));
    let next = 0;
    const step = () => {
      if (run !== this.building || scene !== this.scene) return;
      const begin = performance.now();
      project(scene.nodes, camera);
      const part = atOnce ? lines : lines.slice(next, next + LINES_AT_A_TIME);
      drawLines(pen, part, { crowd: lines.length, theme, frame });
      next += part.length;
      if (next < lines.length) {
        requestAnimationFrame(step);
      } else {
        drawNodes(pen, scene.nodes, { theme, themeName, frame });
        this.base = base;
        if (!atOnce) this.ask();
      }
      project(scene.nodes, this.camera);
      this.figures.built(performance.now() - begin);
    };
    step();
  }

  /** The node under a point of the screen; with `reach`, one near it. */
  nodeAt(x, y, reach = 4) {
    let best = null, least = Infinity;
    for (const node of this.scene.nodes) {
      const distance = Math.hypot(node.sx - x, node.sy - y) - node.sr;
      if (distance < least && distance <= reach) [best, least] = [node, distance];
    }
    if (best) return best;
    const label = this.labels.nodes.find(one => {
      const box = Labels.box(one);
      return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    });
    return label?.node ?? null;
  }

  lineAt(x, y) {
    const frame = [x - 300, y - 300, x + 300, y + 300];
    let best = null, least = 5;
    const lines = this.isLarge ? this.focus()?.lines ?? [] : this.scene.lines;
    for (const line of lines) {
      if (!crosses(line, frame)) continue;
      const distance = distanceTo(line, x, y);
      if (distance < least) [best, least] = [line, distance];
    }
    return best;
  }
}
