-- A delta mostly leaves the territory as it was, which is tens of megabytes for the nation: it then names the snapshot that has
-- it, and its own units are ''.
ALTER TABLE snapshot ADD COLUMN units_of TEXT NOT NULL DEFAULT '';
