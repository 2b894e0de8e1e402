/// Writes nodes and edges as one HTML page that needs nothing else: the data, a drawing that can be moved, a search,
/// and the facts of a node with their sentences.
///
/// The data stands in the page as JSON in which nothing is markup, the page's policy allows no request, and its script
/// puts texts into the page as texts only.
enum HTMLExport {
  static func page(_ part: Subgraph) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Knowledge graph</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <header><input id="search" type="search" placeholder="Find a node" aria-label="Find a node">
    <span id="count"></span></header>
    <main><canvas id="picture"></canvas><aside id="facts"></aside></main>
    <script id="data" type="application/json">
    \(JSONGraphExport.nodeLink(part))</script>
    <script>
    \(script)
    </script>
    </body>
    </html>

    """
  }

  private static let style = """
    body { margin: 0; font: 14px/1.4 system-ui, sans-serif; color: #222; height: 100vh;
      display: flex; flex-direction: column; }
    header { padding: 8px 12px; border-bottom: 1px solid #ccc; }
    main { flex: 1; display: flex; min-height: 0; }
    canvas { flex: 1; min-width: 0; cursor: grab; }
    aside { width: 22em; overflow: auto; padding: 0 12px; border-left: 1px solid #ccc; }
    h2 { font-size: 16px; margin: 12px 0 2px; overflow-wrap: anywhere; }
    small { color: #666; }
    p { margin: 8px 0; overflow-wrap: anywhere; }
    q { display: block; color: #555; font-size: 13px; }
    """

  private static let script = #"""
    'use strict';
    const graph = JSON.parse(document.getElementById('data').textContent);
    const nodes = graph.nodes, links = graph.links;
    const canvas = document.getElementById('picture'), pen = canvas.getContext('2d');
    const facts = document.getElementById('facts');
    document.getElementById('count').textContent = nodes.length + ' nodes, ' + links.length + ' facts';
    const hues = {};
    const nameOf = node => node.title || node.label;
    nodes.forEach((node, i) => {
      const angle = i * 2.4, radius = 12 * Math.sqrt(i + 1);
      node.x = radius * Math.cos(angle); node.y = radius * Math.sin(angle); node.dx = node.dy = 0;
      const type = node.types[0] || node.kind;
      if (!(type in hues)) hues[type] = Object.keys(hues).length * 67 % 360;
      node.color = 'hsl(' + hues[type] + ' 60% 55%)';
    });
    let scale = 1, left = 0, top_ = 0, chosen = null, heat = 1;

    function step() {
      // Fruchterman and Reingold: edges pull, nodes push; nodes that are far apart are left alone.
      const cells = new Map(), size = 120;
      for (const node of nodes) {
        const key = Math.floor(node.x / size) + ',' + Math.floor(node.y / size);
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(node);
      }
      for (const node of nodes) {
        const column = Math.floor(node.x / size), row = Math.floor(node.y / size);
        for (let c = column - 1; c <= column + 1; c++) for (let r = row - 1; r <= row + 1; r++) {
          for (const other of cells.get(c + ',' + r) || []) {
            if (other === node) continue;
            const x = node.x - other.x + 0.01, y = node.y - other.y;
            const push = 900 / (x * x + y * y + 1);
            node.dx += x * push; node.dy += y * push;
          }
        }
        node.dx -= node.x * 0.002; node.dy -= node.y * 0.002;
      }
      for (const link of links) {
        const a = nodes[link.source], b = nodes[link.target];
        const x = b.x - a.x, y = b.y - a.y, pull = Math.min(0.05, Math.hypot(x, y) / 4000);
        a.dx += x * pull; a.dy += y * pull; b.dx -= x * pull; b.dy -= y * pull;
      }
      for (const node of nodes) {
        const length = Math.hypot(node.dx, node.dy) || 1, most = Math.min(length, 20 * heat);
        node.x += node.dx / length * most; node.y += node.dy / length * most;
        node.dx = node.dy = 0;
      }
      heat *= 0.985;
    }

    function draw() {
      const ratio = window.devicePixelRatio || 1;
      const width = canvas.clientWidth, height = canvas.clientHeight;
      canvas.width = width * ratio; canvas.height = height * ratio;
      pen.setTransform(ratio * scale, 0, 0, ratio * scale,
        ratio * (width / 2 + left), ratio * (height / 2 + top_));
      for (const link of links) {
        const a = nodes[link.source], b = nodes[link.target];
        const near = chosen && (a === chosen || b === chosen);
        pen.strokeStyle = near ? '#444' : '#bbb'; pen.lineWidth = near ? 1.5 : 0.7;
        pen.setLineDash(link.rule ? [4, 3] : []);
        pen.beginPath(); pen.moveTo(a.x, a.y); pen.lineTo(b.x, b.y); pen.stroke();
        const angle = Math.atan2(b.y - a.y, b.x - a.x);
        const x = b.x - 7 * Math.cos(angle), y = b.y - 7 * Math.sin(angle);
        pen.fillStyle = pen.strokeStyle; pen.beginPath(); pen.moveTo(x, y);
        pen.lineTo(x - 6 * Math.cos(angle - 0.4), y - 6 * Math.sin(angle - 0.4));
        pen.lineTo(x - 6 * Math.cos(angle + 0.4), y - 6 * Math.sin(angle + 0.4)); pen.fill();
        if (near) {
          pen.font = '10px sans-serif';
          pen.fillText(link.predicate.slice(0, 40), (a.x + b.x) / 2 + 3, (a.y + b.y) / 2 - 3);
        }
      }
      pen.setLineDash([]);
      for (const node of nodes) {
        pen.fillStyle = node.color; pen.beginPath(); pen.arc(node.x, node.y, 5, 0, 7); pen.fill();
        if (node === chosen) { pen.strokeStyle = '#000'; pen.lineWidth = 2; pen.stroke(); }
        if (nodes.length < 150 || scale > 1.5 || node === chosen) {
          pen.fillStyle = '#222'; pen.font = '11px sans-serif';
          pen.fillText(nameOf(node).slice(0, 40), node.x + 8, node.y + 4);
        }
      }
    }

    function tell(parent, tag, text) {
      const element = document.createElement(tag);
      element.textContent = text;
      parent.append(element);
      return element;
    }

    function choose(node) {
      chosen = node;
      facts.replaceChildren();
      if (!node) return draw();
      tell(facts, 'h2', nameOf(node));
      tell(facts, 'small', [node.role, node.types.join(', ') || node.kind].filter(Boolean).join(' · '));
      for (const link of links) {
        if (nodes[link.source] !== node && nodes[link.target] !== node) continue;
        const line = tell(facts, 'p',
          nameOf(nodes[link.source]) + ' · ' + link.predicate + ' · ' + nameOf(nodes[link.target]));
        for (const sentence of link.sentences) tell(line, 'q', sentence);
        if (link.rule) tell(line, 'small', ' by rule: ' + link.rule);
      }
      draw();
    }

    function place(event) {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left - canvas.clientWidth / 2 - left) / scale,
        (event.clientY - box.top - canvas.clientHeight / 2 - top_) / scale];
    }

    let drag = null;
    canvas.addEventListener('pointerdown', event => {
      const [x, y] = place(event);
      const node = nodes.find(node => Math.hypot(node.x - x, node.y - y) < 9 / Math.min(1, scale));
      drag = {node, x: event.clientX, y: event.clientY};
      canvas.setPointerCapture(event.pointerId);
      if (node) choose(node);
    });
    canvas.addEventListener('pointermove', event => {
      if (!drag) return;
      if (drag.node) [drag.node.x, drag.node.y] = place(event);
      else { left += event.clientX - drag.x; top_ += event.clientY - drag.y; }
      drag.x = event.clientX; drag.y = event.clientY;
      draw();
    });
    canvas.addEventListener('pointerup', () => { drag = null; });
    canvas.addEventListener('wheel', event => {
      event.preventDefault();
      scale = Math.min(8, Math.max(0.05, scale * Math.exp(-event.deltaY / 500)));
      draw();
    }, {passive: false});
    document.getElementById('search').addEventListener('input', event => {
      const wanted = event.target.value.toLowerCase();
      choose(wanted && nodes.find(node => (nameOf(node) + ' ' + node.label).toLowerCase().includes(wanted)) || null);
    });
    window.addEventListener('resize', draw);
    (function settle() { step(); draw(); if (heat > 0.02) requestAnimationFrame(settle); })();
    """#
}
