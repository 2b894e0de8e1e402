// The slider below the picture: how many facts each stretch of time has, and the stretch that is chosen.

class Periods {
  constructor(element, page) {
    this.element = element;
    this.page = page;
    this.dragged = null;
  }

  update(state) {
    const days = this.daysOf(state);
    const distinct = days.length ? days[days.length - 1] - days[0] : 0;
    this.element.hidden = days.length < 2 || distinct < 1;
    if (this.element.hidden) return;
    // A few facts of long ago would press all others into one corner: the axis begins where most do, and its first
    // bar holds what is earlier.
    const cut = days[Math.floor(days.length * 0.02)];
    const isTailed = days.length > 50 && cut - days[0] > 0.5 * distinct;
    this.first = isTailed ? cut : days[0];
    this.last = days[days.length - 1];
    this.earliest = days[0];
    this.draw(days, state);
  }

  /** The days of all facts of the chosen claims, in order. */
  daysOf(state) {
    const { edges } = this.page.graph;
    const key = state.stances.join() + edges.size;
    if (this.counted === key) return this.days;
    const days = new Float64Array(edges.size);
    let number = 0;
    for (const edge of edges.values()) {
      if (!Number.isNaN(edge.day) && state.stances.includes(edge.stance)) days[number++] = edge.day;
    }
    this.counted = key;
    return this.days = days.subarray(0, number).sort();
  }

  draw(days, state) {
    const width = this.element.clientWidth - 24;
    if (width < 40) return;
    const span = Math.max(this.last - this.first + 1, 1);
    const number = Math.min(span, Math.floor(width / 7));
    const bars = new Array(number).fill(0);
    for (const day of days) {
      bars[Math.max(0, Math.min(number - 1, Math.floor((day - this.first) / span * number)))]++;
    }
    const most = Math.max(...bars), high = 30;
    const [from, to] = state.period ?? [this.earliest, this.last];
    const isIn = place => {
      const a = this.first + place * span / number, b = this.first + (place + 1) * span / number;
      return b > from && a < to + 1;
    };
    this.span = span;
    this.width = width;
    const svg = makeSVG('svg', { viewBox: `0 0 ${width} 46`, height: 46, class: 'histogram', 'aria-hidden': 'true' },
      ...bars.map((value, place) => value > 0 && makeSVG('rect', {
        x: (place * width / number + 0.5).toFixed(1), width: Math.max(width / number - 1, 1).toFixed(1),
        y: (high - Math.max(Math.sqrt(value / most) * high, 2)).toFixed(1),
        height: Math.max(Math.sqrt(value / most) * high, 2).toFixed(1),
        rx: 1, class: isIn(place) ? 'in' : 'out',
      })),
      makeSVG('line', { x1: 0, x2: width, y1: high + 0.5, y2: high + 0.5, class: 'axis' }),
      ...ticks(this.first, this.last, Math.floor(width / 90)).map(({ day, text }) => makeSVG('text', {
        x: Math.min(Math.max(this.x(day), 20), width - 20).toFixed(1), y: 43, class: 'tick',
      }, text)));
    const handles = [0, 1].map(side => this.handle(side, from, to));
    const chosen = state.period
      ? make('span', { class: 'chosen' }, readablePeriod(isoOfDay(from), isoOfDay(to)), ' ',
        button('All dates', () => this.page.view.change({ period: null }), { kind: 'link' }))
      : make('span', { class: 'chosen' }, 'Facts by date');
    const focused = this.element.contains(document.activeElement) ? document.activeElement.dataset.side : undefined;
    const band = make('div', { class: 'band', style: {
      left: `${this.x(Math.max(from, this.first))}px`,
      width: `${Math.max(this.x(to + 1) - this.x(Math.max(from, this.first)), 4)}px`,
    } });
    const track = make('div', { class: 'track', on: { pointerdown: event => this.down(event) } }, svg, band, ...handles);
    this.element.replaceChildren(chosen, track);
    if (focused !== undefined) handles[focused]?.focus();
  }

  x(day) {
    return Math.max(0, Math.min(1, (day - this.first) / this.span)) * this.width;
  }

  dayAt(x) {
    return Math.round(this.first + Math.max(0, Math.min(1, x / this.width)) * (this.span - 1));
  }

  handle(side, from, to) {
    const day = side ? to : from;
    const step = (days, event) => {
      event.preventDefault();
      this.choose(side ? [from, Math.min(Math.max(to + days, from), this.last)]
        : [Math.max(Math.min(from + days, to), this.earliest), to]);
    };
    return make('div', {
      class: 'handle', role: 'slider', tabindex: 0, 'data-side': side,
      'aria-label': side ? 'Last day' : 'First day', 'aria-valuemin': this.earliest, 'aria-valuemax': this.last,
      'aria-valuenow': day, 'aria-valuetext': readableDate(isoOfDay(day)),
      style: { left: `${this.x(side ? day + 1 : day)}px` },
      on: {
        keydown: event => {
          const size = event.shiftKey ? Math.max(1, Math.round(this.span / 20)) : 1;
          if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') step(-size, event);
          if (event.key === 'ArrowRight' || event.key === 'ArrowUp') step(size, event);
        },
      },
    });
  }

  down(event) {
    event.preventDefault();
    const track = event.currentTarget;
    const left = track.getBoundingClientRect().left;
    const at = x => this.dayAt(x - left);
    const [from, to] = this.page.view.state.period ?? [this.earliest, this.last];
    const side = event.target.dataset?.side;
    const isInside = event.target.classList.contains('band') && this.page.view.state.period;
    const begin = at(event.clientX);
    const periodAt = x => {
      const day = at(x);
      if (side === '0') return [Math.min(day, to), to];
      if (side === '1') return [from, Math.max(day, from)];
      if (isInside) return [from + day - begin, to + day - begin];
      return [Math.min(begin, day), Math.max(begin, day)];
    };
    let place = null;
    const move = moved => {
      if (Math.abs(moved.clientX - event.clientX) <= 2) return;
      // Once a frame is enough, however often the pointer tells of itself.
      if (place === null) requestAnimationFrame(() => { if (place !== null) this.choose(periodAt(place), true); place = null; });
      place = moved.clientX;
    };
    const up = ended => {
      place = null;
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', up);
      if (Math.abs(ended.clientX - event.clientX) > 2) this.choose(periodAt(ended.clientX));
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', up);
  }

  choose(period, passing = false) {
    const isAll = period[0] <= this.first && period[1] >= this.last;
    this.page.view.change({ period: isAll ? null : period }, { passing });
  }
}
