-- Graphs of a million triples and more: sorted, checksummed blocks (docs/file-format.md says how they are made).
-- Rows of triple and term then hold what changed since.

CREATE TABLE triple_block (
  id INTEGER PRIMARY KEY,
  ordering INTEGER NOT NULL,
  first INTEGER NOT NULL,
  second INTEGER NOT NULL,
  third INTEGER NOT NULL,
  count INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  content BLOB NOT NULL
);
CREATE INDEX triple_block_directory ON triple_block (ordering, id, first, second, third, count);

-- separator: greater than every text of the block before, not greater than the first of this one.
CREATE TABLE term_block (
  first_id INTEGER PRIMARY KEY,
  segment INTEGER NOT NULL,
  kind INTEGER NOT NULL REFERENCES term_kind (id),
  tag TEXT NOT NULL,
  separator BLOB NOT NULL,
  count INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  content BLOB NOT NULL
);
CREATE UNIQUE INDEX term_block_by_text ON term_block (segment, kind, tag, separator);

-- What the planner wants to know of each predicate in the blocks.
CREATE TABLE block_statistic (
  predicate INTEGER PRIMARY KEY,
  triples INTEGER NOT NULL,
  subjects INTEGER NOT NULL,
  objects INTEGER NOT NULL
);

-- generation changes whenever the blocks of triples do.
CREATE TABLE block_state (
  id INTEGER PRIMARY KEY CHECK (id = 0),
  generation INTEGER NOT NULL,
  triples INTEGER NOT NULL
);
INSERT INTO block_state (id, generation, triples) VALUES (0, 0, 0);

-- Whoever takes a triple away takes it from its named graphs: a row that leaves the table may still be in a block.
DROP TRIGGER triple_leaves_graphs;

-- For people: blocks as rows. A byte is a number by its place among all bytes.
CREATE VIEW byte_values (bytes) AS SELECT X'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F404142434445464748494A4B4C4D4E4F505152535455565758595A5B5C5D5E5F606162636465666768696A6B6C6D6E6F707172737475767778797A7B7C7D7E7F808182838485868788898A8B8C8D8E8F909192939495969798999A9B9C9D9E9FA0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3B4B5B6B7B8B9BABBBCBDBEBFC0C1C2C3C4C5C6C7C8C9CACBCCCDCECFD0D1D2D3D4D5D6D7D8D9DADBDCDDDEDFE0E1E2E3E4E5E6E7E8E9EAEBECEDEEEFF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF';

CREATE VIEW block_header (
  id, ordering, count, content, a_least, a_width, b_least, b_width, c_least, c_width, d_least, d_width
) AS
SELECT
  id, ordering, count, content,
    ((instr(bytes, substr(content, 3, 1)) - 1) << 0) +
      ((instr(bytes, substr(content, 4, 1)) - 1) << 8) +
      ((instr(bytes, substr(content, 5, 1)) - 1) << 16) +
      ((instr(bytes, substr(content, 6, 1)) - 1) << 24),
    instr(bytes, substr(content, 7, 1)) - 1,
    ((instr(bytes, substr(content, 8, 1)) - 1) << 0) +
      ((instr(bytes, substr(content, 9, 1)) - 1) << 8) +
      ((instr(bytes, substr(content, 10, 1)) - 1) << 16) +
      ((instr(bytes, substr(content, 11, 1)) - 1) << 24),
    instr(bytes, substr(content, 12, 1)) - 1,
    ((instr(bytes, substr(content, 13, 1)) - 1) << 0) +
      ((instr(bytes, substr(content, 14, 1)) - 1) << 8) +
      ((instr(bytes, substr(content, 15, 1)) - 1) << 16) +
      ((instr(bytes, substr(content, 16, 1)) - 1) << 24),
    instr(bytes, substr(content, 17, 1)) - 1,
    ((instr(bytes, substr(content, 18, 1)) - 1) << 0) +
      ((instr(bytes, substr(content, 19, 1)) - 1) << 8) +
      ((instr(bytes, substr(content, 20, 1)) - 1) << 16) +
      ((instr(bytes, substr(content, 21, 1)) - 1) << 24),
    instr(bytes, substr(content, 22, 1)) - 1
