// Draws nodes and lines on a canvas. Whatever looks the same is one path, so that thousands are drawn at once.

/** Sets the places of nodes on the screen. */
function project(nodes, camera) {
  const { x, y, scale, width, height } = camera;
  for (const node of nodes) {
    node.sx = (node.x - x) * scale + width / 2;
    node.sy = (node.y - y) * scale + height / 2;
    node.sr = camera.radius(node);
  }
}

/** Whether a line crosses a frame (left, top, right, bottom). Lines that only pass a corner may count. */
function crosses(line, frame) {
  const { a, b } = line, [left, top, right, bottom] = frame;
  return !((a.sx < left && b.sx < left) || (a.sx > right && b.sx > right) ||
    (a.sy < top && b.sy < top) || (a.sy > bottom && b.sy > bottom));
}

/** Draws lines with their arrowheads. `crowd` is how many lines the picture has: the more, the fainter they are. */
function drawLines(pen, lines, { crowd, theme, strong = false, frame }) {
  const groups = new Map();
  const plainLines = crowd > 2500;
  for (const line of lines) {
    if (!crosses(line, frame)) continue;
    const width = plainLines ? 1 : Math.round(lineWidth(line) * 2) / 2;
    const key = line.style * 100 + width * 2;
    let group = groups.get(key);
    if (!group) groups.set(key, group = { style: line.style, width, lines: [] });
    group.lines.push(line);
  }
  const alpha = strong ? 1 : Math.min(0.8, Math.max(0.16, 20 / Math.sqrt(crowd + 1)));
  pen.lineCap = 'butt';
  for (const { style, width, lines: alike } of groups.values()) {
    const path = new Path2D(), heads = new Path2D();
    for (const line of alike) {
      if (plainLines && !strong) {
        path.moveTo(line.a.sx, line.a.sy);
        path.lineTo(line.b.sx, line.b.sy);
        continue;
      }
      const run = course(line);
      if (!run) continue;
      const points = arrowheads(line, run);
      // The line ends within its arrowheads, not beyond their points.
      const back = points.length ? 4 : 0;
      path.moveTo(run.x1 + (line.backward ? run.ux * back : 0), run.y1 + (line.backward ? run.uy * back : 0));
      path.lineTo(run.x2 - (line.forward ? run.ux * back : 0), run.y2 - (line.forward ? run.uy * back : 0));
      for (const head of points) trace(heads, head);
    }
    pen.globalAlpha = alpha;
    pen.strokeStyle = pen.fillStyle = theme.lines[style];
    pen.lineWidth = strong ? width + 0.6 : width;
    // Dashes cost much and cannot be seen among thousands of lines.
    pen.setLineDash(plainLines && !strong ? [] : dashOf(style));
    pen.stroke(path);
    pen.setLineDash([]);
    pen.fill(heads);
  }
  pen.globalAlpha = 1;
}

function trace(path, points) {
  path.moveTo(points[0][0], points[0][1]);
  for (let n = 1; n < points.length; n++) path.lineTo(points[n][0], points[n][1]);
  path.closePath();
}

/** Draws nodes, the less important below. */
function drawNodes(pen, nodes, { theme, themeName, frame }) {
  const [left, top, right, bottom] = frame;
  const seen = nodes.filter(node =>
    node.sx + node.sr > left && node.sx - node.sr < right && node.sy + node.sr > top && node.sy - node.sr < bottom);
  const small = seen.filter(node => node.sr < 3.5);
  if (small.length) {
    const byType = new Map();
    for (const node of small) {
      if (byType.has(node.type)) byType.get(node.type).push(node);
      else byType.set(node.type, [node]);
    }
    for (const [type, alike] of byType) {
      const path = new Path2D();
      for (const node of alike) {
        if (small.length > 3000) {
          // Among thousands nobody sees corners, and squares are drawn faster.
          path.rect(node.sx - node.sr, node.sy - node.sr, 2 * node.sr, 2 * node.sr);
        } else {
          path.moveTo(node.sx + node.sr, node.sy);
          path.arc(node.sx, node.sy, node.sr, 0, 2 * Math.PI);
        }
      }
      pen.fillStyle = Colours.ofType(type, themeName);
      pen.fill(path);
    }
  }
  for (let n = seen.length - 1; n >= 0; n--) {
    const node = seen[n];
    if (node.sr < 3.5) continue;
    drawNode(pen, node, theme, themeName);
  }
}

function nodePath(node, grow = 0) {
  const path = new Path2D();
  const points = corners(shapeOf(node), node.sx, node.sy, node.sr + grow);
  if (points) trace(path, points);
  else path.arc(node.sx, node.sy, node.sr + grow, 0, 2 * Math.PI);
  return path;
}

function drawNode(pen, node, theme, themeName) {
  const path = nodePath(node);
  pen.lineJoin = 'round';
  pen.strokeStyle = theme.rim;
  pen.lineWidth = 3;
  pen.stroke(path);
  pen.fillStyle = Colours.ofType(node.type, themeName);
  pen.fill(path);
  if (node.pinned && node.sr > 5) {
    pen.fillStyle = theme.rim;
    pen.beginPath();
    pen.arc(node.sx, node.sy, Math.max(node.sr * 0.28, 2), 0, 2 * Math.PI);
    pen.fill();
  }
}

/** Rings around the node that is chosen and the one under the pointer. */
function drawRing(pen, node, colour, width) {
  pen.lineJoin = 'round';
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke(nodePath(node, 3.5));
}
