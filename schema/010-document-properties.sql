-- What documents say of themselves beside title and date, how much of them was read, and on which page a sentence stands.

-- name: kind, language, author, modified, section, publication, address, recipient. One may come several times;
-- number: their order.
CREATE TABLE document_property (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE INDEX document_property_by_name ON document_property (name, value);

-- Unicode scalars of each role: taken, as lines of the document, and left out.
CREATE TABLE document_characters (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  taken INTEGER NOT NULL,
  left_out INTEGER NOT NULL,
  PRIMARY KEY (document, role)
) WITHOUT ROWID;
CREATE INDEX document_characters_by_role ON document_characters (role, taken, left_out);

-- page: from 1, where the document has pages.
ALTER TABLE sentence ADD COLUMN page INTEGER;
DROP INDEX sentence_by_role;
CREATE INDEX sentence_by_role ON sentence (role, document, start, end, page);

DROP VIEW statements;
CREATE VIEW statements (
  id, subject, predicate, object, negated, modality, attributed_to, date, document, sentence,
  confidence, page
) AS
SELECT
  statement.id,
  iif(statement.subject < 0, statement.subject + 1073741824,
    (SELECT text FROM term WHERE id = statement.subject)),
  (SELECT text FROM term WHERE id = statement.predicate),
  iif(statement.object < 0, statement.object + 1073741824,
    (SELECT text FROM term WHERE id = statement.object)),
  statement.negated, statement.modality,
  (SELECT text FROM term WHERE id = statement.attributed_to),
  statement.date, document.source, sentence.text, evidence.confidence, sentence.page
FROM statement
LEFT JOIN evidence ON evidence.statement = statement.id
LEFT JOIN sentence ON sentence.id = evidence.sentence
LEFT JOIN document ON document.id = sentence.document;