FROM triple_block, byte_values;

-- Each field of each row in the order of predicate, subject and object: five bytes hold any 32 bits.
CREATE VIEW block_triple (predicate, subject, object, origin) AS
WITH RECURSIVE
  place (row) AS (SELECT 0 UNION ALL SELECT row + 1 FROM place WHERE row < 4095),
  packed AS (
    SELECT *, 176 + row * (a_width + b_width + c_width + d_width) AS bit
    -- With a limit, each header is read once and not once for each of its rows.
    FROM (SELECT * FROM block_header WHERE ordering = 0 LIMIT -1) JOIN place ON row < count
  )
SELECT
  a_least + (((
    ((instr(bytes, substr(content, 1 + 0 + (bit >> 3), 1)) - 1) << 0) +
    ((instr(bytes, substr(content, 1 + 1 + (bit >> 3), 1)) - 1) << 8) +
    ((instr(bytes, substr(content, 1 + 2 + (bit >> 3), 1)) - 1) << 16) +
    ((instr(bytes, substr(content, 1 + 3 + (bit >> 3), 1)) - 1) << 24) +
    ((instr(bytes, substr(content, 1 + 4 + (bit >> 3), 1)) - 1) << 32)
    ) >> (bit & 7)) & ((1 << a_width) - 1)) - 2147483648,
  b_least + (((
    ((instr(bytes, substr(content, 1 + 0 + ((bit + a_width) >> 3), 1)) - 1) << 0) +
    ((instr(bytes, substr(content, 1 + 1 + ((bit + a_width) >> 3), 1)) - 1) << 8) +
    ((instr(bytes, substr(content, 1 + 2 + ((bit + a_width) >> 3), 1)) - 1) << 16) +
    ((instr(bytes, substr(content, 1 + 3 + ((bit + a_width) >> 3), 1)) - 1) << 24) +
    ((instr(bytes, substr(content, 1 + 4 + ((bit + a_width) >> 3), 1)) - 1) << 32)
    ) >> ((bit + a_width) & 7)) & ((1 << b_width) - 1)) - 2147483648,
  c_least + (((
    ((instr(bytes, substr(content, 1 + 0 + ((bit + a_width + b_width) >> 3), 1)) - 1) << 0) +
    ((instr(bytes, substr(content, 1 + 1 + ((bit + a_width + b_width) >> 3), 1)) - 1) << 8) +
    ((instr(bytes, substr(content, 1 + 2 + ((bit + a_width + b_width) >> 3), 1)) - 1) << 16) +
    ((instr(bytes, substr(content, 1 + 3 + ((bit + a_width + b_width) >> 3), 1)) - 1) << 24) +
    ((instr(bytes, substr(content, 1 + 4 + ((bit + a_width + b_width) >> 3), 1)) - 1) << 32)
    ) >> ((bit + a_width + b_width) & 7)) & ((1 << c_width) - 1)) - 2147483648,
  d_least + (((
    ((instr(bytes, substr(content, 1 + 0 + ((bit + a_width + b_width + c_width) >> 3), 1)) - 1) << 0) +
    ((instr(bytes, substr(content, 1 + 1 + ((bit + a_width + b_width + c_width) >> 3), 1)) - 1) << 8) +
    ((instr(bytes, substr(content, 1 + 2 + ((bit + a_width + b_width + c_width) >> 3), 1)) - 1) << 16) +
    ((instr(bytes, substr(content, 1 + 3 + ((bit + a_width + b_width + c_width) >> 3), 1)) - 1) << 24) +
    ((instr(bytes, substr(content, 1 + 4 + ((bit + a_width + b_width + c_width) >> 3), 1)) - 1) << 32)
    ) >> ((bit + a_width + b_width + c_width) & 7)) & ((1 << d_width) - 1))
FROM packed, byte_values;

