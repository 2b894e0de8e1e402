// Lines between nodes on the screen: where they run, how they look, and where their arrowheads point.

/** How wide a line is: more facts, and facts of more sentences, make it wider. */
function lineWidth(line) {
  return Math.min(1 + 0.55 * Math.log2(line.edges.length), 3.4);
}

/**
 * Where a line runs on the screen, from rim to rim; null where its ends touch.
 *
 * The nodes' places on the screen (`sx`, `sy`, `sr`) must be set.
 */
function course(line, gap = 2) {
  const { a, b } = line;
  const dx = b.sx - a.sx, dy = b.sy - a.sy, length = Math.hypot(dx, dy);
  const from = a.sr + gap, to = b.sr + gap;
  if (length <= from + to) return null;
  const ux = dx / length, uy = dy / length;
  const aside = line.side * 7;
  return {
    x1: a.sx + ux * from - uy * aside, y1: a.sy + uy * from + ux * aside,
    x2: b.sx - ux * to - uy * aside, y2: b.sy - uy * to + ux * aside,
    ux, uy, length: length - from - to,
  };
}

/** The corners of an arrowhead whose point is at a place. */
function arrowhead(x, y, ux, uy, size) {
  const bx = x - ux * size, by = y - uy * size, half = size * 0.42;
  return [[x, y], [bx - uy * half, by + ux * half], [bx + uy * half, by - ux * half]];
}

/** The arrowheads of a line: none where it is too short for them. */
function arrowheads(line, run) {
  const size = Math.min(5.5 + lineWidth(line) * 1.6, run.length * 0.5);
  if (size < 3.5) return [];
  const found = [];
  if (line.forward) found.push(arrowhead(run.x2, run.y2, run.ux, run.uy, size));
  if (line.backward) found.push(arrowhead(run.x1, run.y1, -run.ux, -run.uy, size));
  return found;
}

/** Dashes of a style, in pixels. */
const dashOf = style => (style === DERIVED ? [1, 4] : STANCES[style].dash);

/** How far a place is from a line on the screen. */
function distanceTo(line, x, y) {
  const run = course(line);
  if (!run) return Infinity;
  const along = (x - run.x1) * run.ux + (y - run.y1) * run.uy;
  if (along < 0 || along > run.length) return Infinity;
  return Math.abs((x - run.x1) * run.uy - (y - run.y1) * run.ux);
}
