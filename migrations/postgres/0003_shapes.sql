-- The outlines of provinces and communes for maps, of a full snapshot and the deltas upon it. They decide nothing and are
-- no part of what a snapshot's id stands for.
CREATE TABLE shapes (
    root text COLLATE "C" NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (root)
);