CREATE VIEW stored_triple (predicate, subject, object, origin) AS
SELECT predicate, subject, object, origin FROM triple WHERE origin <> 0
UNION ALL
SELECT predicate, subject, object, origin FROM block_triple WHERE NOT EXISTS (
  SELECT 1 FROM triple WHERE triple.predicate = block_triple.predicate
    AND triple.subject = block_triple.subject AND triple.object = block_triple.object);

-- A text is decoded from the last term before it that shares nothing (TermBlock): a length at each step.
DROP VIEW facts;
CREATE VIEW facts (subject, predicate, object, document, sentence, confidence) AS
SELECT
  iif(triple.subject < 0, triple.subject + 1073741824, coalesce(
    (SELECT text FROM term WHERE id = triple.subject),
    (WITH RECURSIVE
      block AS (
        SELECT kind, content, triple.subject - first_id AS number, bytes,
          instr(bytes, substr(content, 3, 1)) - 1 AS width
        FROM term_block, byte_values WHERE first_id <= triple.subject ORDER BY first_id DESC LIMIT 1),
      step (rest, place, shared, text) AS (
        SELECT (number & 15) + 1, iif(width = 2, ((instr(bytes, substr(content, 5 + (number >> 4) * 2 + 0, 1)) - 1) << 0) + ((instr(bytes, substr(content, 5 + (number >> 4) * 2 + 1, 1)) - 1) << 8),
          ((instr(bytes, substr(content, 5 + (number >> 4) * 4 + 0, 1)) - 1) << 0) + ((instr(bytes, substr(content, 5 + (number >> 4) * 4 + 1, 1)) - 1) << 8) + ((instr(bytes, substr(content, 5 + (number >> 4) * 4 + 2, 1)) - 1) << 16) + ((instr(bytes, substr(content, 5 + (number >> 4) * 4 + 3, 1)) - 1) << 24)), NULL, X'' FROM block
        UNION ALL
        SELECT iif(shared IS NULL, rest, rest - 1),
          place + iif(instr(bytes, substr(content, place + 1, 1)) = 256, 5, 1) + iif(shared IS NULL, 0, CASE instr(bytes, substr(content, place + 1, 1)) - 1 WHEN 255 THEN
          ((instr(bytes, substr(content, place + 2, 1)) - 1) << 0) +
          ((instr(bytes, substr(content, place + 3, 1)) - 1) << 8) +
          ((instr(bytes, substr(content, place + 4, 1)) - 1) << 16) +
          ((instr(bytes, substr(content, place + 5, 1)) - 1) << 24)
          ELSE instr(bytes, substr(content, place + 1, 1)) - 1 END),
          iif(shared IS NULL, CASE instr(bytes, substr(content, place + 1, 1)) - 1 WHEN 255 THEN
          ((instr(bytes, substr(content, place + 2, 1)) - 1) << 0) +
          ((instr(bytes, substr(content, place + 3, 1)) - 1) << 8) +
          ((instr(bytes, substr(content, place + 4, 1)) - 1) << 16) +
          ((instr(bytes, substr(content, place + 5, 1)) - 1) << 24)
          ELSE instr(bytes, substr(content, place + 1, 1)) - 1 END, NULL),
          iif(shared IS NULL, text, CAST(ifnull(substr(text, 1, shared), '') ||
            ifnull(substr(content, place + iif(instr(bytes, substr(content, place + 1, 1)) = 256, 5, 1) + 1, CASE instr(bytes, substr(content, place + 1, 1)) - 1 WHEN 255 THEN
          ((instr(bytes, substr(content, place + 2, 1)) - 1) << 0) +
          ((instr(bytes, substr(content, place + 3, 1)) - 1) << 8) +
          ((instr(bytes, substr(content, place + 4, 1)) - 1) << 16) +
          ((instr(bytes, substr(content, place + 5, 1)) - 1) << 24)
          ELSE instr(bytes, substr(content, place + 1, 1)) - 1 END), '') AS BLOB))
        FROM step, block WHERE rest > 0)
    SELECT iif(kind = 2, 'b' || triple.subject, (SELECT CAST(text AS TEXT) FROM step WHERE rest = 0))
    FROM block))),
  (SELECT text FROM term WHERE id = triple.predicate),
  iif(triple.object < 0, triple.object + 1073741824, coalesce(
    (SELECT text FROM term WHERE id = triple.object),
    (WITH RECURSIVE
      block AS (
        SELECT kind, content, triple.object - first_id AS number, bytes,
          instr(bytes, substr(content, 3, 1)) - 1 AS width
        FROM term_block, byte_values WHERE first_id <= triple.object ORDER BY first_id DESC LIMIT 1),
      step (rest, place, shared, text) AS (
        SELECT (number & 15) + 1, iif(width = 2, ((instr(bytes, substr(content, 5 + (number >> 4) * 2 + 0, 1)) - 1) << 0) + ((instr(bytes, substr(content, 5 + (number >> 4) * 2 + 1, 1)) - 1) << 8),
          ((instr(bytes, substr(content, 5 + (number >> 4) * 4 + 0, 1)) - 1) << 0) + ((instr(bytes, substr(content, 5 + (number >> 4) * 4 + 1, 1)) - 1) << 8) + ((instr(bytes, substr(content, 5 + (number >> 4) * 4 + 2, 1)) - 1) << 16) + ((instr(bytes, substr(content, 5 + (number >> 4) * 4 + 3, 1)) - 1) << 24)), NULL, X'' FROM block
        UNION ALL
        SELECT iif(shared IS NULL, rest, rest - 1),
          place + iif(instr(bytes, substr(content, place + 1, 1)) = 256, 5, 1) + iif(shared IS NULL, 0, CASE instr(bytes, substr(content, place + 1, 1)) - 1 WHEN 255 THEN
          ((instr(bytes, substr(content, place + 2, 1)) - 1) << 0) +
          ((instr(bytes, substr(content, place + 3, 1)) - 1) << 8) +
          ((instr(bytes, substr(content, place + 4, 1)) - 1) << 16) +
          ((instr(bytes, substr(content, place + 5, 1)) - 1) << 24)
          ELSE instr(bytes, substr(content, place + 1, 1)) - 1 END),
          iif(shared IS NULL, CASE instr(bytes, substr(content, place + 1, 1)) - 1 WHEN 255 THEN
          ((instr(bytes, substr(content, place + 2, 1)) - 1) << 0) +
          ((instr(bytes, substr(content, place + 3, 1)) - 1) << 8) +
          ((instr(bytes, substr(content, place + 4, 1)) - 1) << 16) +
          ((instr(bytes, substr(content, place + 5, 1)) - 1) << 24)
          ELSE instr(bytes, substr(content, place + 1, 1)) - 1 END, NULL),
          iif(shared IS NULL, text, CAST(ifnull(substr(text, 1, shared), '') ||
            ifnull(substr(content, place + iif(instr(bytes, substr(content, place + 1, 1)) = 256, 5, 1) + 1, CASE instr(bytes, substr(content, place + 1, 1)) - 1 WHEN 255 THEN
          ((instr(bytes, substr(content, place + 2, 1)) - 1) << 0) +
          ((instr(bytes, substr(content, place + 3, 1)) - 1) << 8) +
          ((instr(bytes, substr(content, place + 4, 1)) - 1) << 16) +
          ((instr(bytes, substr(content, place + 5, 1)) - 1) << 24)
          ELSE instr(bytes, substr(content, place + 1, 1)) - 1 END), '') AS BLOB))
        FROM step, block WHERE rest > 0)
    SELECT iif(kind = 2, 'b' || triple.object, (SELECT CAST(text AS TEXT) FROM step WHERE rest = 0))
    FROM block))),
  document.source, sentence.text, evidence.confidence
FROM stored_triple AS triple
LEFT JOIN statement ON statement.subject = triple.subject
  AND statement.predicate = triple.predicate AND statement.object = triple.object
  AND statement.asserted
LEFT JOIN evidence ON evidence.statement = statement.id
LEFT JOIN sentence ON sentence.id = evidence.sentence
LEFT JOIN document ON document.id = sentence.document;
