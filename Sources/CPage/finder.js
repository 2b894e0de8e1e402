// The field that finds nodes by name: a combobox with ranked results.

class Finder {
  constructor(page) {
    this.page = page;
    this.field = byId('find');
    this.list = byId('found');
    this.found = [];
    this.active = -1;
    this.asked = 0;
    this.field.addEventListener('input', () => this.look());
    this.field.addEventListener('focus', () => this.look());
    this.field.addEventListener('blur', () => setTimeout(() => { if (document.activeElement !== this.field) this.close(); }, 150));
    this.field.addEventListener('keydown', event => this.key(event));
  }

  async look() {
    const text = this.field.value.trim();
    const asked = ++this.asked;
    if (!text) return this.close();
    let found;
    try {
      found = await this.page.source.find(text);
    } catch (error) {
      this.page.fail(error);
      return;
    }
    // An answer to an earlier text may come late.
    if (asked !== this.asked) return;
    this.found = found;
    this.active = found.length ? 0 : -1;
    this.draw(text);
  }

  draw(text) {
    const options = this.found.map((one, place) => make('li', {
      role: 'option', id: 'found-' + place, 'aria-selected': String(place === this.active),
      on: { pointerdown: event => { event.preventDefault(); this.take(place); } },
    }, swatch(this.page.graph.nodes.get(one.id)?.type ?? TELLING_TYPES.find(type => one.types?.includes(type)) ?? one.types?.[0] ?? 'other'),
    make('span', { class: 'text' }, bdi(one.name || '(no name)', 80), one.alias && make('span', { class: 'alias' }, ' also ', bdi(one.alias, 60))),
    make('span', { class: 'role' }, one.role ? plain(one.role, 60) : plain(one.types?.[0] ?? '', 30)),
    one.mentions > 0 && make('span', { class: 'number' }, one.mentions.toLocaleString('en-GB'))));
    this.list.replaceChildren(...(options.length ? options
      : [make('li', { class: 'none' }, `Nothing is called “${plain(text, 40)}”.`)]));
    this.list.hidden = false;
    this.field.setAttribute('aria-expanded', 'true');
    this.mark();
    announce(options.length ? `${count(options.length, 'result')}` : 'No result');
  }

  mark() {
    [...this.list.children].forEach((option, place) => option.setAttribute('aria-selected', String(place === this.active)));
    if (this.active >= 0) this.field.setAttribute('aria-activedescendant', 'found-' + this.active);
    else this.field.removeAttribute('aria-activedescendant');
  }

  key(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!this.found.length) return;
      this.active = (this.active + (event.key === 'ArrowDown' ? 1 : -1) + this.found.length) % this.found.length;
      this.mark();
      event.preventDefault();
    } else if (event.key === 'Enter' && this.active >= 0) {
      this.take(this.active);
      event.preventDefault();
    } else if (event.key === 'Escape') {
      this.close();
      this.page.endPick();
      this.field.blur();
    }
  }

  async take(place) {
    const chosen = this.found[place];
    if (!chosen) return;
    this.field.value = '';
    this.close();
    this.field.blur();
    await this.page.chooseFound(chosen.id);
  }

  close() {
    this.asked++;
    this.found = [];
    this.active = -1;
    this.list.hidden = true;
    this.field.setAttribute('aria-expanded', 'false');
    this.field.removeAttribute('aria-activedescendant');
  }
}
