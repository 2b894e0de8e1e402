-- Literals that may be equal to terms of another spelling or datatype, so that they are found without reading all terms.
CREATE INDEX term_with_forms ON term (kind, tag) WHERE kind IN (5, 7, 10);
