// Dates as the graph writes them (2026, 2026-01, 2026-01-05, 2026-01-05T10:00:00Z) and as people read them.

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December'];

/** The parts of a date that are told: year, month, day. Null where the text is none. */
function dateParts(text) {
  const match = /^(-?\d{4,6})(?:-(\d\d))?(?:-(\d\d))?/.exec(text ?? '');
  return match ? [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)] : null;
}

/** Days since 1970 of a date's first day; NaN where it is none. */
function dayOf(text) {
  const parts = dateParts(text);
  if (!parts) return NaN;
  const [year, month, day] = [parts[0], Math.max(parts[1], 1), Math.max(parts[2], 1)];
  if (year > 99) return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
  // Date.UTC takes years below 100 for those of the 20th century.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / 86_400_000);
}

/** The date of a day since 1970, as the graph writes it. */
function isoOfDay(day) {
  const date = new Date(day * 86_400_000);
  const year = date.getUTCFullYear();
  const padded = (year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0');
  return `${padded}-${String(date.getUTCMonth() + 1).padStart(2, '0')}-${String(date.getUTCDate()).padStart(2, '0')}`;
}

/** `5 January 2026`, `January 2026` or `2026`; with `short` the month has three letters. */
function readableDate(text, short = false) {
  const parts = dateParts(text);
  if (!parts) return plain(text ?? '', 40);
  const [year, month, day] = parts;
  const name = MONTHS[month - 1];
  if (!name) return String(year);
  const written = short ? name.slice(0, 3) : name;
  return day ? `${day} ${written} ${year}` : `${written} ${year}`;
}

/** `4 – 9 January 2026`, leaving out what both have in common. */
function readablePeriod(from, to) {
  const a = dateParts(from), b = dateParts(to);
  if (!a || !b) return readableDate(from ?? to);
  if (a.join() === b.join()) return readableDate(from);
  if (a[0] === b[0] && a[1] === b[1] && a[2] && b[2]) return `${a[2]} – ${readableDate(to)}`;
  if (a[0] === b[0] && a[1] && b[1] && a[2] && b[2]) return `${a[2]} ${MONTHS[a[1] - 1]} – ${readableDate(to)}`;
  return `${readableDate(from)} – ${readableDate(to)}`;
}

/**
 * Round places on an axis of days: the widest step that gives at most `most` of them.
 *
 * Each has a `day` and a `text` that is as short as its step allows.
 */
function ticks(from, to, most) {
  const days = Math.max(to - from, 1);
  for (const step of [1, 2, 3, 7, 14]) {
    if (days / step > most) continue;
    const first = Math.ceil(from / step) * step;
    return rangeOf(first, to, step).map(day => ({ day, text: readableDate(isoOfDay(day), true).replace(/ -?\d+$/, '') }));
  }
  const start = dateParts(isoOfDay(from));
  for (const months of [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000]) {
    if (days / (months * 30.44) > most && months < 6000) continue;
    const found = [];
    for (let n = Math.floor((start[0] * 12 + start[1] - 1) / months) * months; found.length <= most; n += months) {
      const date = new Date(0);
      date.setUTCFullYear(Math.floor(n / 12), n % 12, 1);
      const day = Math.round(date.getTime() / 86_400_000);
      if (day > to) break;
      const text = months >= 12 ? String(date.getUTCFullYear()) : readableDate(isoOfDay(day).slice(0, -3), true);
      if (day >= from) found.push({ day, text });
    }
    return found;
  }
  return [];
}

function rangeOf(first, last, step) {
  const found = [];
  for (let n = first; n <= last; n += step) found.push(n);
  return found;
}
