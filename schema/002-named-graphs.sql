-- Triples of named graphs (RDF 1.1 Concepts, section 4), by graph. Each of them is in triple too.
-- In triple.origin, 4 says that a named graph holds the triple; it is in the default graph if 1 or 2 is set as well.

CREATE TABLE triple_graph (
  graph INTEGER NOT NULL,
  predicate INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  object INTEGER NOT NULL,
  PRIMARY KEY (graph, predicate, subject, object)
) WITHOUT ROWID;
CREATE INDEX triple_graph_by_triple ON triple_graph (predicate, subject, object);

CREATE TRIGGER triple_leaves_graphs AFTER DELETE ON triple WHEN old.origin & 4 BEGIN
  DELETE FROM triple_graph
  WHERE predicate = old.predicate AND subject = old.subject AND object = old.object;
END;
