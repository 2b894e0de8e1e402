-- What each document says by itself, kept so that it can be taken out again, or be told of other entities, to the letter.

-- path: where it was read from, with #NUMBER for one of several in a file. address: what the document says that its
-- address is. source, by which it is listed, is the address where no other file claims it, and else the path.
ALTER TABLE document ADD COLUMN path TEXT;
ALTER TABLE document ADD COLUMN address TEXT;
UPDATE document SET path = source, address = iif(instr(source, '://') > 0, source, NULL);
CREATE INDEX document_by_path ON document (path);
CREATE INDEX document_by_address ON document (address, path);

-- content: docs/file-format.md says how it is made; crc is its CRC-32. Documents of earlier versions have no row.
CREATE TABLE reading (
  document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  crc INTEGER NOT NULL,
  content BLOB NOT NULL
);

-- The noun phrases of a document and the concepts that they are; number: the place in the reading. Names are in profile.
CREATE TABLE phrase (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES entity (term) ON DELETE CASCADE,
  folded TEXT NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE INDEX phrase_by_entity ON phrase (entity, folded);

-- is_name: the names of the profile are names of its entity; those of an office are not its holder's.
ALTER TABLE profile ADD COLUMN is_name INTEGER NOT NULL DEFAULT 1;
UPDATE profile SET is_name = 0 WHERE kind = 'office' AND EXISTS (
  SELECT 1 FROM entity_type JOIN term ON term.id = entity_type.type
  WHERE entity_type.entity = profile.entity AND term.text = 'person');
DROP INDEX profile_by_entity;
CREATE INDEX profile_by_entity ON profile (entity, kind, label, names, roles, is_name);

INSERT INTO phrase (document, number, entity, folded)
WITH slot (statement, value) AS (
  SELECT id, subject FROM statement UNION SELECT id, object FROM statement
  UNION SELECT id, attributed_to FROM statement UNION SELECT statement, value FROM qualifier
), used (document, entity) AS (
  SELECT sentence.document, slot.value FROM slot
  JOIN evidence ON evidence.statement = slot.statement JOIN sentence ON sentence.id = evidence.sentence
  UNION SELECT sentence.document, mention.entity FROM mention JOIN sentence ON sentence.id = mention.sentence
)
SELECT used.document,
  ifnull((SELECT max(number) FROM profile WHERE profile.document = used.document), -1)
    + row_number() OVER (PARTITION BY used.document ORDER BY used.entity),
  used.entity, entity.folded
FROM used JOIN entity ON entity.term = used.entity
WHERE NOT EXISTS (SELECT 1 FROM profile
  WHERE profile.document = used.document AND profile.entity = used.entity);

-- A fact that a person deleted and a document states: it is no fact until the person inserts it, or has the document
-- read anew.
CREATE TABLE denial (
  predicate INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  object INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  PRIMARY KEY (predicate, subject, object, document)
) WITHOUT ROWID;
CREATE INDEX denial_by_document ON denial (document);

-- given: a person inserted the claim, or gave the name, so that it stays without documents.
ALTER TABLE statement ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
UPDATE statement SET given = 1 WHERE asserted AND date IS NULL AND EXISTS (SELECT 1 FROM triple
  WHERE triple.subject = statement.subject AND triple.predicate = statement.predicate
    AND triple.object = statement.object AND triple.origin & 2);
DROP INDEX statement_by_predicate;
CREATE INDEX statement_by_predicate ON statement (predicate, given);
CREATE INDEX statement_by_speaker ON statement (attributed_to) WHERE attributed_to IS NOT NULL;

ALTER TABLE alias ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
UPDATE alias SET given = 1
WHERE count = 0 AND NOT refused AND entity IN (SELECT term FROM entity WHERE kept);
DROP INDEX alias_by_name;
CREATE INDEX alias_by_name ON alias (folded, entity, refused, count, given);

-- origin, bits as in triple: 1 texts tell the type, 2 it was inserted or imported.
ALTER TABLE entity_type ADD COLUMN origin INTEGER NOT NULL DEFAULT 1;
UPDATE entity_type SET origin = 2 WHERE entity IN (SELECT term FROM entity WHERE kept);
DROP INDEX entity_by_type;
CREATE INDEX entity_by_type ON entity_type (type, entity, origin);

-- count: how many claims of documents say it.
ALTER TABLE qualifier ADD COLUMN count INTEGER NOT NULL DEFAULT 1;
UPDATE qualifier SET count = max(1,
  (SELECT count(*) FROM evidence WHERE evidence.statement = qualifier.statement));
DROP INDEX qualifier_by_value;
CREATE INDEX qualifier_by_value ON qualifier (value, name, count);

-- Whether documents came or went since names were last told apart.
CREATE TABLE linking (id INTEGER PRIMARY KEY CHECK (id = 0), is_due INTEGER NOT NULL);
INSERT INTO linking (id, is_due) VALUES (0, 0);
