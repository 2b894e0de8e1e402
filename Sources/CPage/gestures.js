// Mouse, fingers and keys on the picture.

class Gestures {
  /**
   * `acts` are what gestures mean: `choose(node)`, `chooseLine(line)`, `expand(node)`, `hide(node)`, `pin(node, x, y)`,
   * `tell(node, line, x, y)` for what lies under the pointer.
   */
  constructor(picture, acts) {
    this.picture = picture;
    this.acts = acts;
    this.pointers = new Map();
    this.dragged = null;
    this.travelled = 0;
    const { canvas } = picture;
    canvas.addEventListener('pointerdown', event => this.down(event));
    canvas.addEventListener('pointermove', event => this.move(event));
    canvas.addEventListener('pointerup', event => this.up(event));
    canvas.addEventListener('pointercancel', event => this.up(event));
    canvas.addEventListener('pointerleave', () => this.hover(null, null));
    canvas.addEventListener('wheel', event => this.wheel(event), { passive: false });
    canvas.addEventListener('dblclick', event => this.double(event));
    canvas.addEventListener('keydown', event => this.key(event));
  }

  place(event) {
    const box = this.picture.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  down(event) {
    if (event.button > 0) return;
    const [x, y] = this.place(event);
    this.picture.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, [x, y]);
    this.travelled = this.pointers.size > 1 ? 100 : 0;
    this.dragged = this.pointers.size === 1 ? this.picture.nodeAt(x, y) : null;
    this.picture.camera.flight++;
  }

  move(event) {
    const [x, y] = this.place(event);
    const former = this.pointers.get(event.pointerId);
    if (!former) {
      if (event.pointerType === 'mouse') this.hoverAt(x, y);
      return;
    }
    const { picture } = this;
    this.travelled += Math.hypot(x - former[0], y - former[1]);
    if (this.pointers.size === 2) {
      const [other] = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      const before = Math.hypot(former[0] - other[0], former[1] - other[1]);
      const now = Math.hypot(x - other[0], y - other[1]);
      picture.isFitted = false;
      picture.camera.panBy((x - former[0]) / 2, (y - former[1]) / 2);
      picture.camera.zoomBy(now / Math.max(before, 1), (x + other[0]) / 2, (y + other[1]) / 2);
      picture.moved();
    } else if (this.travelled > 4) {
      this.acts.tell(null, null, x, y);
      if (this.dragged) {
        [this.dragged.x, this.dragged.y] = picture.camera.toPicture(x, y);
        // Of a large picture only the node and its lines follow; the rest does when it is let go.
        if (picture.isLarge) {
          picture.hovered = this.dragged;
          picture.ask();
        } else {
          picture.redraw();
        }
      } else {
        picture.isFitted = false;
        picture.canvas.classList.add('moving');
        picture.camera.panBy(x - former[0], y - former[1]);
        picture.moved();
      }
    }
    this.pointers.set(event.pointerId, [x, y]);
  }

  up(event) {
    const place = this.pointers.get(event.pointerId);
    if (!place) return;
    this.pointers.delete(event.pointerId);
    this.picture.canvas.classList.remove('moving');
    if (this.pointers.size) return;
    const { dragged } = this;
    this.dragged = null;
    if (event.type === 'pointercancel') return;
    if (this.travelled > 4) {
      if (dragged) this.acts.pin(dragged, dragged.x, dragged.y);
      return;
    }
    const reach = event.pointerType === 'touch' ? 14 : 4;
    const node = this.picture.nodeAt(...place, reach);
    const line = node ? null : this.picture.lineAt(...place);
    if (line) this.acts.chooseLine(line);
    else this.acts.choose(node);
  }

  hoverAt(x, y) {
    if (!this.picture.scene) return;
    const node = this.picture.nodeAt(x, y);
    this.hover(node, node ? null : this.picture.lineAt(x, y), x, y);
  }

  hover(node, line, x, y) {
    const { picture } = this;
    picture.canvas.classList.toggle('pointing', Boolean(node || line));
    this.acts.tell(node, line, x, y);
    if (picture.hovered === node) return;
    picture.hovered = node;
    if (picture.scene) {
      picture.placeLabels();
      picture.ask();
    }
  }

  wheel(event) {
    event.preventDefault();
    const [x, y] = this.place(event);
    const pixels = event.deltaY * (event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 300 : 1);
    const step = Math.max(-240, Math.min(240, pixels)) * (event.ctrlKey ? 0.01 : 0.0022);
    this.picture.isFitted = false;
    this.picture.camera.zoomBy(Math.exp(-step), x, y);
    this.picture.moved();
  }

  double(event) {
    const [x, y] = this.place(event);
    const node = this.picture.nodeAt(x, y);
    if (node) this.acts.expand(node);
    else {
      this.picture.isFitted = false;
      this.picture.camera.zoomBy(1.8, x, y);
      this.picture.moved();
    }
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { picture } = this;
    const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const direction = directions[event.key];
    if (direction) {
      if (event.shiftKey) {
        picture.isFitted = false;
        picture.camera.panBy(-direction[0] * 60, -direction[1] * 60);
        picture.moved();
      } else {
        const next = this.towards(...direction);
        if (next) this.acts.choose(next);
      }
    } else if (event.key === '+' || event.key === '=') {
      picture.camera.zoomBy(1.3);
      picture.moved();
    } else if (event.key === '-') {
      picture.camera.zoomBy(1 / 1.3);
      picture.moved();
    } else if (event.key === '0') {
      picture.fit();
    } else if (picture.chosen && event.key === 'Enter') {
      this.acts.expand(picture.chosen);
    } else if (picture.chosen && event.key === 'Delete') {
      this.acts.hide(picture.chosen);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** The next node in a direction from the chosen one, neighbours before others; the most important where none is chosen. */
  towards(dx, dy) {
    const { scene, chosen } = this.picture;
    if (!chosen || !scene.has.has(chosen)) return scene.nodes[0];
    const neighbours = new Set(scene.linesOf(chosen).flatMap(line => [line.a, line.b]));
    let best = null, least = Infinity;
    for (const node of scene.nodes) {
      if (node === chosen) continue;
      const along = (node.x - chosen.x) * dx + (node.y - chosen.y) * dy;
      const across = Math.abs((node.x - chosen.x) * dy) + Math.abs((node.y - chosen.y) * dx);
      if (along <= 0 || across > along * 1.2) continue;
      const cost = (along + 2 * across) * (neighbours.has(node) ? 1 : 3);
      if (cost < least) [best, least] = [node, cost];
    }
    return best;
  }
}
