-- The same condition without a list, for which SQLite makes a table of its own for each term that is stored.
DROP INDEX term_with_forms;
CREATE INDEX term_with_forms ON term (kind, tag) WHERE kind = 5 OR kind = 7 OR kind = 10;
