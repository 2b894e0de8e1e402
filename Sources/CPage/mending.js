// Mending the graph from the panel, where the server lets the page change it. Each change can be taken back.

class Mending {
  constructor(page) {
    this.page = page;
  }

  /** What can be mended about a node. */
  forNode(node) {
    if (node.kind === 'value') return null;
    const aliases = (node.aliases ?? []).filter(alias => alias !== node.name).slice(0, 30);
    return make('details', { class: 'mending' }, make('summary', {}, icon('edit'), 'Mend'),
      this.form('Rename', 'New name', node.name, name => this.change('rename', { id: node.id, name })),
      aliases.length > 0 && this.split(node, aliases),
      make('div', { class: 'actions' },
        button('Merge into…', () => this.merge(node), { kind: 'action' }),
        button('Undo the last mend', () => this.change('undo', {}), { kind: 'action' })));
  }

  form(title, label, value, action) {
    const field = make('input', { type: 'text', 'aria-label': label, value: plain(value, 1000), maxlength: 1000 });
    return make('form', {
      on: { submit: event => { event.preventDefault(); if (field.value.trim()) action(field.value.trim()); } },
    }, field, make('button', { type: 'submit', class: 'action' }, title));
  }

  /** Makes one of a node's names an entity of its own. */
  split(node, aliases) {
    const choice = make('select', { 'aria-label': 'Name that is another\'s' }, ...aliases.map((alias, place) => make('option', { value: place }, plain(alias, 100))));
    return make('form', {
      on: { submit: event => { event.preventDefault(); this.change('split', { id: node.id, name: aliases[Number(choice.value)] }); } },
    }, choice, make('button', { type: 'submit', class: 'action' }, 'Split off'));
  }

  merge(node) {
    this.page.pick(['Merge ', make('strong', {}, bdi(node.name, 60)), ' into: choose what it is, or find it by name. '], async other => {
      if (other === node) return;
      await this.change('merge', { from: node.id, into: other.id }, other.id);
    });
  }

  /** A button that takes a fact out of the graph. */
  forFact(edge) {
    if (edge.stance !== 'asserted' || edge.rule || edge.id < 0) return null;
    return button('Reject this fact', () => this.change('reject', { fact: edge.id }), { kind: 'link' });
  }

  async change(kind, body, select) {
    await this.page.try(async () => {
      const answer = await this.page.source.change(kind, body);
      await this.page.reload();
      if (select !== undefined) await this.page.chooseFound(select);
      this.page.say((answer.done ? `${capital(plain(answer.done, 200))}.` : 'Done.') + (kind === 'reject' ? ' Undo is under Mend.' : ''));
    });
  }
}

const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
