-- What a person changed of the entities, row by row, so that it can be taken back.

-- number: the place among all that was decided on the graph (decision.id and rejection.number too).
-- first, second: the names that kind is about, as they were.
CREATE TABLE change (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'alias')),
  first TEXT NOT NULL,
  second TEXT NOT NULL
);

-- The rows that a change inserted, updated or deleted, in that order.
CREATE TABLE changed_row (
  id INTEGER PRIMARY KEY,
  change INTEGER NOT NULL REFERENCES change (number) ON DELETE CASCADE,
  home TEXT NOT NULL,
  operation TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete'))
);
CREATE INDEX changed_row_by_change ON changed_row (change, id);

-- Their columns before and after, by the column's place in its table; NULL where there was no row.
CREATE TABLE changed_value (
  row INTEGER NOT NULL REFERENCES changed_row (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  old,
  new,
  PRIMARY KEY (row, place)
) WITHOUT ROWID;
