-- What `check` compares: every column that no other table implies stands in an index as well, or has a digest, so that a
-- flipped bit is found. And names that an entity does not go by, whatever later documents say.

DROP INDEX triple_by_subject;
CREATE INDEX triple_by_subject ON triple (subject, predicate, object, origin);

-- refused: a person took the name off the entity; it counts, but it names the entity no more.
ALTER TABLE alias ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
DROP INDEX alias_by_name;
CREATE INDEX alias_by_name ON alias (folded, entity, refused, count);

CREATE INDEX document_by_source ON document (source, title, date, read_at);

-- digest: 64-bit FNV-1a of the text's UTF-8; null in rows of the first two versions.
ALTER TABLE sentence ADD COLUMN digest INTEGER;
CREATE INDEX sentence_by_role ON sentence (role, document, start, end);

DROP INDEX mention_by_sentence;
CREATE INDEX mention_by_sentence ON mention (sentence, start, end, surface);

DROP INDEX evidence_by_sentence;
CREATE INDEX evidence_by_sentence ON evidence (sentence, confidence, extractor);

CREATE INDEX qualifier_by_value ON qualifier (value, name);

DROP VIEW entities;
CREATE VIEW entities (name, type, mentions, aliases) AS
SELECT
  term.text,
  (SELECT group_concat(kind.text, ', ') FROM entity_type JOIN term AS kind
    ON kind.id = entity_type.type WHERE entity_type.entity = entity.term),
  entity.mentions,
  (SELECT group_concat(alias.name, '; ') FROM alias
    WHERE alias.entity = entity.term AND alias.name <> term.text AND NOT alias.refused)
FROM entity JOIN term ON term.id = entity.term;
