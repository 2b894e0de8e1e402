-- What each document tells of each name in it, so that who is who across documents can be told anew when more is known.

-- number: the entity's place in the document's record. kind: what the document takes it for, "thing" where it does not tell,
-- "office" for a description of whoever holds one. names: a line "count name" for each, in the order of names.
-- roles: a line for each, such as "senator of Ohio".
CREATE TABLE profile (
  document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  entity INTEGER NOT NULL REFERENCES entity (term) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  names TEXT NOT NULL,
  roles TEXT NOT NULL,
  PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE INDEX profile_by_entity ON profile (entity, kind, label, names, roles);

-- kept: a person or an import made or mended the entity, so that texts neither divide it nor name it anew.
ALTER TABLE entity ADD COLUMN kept INTEGER NOT NULL DEFAULT 1;
DROP INDEX entity_by_name;
CREATE INDEX entity_by_name ON entity (folded, kept);
