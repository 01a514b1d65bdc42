-- The outlines of provinces and communes for maps, of a full snapshot and the deltas upon it. They decide nothing and are
-- no part of what a snapshot's id stands for.
CREATE TABLE shapes (
    root TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (root)
) WITHOUT ROWID;
