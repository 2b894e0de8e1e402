-- What a person decided on names that may be one entity's, so that it holds whatever documents come, and can be taken back.

-- first, second: labels that documents give the two, folded. first_document, second_document: the SHA-256 of a document
-- that names each so, which tells bearers of one name apart. is_same: whether they are one.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  first TEXT NOT NULL,
  first_document TEXT NOT NULL,
  second TEXT NOT NULL,
  second_document TEXT NOT NULL,
  is_same INTEGER NOT NULL
);
CREATE INDEX decision_by_name ON decision (first, first_document, second, second_document, is_same);
