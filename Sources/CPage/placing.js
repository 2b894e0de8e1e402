// Places for nodes that come without one: beside the nodes that they have to do with, where there is room.

/** Nodes by the square they lie in, to find those near a place. */
class Squares {
  constructor(size) {
    this.size = size;
    this.squares = new Map();
  }

  key(x, y) {
    return Math.floor(x / this.size) * 1_000_003 + Math.floor(y / this.size);
  }

  add(node) {
    const key = this.key(node.x, node.y);
    if (this.squares.has(key)) this.squares.get(key).push(node);
    else this.squares.set(key, [node]);
  }

  /** How far the nearest node's rim is from a place, at most the size of a square. */
  room(x, y) {
    let least = this.size;
    for (let column = -1; column <= 1; column++) {
      for (let row = -1; row <= 1; row++) {
        for (const node of this.squares.get(this.key(x + column * this.size, y + row * this.size)) ?? []) {
          least = Math.min(least, Math.hypot(node.x - x, node.y - y) - node.r);
        }
      }
    }
    return least;
  }
}

/**
 * Gives a place to each node of a scene that has none, in order of rank; the same scene gives the same places.
 *
 * A node is put on the first ring around its placed neighbours where there is room, otherwise where there is most.
 */
function placeNewcomers(scene, all) {
  const newcomers = scene.nodes.filter(node => !node.placed);
  if (!newcomers.length) return;
  const step = usualStep(scene);
  const squares = new Squares(4 * step);
  let [sumX, sumY, placed] = [0, 0, 0];
  for (const node of all) {
    if (!node.placed) continue;
    squares.add(node);
    sumX += node.x;
    sumY += node.y;
    placed++;
  }
  const middle = placed ? { x: sumX / placed, y: sumY / placed } : { x: 0, y: 0 };
  // Those that hang on a placed node come first; they are places for others then.
  const waiting = new Set(newcomers);
  let queue = newcomers.filter(node => placedNeighbours(node, scene).length);
  while (waiting.size) {
    if (!queue.length) queue = [waiting.values().next().value];
    const next = [];
    for (const node of queue) {
      if (!waiting.delete(node)) continue;
      const near = placedNeighbours(node, scene);
      const centre = near.length
        ? { x: mean(near.map(n => n.x)), y: mean(near.map(n => n.y)), r: near.length === 1 ? near[0].r : 0 }
        : { ...middle, r: 0 };
      put(node, centre, squares, near.length === 1 ? angleAway(near[0], middle) : 0, step);
      for (const line of scene.linesOf(node)) {
        const other = line.a === node ? line.b : line.a;
        if (waiting.has(other)) next.push(other);
      }
    }
    queue = next;
  }
}

/** A third of what lines of the picture usually measure, so that newcomers stand as the others do. */
function usualStep(scene) {
  const lengths = scene.lines.filter(line => line.a.placed && line.b.placed)
    .map(line => Math.hypot(line.a.x - line.b.x, line.a.y - line.b.y)).sort((one, other) => one - other);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 100;
  return Math.min(Math.max(median / 3, 30), 90);
}

function placedNeighbours(node, scene) {
  return scene.linesOf(node).map(line => (line.a === node ? line.b : line.a)).filter(other => other.placed);
}

const mean = numbers => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const angleAway = (node, middle) => Math.atan2(node.y - middle.y, node.x - middle.x);

function put(node, centre, squares, away, step) {
  let best = { room: -Infinity, x: centre.x, y: centre.y };
  const wanted = node.r + step;
  for (let ring = 1; ring <= 9 && best.room < wanted; ring++) {
    const distance = centre.r + node.r + step * (0.6 + ring);
    const turns = 8 + 4 * ring;
    for (let n = 0; n < turns && best.room < wanted; n++) {
      // From the direction that leads away from the middle, to both sides in turn.
      const turn = (n % 2 ? 1 : -1) * Math.ceil(n / 2) / turns * 2 * Math.PI;
      const x = centre.x + distance * Math.cos(away + turn), y = centre.y + distance * Math.sin(away + turn);
      const room = squares.room(x, y);
      if (room > best.room) best = { room, x, y };
    }
  }
  node.x = best.x;
  node.y = best.y;
  node.placed = true;
  squares.add(node);
}
