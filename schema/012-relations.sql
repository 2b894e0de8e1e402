-- What claims mean, by whatever words they say it: the relations that they are instances of.

-- folded: the name as it is looked up.
CREATE TABLE relation (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  folded TEXT NOT NULL
);
CREATE INDEX relation_by_name ON relation (folded);

-- subject, object: between whom a claim makes the relation hold, which need not be its own; null where it does not tell.
-- asserted: as the claim is. count: how many claims of documents give it.
CREATE TABLE statement_relation (
  id INTEGER PRIMARY KEY,
  statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
  relation INTEGER NOT NULL REFERENCES relation (id),
  subject INTEGER,
  object INTEGER,
  asserted INTEGER NOT NULL,
  count INTEGER NOT NULL
);
CREATE UNIQUE INDEX statement_relation_once ON statement_relation (
  statement, relation, ifnull(subject, ''), ifnull(object, '')
);
CREATE INDEX statement_relation_by_subject ON statement_relation (
  relation, subject, object, asserted, statement
);
CREATE INDEX statement_relation_by_object ON statement_relation (
  relation, object, subject, asserted, statement
);
