// The part of the picture that the window shows.

class Camera {
  constructor() {
    this.x = 0;
    this.y = 0;
    this.scale = 1;
    this.width = 1;
    this.height = 1;
    this.least = 0.01;
    this.most = 8;
    this.flight = 0;
    this.leastRadius = 1.4;
  }

  resize(width, height) {
    this.width = Math.max(width, 1);
    this.height = Math.max(height, 1);
  }

  toScreen(x, y) {
    return [(x - this.x) * this.scale + this.width / 2, (y - this.y) * this.scale + this.height / 2];
  }

  toPicture(x, y) {
    return [(x - this.width / 2) / this.scale + this.x, (y - this.height / 2) / this.scale + this.y];
  }

  /**
   * The radius of a node on the screen: it grows with the picture, but leaves the room of large scales to texts, and does
   * not fall below `leastRadius`.
   */
  radius(node) {
    return Math.max(Math.min(node.r * this.scale, node.r * 1.3 + this.scale * 2), this.leastRadius);
  }

  panBy(x, y) {
    this.flight++;
    this.x -= x / this.scale;
    this.y -= y / this.scale;
  }

  /** Changes the scale so that what lies under a point of the screen stays there. */
  zoomBy(factor, x = this.width / 2, y = this.height / 2) {
    this.flight++;
    const [px, py] = this.toPicture(x, y);
    this.scale = Math.min(Math.max(this.scale * factor, this.least), this.most);
    this.x = px - (x - this.width / 2) / this.scale;
    this.y = py - (y - this.height / 2) / this.scale;
  }

  /** Where the camera has to be for a rectangle to fill the window, and not be magnified beyond `most`. */
  fitting({ left, top, right, bottom }, margin, most = 1.6) {
    const wide = Math.max(this.width - 2 * margin, 40), high = Math.max(this.height - 2 * margin, 40);
    const scale = Math.min(wide / Math.max(right - left, 1), high / Math.max(bottom - top, 1), most);
    return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
  }

  set({ x, y, scale }) {
    this.flight++;
    this.x = x;
    this.y = y;
    this.scale = scale;
  }

  /** Moves there in a quarter of a second, or at once for those who want no motion. `draw` is called for each step. */
  flyTo(target, draw) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.set(target);
      draw();
      return;
    }
    const flight = ++this.flight;
    const start = { x: this.x, y: this.y, scale: this.scale };
    const begin = performance.now();
    const step = now => {
      if (flight !== this.flight) return;
      const part = Math.min(Math.max((now - begin) / 280, 0), 1);
      const eased = 1 - (1 - part) ** 3;
      this.scale = start.scale * (target.scale / start.scale) ** eased;
      this.x = start.x + (target.x - start.x) * eased;
      this.y = start.y + (target.y - start.y) * eased;
      draw();
      if (part < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }
}
