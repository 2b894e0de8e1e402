-- The first version of the graph file.
CREATE TABLE term (id INTEGER PRIMARY KEY);
