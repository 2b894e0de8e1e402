-- Facts that a reader rejected: they are not so, whatever documents say, until that is taken back.

-- number: the place among all that was decided on the graph (decision.id too); facts that were rejected together have one.
-- reason: in the reader's words, NULL where there is none. given: whether somebody had inserted the fact.
-- deleted: whether somebody had deleted it before, so that it stays away when the rejection is taken back.
CREATE TABLE rejection (
  predicate INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  object INTEGER NOT NULL,
  number INTEGER NOT NULL,
  reason TEXT,
  given INTEGER NOT NULL CHECK (given IN (0, 1)),
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  PRIMARY KEY (predicate, subject, object)
) WITHOUT ROWID;
CREATE INDEX rejection_by_number ON rejection (number);
