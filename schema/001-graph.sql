-- The first version of the graph file: see docs/file-format.md.
--
-- A value is a 32-bit integer: 0 and up is term.id, below 0 is the integer value + 1073741824 held inline.
-- Columns called subject, predicate, object and value hold values.

CREATE TABLE term_kind (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
INSERT INTO term_kind (id, name) VALUES
  (0, 'entity'), (1, 'iri'), (2, 'blank'), (3, 'string'), (4, 'language-string'), (5, 'typed'),
  (6, 'integer'), (7, 'float'), (8, 'boolean'), (9, 'date'), (10, 'date-time');

-- tag: an entity's disambiguator, a string's language, a literal's datatype; otherwise empty.
CREATE TABLE term (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 0 AND 1073741823),
  kind INTEGER NOT NULL REFERENCES term_kind (id),
  text TEXT NOT NULL,
  tag TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX term_by_text ON term (text, kind, tag);

CREATE TABLE entity (
  term INTEGER PRIMARY KEY REFERENCES term (id),
  folded TEXT NOT NULL,
  mentions INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entity_by_name ON entity (folded);

CREATE TABLE entity_type (
  entity INTEGER NOT NULL REFERENCES entity (term) ON DELETE CASCADE,
  type INTEGER NOT NULL REFERENCES term (id),
  PRIMARY KEY (entity, type)
) WITHOUT ROWID;
CREATE INDEX entity_by_type ON entity_type (type, entity);

CREATE TABLE alias (
  entity INTEGER NOT NULL REFERENCES entity (term) ON DELETE CASCADE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (entity, name)
) WITHOUT ROWID;
CREATE INDEX alias_by_name ON alias (folded, entity);

CREATE TABLE predicate (term INTEGER PRIMARY KEY REFERENCES term (id));

CREATE TABLE predicate_form (
  predicate INTEGER NOT NULL REFERENCES predicate (term) ON DELETE CASCADE,
  form TEXT NOT NULL,
  folded TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (predicate, form)
) WITHOUT ROWID;
CREATE INDEX predicate_by_form ON predicate_form (folded, count);

-- What the graph asserts. origin: 1 a text says so, 2 it was inserted or imported, 3 both.
CREATE TABLE triple (
  predicate INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  object INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  PRIMARY KEY (predicate, subject, object)
) WITHOUT ROWID;
CREATE INDEX triple_by_object ON triple (predicate, object, subject);
CREATE INDEX triple_by_subject ON triple (subject, predicate, object);

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  title TEXT,
  date TEXT,
  sha256 TEXT NOT NULL UNIQUE,
  read_at TEXT NOT NULL
);

CREATE TABLE sentence (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  role TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (document, number)
);

CREATE VIRTUAL TABLE sentence_text USING fts5 (
  text, content = 'sentence', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER sentence_indexed AFTER INSERT ON sentence BEGIN
  INSERT INTO sentence_text (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER sentence_unindexed AFTER DELETE ON sentence BEGIN
  INSERT INTO sentence_text (sentence_text, rowid, text) VALUES ('delete', old.id, old.text);
END;

CREATE TABLE mention (
  entity INTEGER NOT NULL REFERENCES entity (term),
  sentence INTEGER NOT NULL REFERENCES sentence (id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  surface TEXT NOT NULL,
  PRIMARY KEY (entity, sentence, start, end)
) WITHOUT ROWID;
CREATE INDEX mention_by_sentence ON mention (sentence);

-- One row for each distinct claim; only asserted ones with an object are triples too.
CREATE TABLE statement (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL,
  predicate INTEGER NOT NULL REFERENCES predicate (term),
  object INTEGER,
  negated INTEGER NOT NULL DEFAULT 0,
  modality TEXT,
  attributed_to INTEGER,
  date TEXT,
  asserted INTEGER NOT NULL
    GENERATED ALWAYS AS (negated = 0 AND modality IS NULL AND attributed_to IS NULL) VIRTUAL
);
CREATE UNIQUE INDEX statement_claim ON statement (
  subject, predicate, ifnull(object, ''), negated, ifnull(modality, ''),
  ifnull(attributed_to, ''), ifnull(date, '')
);
CREATE INDEX statement_by_predicate ON statement (predicate);
CREATE INDEX statement_by_object ON statement (object);

CREATE TABLE evidence (
  statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
  sentence INTEGER NOT NULL REFERENCES sentence (id) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  extractor TEXT NOT NULL,
  PRIMARY KEY (statement, sentence, start, end)
) WITHOUT ROWID;
CREATE INDEX evidence_by_sentence ON evidence (sentence);

CREATE TABLE qualifier (
  statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (statement, name, value)
) WITHOUT ROWID;

-- For people: plain text, one row for each sentence that says so.
CREATE VIEW facts (subject, predicate, object, document, sentence, confidence) AS
SELECT
  iif(triple.subject < 0, triple.subject + 1073741824,
    (SELECT text FROM term WHERE id = triple.subject)),
  (SELECT text FROM term WHERE id = triple.predicate),
  iif(triple.object < 0, triple.object + 1073741824,
    (SELECT text FROM term WHERE id = triple.object)),
  document.source, sentence.text, evidence.confidence
FROM triple
LEFT JOIN statement ON statement.subject = triple.subject
  AND statement.predicate = triple.predicate AND statement.object = triple.object
  AND statement.asserted
LEFT JOIN evidence ON evidence.statement = statement.id
LEFT JOIN sentence ON sentence.id = evidence.sentence
LEFT JOIN document ON document.id = sentence.document;

CREATE VIEW entities (name, type, mentions, aliases) AS
SELECT
  term.text,
  (SELECT group_concat(kind.text, ', ') FROM entity_type JOIN term AS kind
    ON kind.id = entity_type.type WHERE entity_type.entity = entity.term),
  entity.mentions,
  (SELECT group_concat(alias.name, '; ') FROM alias
    WHERE alias.entity = entity.term AND alias.name <> term.text)
FROM entity JOIN term ON term.id = entity.term;

CREATE VIEW statements (
  id, subject, predicate, object, negated, modality, attributed_to, date, document, sentence,
  confidence
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
  statement.date, document.source, sentence.text, evidence.confidence
FROM statement
LEFT JOIN evidence ON evidence.statement = statement.id
LEFT JOIN sentence ON sentence.id = evidence.sentence
LEFT JOIN document ON document.id = sentence.document;
