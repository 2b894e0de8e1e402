// How long the page takes, as far as it can tell, for those who measure it: `graphshFigures` in the console.

class Figures {
  constructor(page) {
    this.page = page;
    this.lastFrames = [];
    this.times = {};
  }

  frame(milliseconds) {
    this.lastFrames.push(milliseconds);
    if (this.lastFrames.length > 600) this.lastFrames.shift();
    if (this.times.firstPaint === undefined) this.times.firstPaint = performance.now();
  }

  built(milliseconds) {
    this.times.longestBuild = Math.max(this.times.longestBuild ?? 0, milliseconds);
  }

  /** Moves and magnifies the picture for a number of frames; how far apart they were, in milliseconds. */
  async measure(frames = 90) {
    const { picture } = this.page;
    const gaps = [];
    this.lastFrames = [];
    let last = await new Promise(requestAnimationFrame);
    for (let n = 0; n < frames; n++) {
      if (n % 3 === 2) picture.camera.zoomBy(n < frames / 2 ? 1.03 : 1 / 1.03, 300, 200);
      else picture.camera.panBy(n < frames / 2 ? 9 : -9, n % 2 ? 4 : -4);
      picture.moved();
      const now = await new Promise(requestAnimationFrame);
      gaps.push(now - last);
      last = now;
    }
    return { gap: spread(gaps), drawing: spread(this.lastFrames), ...this.times };
  }

  /** Waits until nothing is put off or asked for any more, and all is drawn. */
  async rest() {
    let calm = 0;
    while (calm < 2) {
      await new Promise(requestAnimationFrame);
      calm = waiting || this.page.picture.asked ? 0 : calm + 1;
    }
  }

  /** What is in the picture now: for tests that look at it as a reader does. */
  seen() {
    const { picture, scene } = this.page;
    const { width, height } = picture.camera;
    return {
      width, height, scale: picture.camera.scale,
      nodes: scene.nodes.map(node => ({ id: node.id, name: node.name, x: node.sx, y: node.sy, r: node.sr, rank: node.rank })),
      lines: scene.lines.map(line => ({
        a: line.a.id, b: line.b.id, facts: line.edges.length, style: line.style,
        x: (line.a.sx + line.b.sx) / 2, y: (line.a.sy + line.b.sy) / 2,
      })),
      labels: picture.labels.nodes.map(label => ({ id: label.node.id, text: label.text, ...Labels.box(label) })),
      words: picture.labels.lines.map(label => label.text),
    };
  }
}

function spread(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = part => Number((sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(2));
  return { median: at(0.5), most: at(0.95), worst: at(1) };
}
