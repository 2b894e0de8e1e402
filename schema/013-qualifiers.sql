-- Qualifiers belong to the place that makes a claim: what one sentence says of it stays together.

CREATE TABLE old_evidence AS SELECT * FROM evidence;
CREATE TABLE old_qualifier AS SELECT statement, name, value FROM qualifier;
DROP TABLE qualifier;
DROP TABLE evidence;

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
  sentence INTEGER NOT NULL REFERENCES sentence (id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  extractor TEXT NOT NULL,
  UNIQUE (statement, sentence, start, end)
);
CREATE INDEX evidence_by_sentence ON evidence (sentence, confidence, extractor);
INSERT INTO evidence (statement, sentence, start, end, confidence, extractor)
SELECT statement, sentence, start, end, confidence, extractor FROM old_evidence
ORDER BY statement, sentence, start, end;

CREATE TABLE circumstance (
  evidence INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (evidence, name, value)
) WITHOUT ROWID;
CREATE INDEX circumstance_by_value ON circumstance (value, name);
-- Until now nothing told which sentence a qualifier is of. What the readings of documents tell of it is put in afterwards.
INSERT INTO circumstance (evidence, name, value)
SELECT evidence.id, old_qualifier.name, old_qualifier.value
FROM old_qualifier JOIN evidence ON evidence.statement = old_qualifier.statement;

-- The qualifiers of a claim, wherever it is made.
CREATE VIEW qualifier (statement, name, value) AS
SELECT DISTINCT evidence.statement, circumstance.name, circumstance.value
FROM circumstance JOIN evidence ON evidence.id = circumstance.evidence;

DROP TABLE old_qualifier;
DROP TABLE old_evidence;
