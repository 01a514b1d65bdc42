-- A snapshot may be a delta upon a root: its place among the deltas, 0 for the root itself.
ALTER TABLE snapshot ADD COLUMN root text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE snapshot ADD COLUMN sequence bigint NOT NULL DEFAULT 0;
UPDATE snapshot SET root = snapshot_id;

-- A person's facts by a delta, which replace all that was known before. "sequence" counts the deltas of a root snapshot,
-- 0 while the delta waits for approval.
CREATE TABLE revision (
    root text COLLATE "C" NOT NULL,
    snapshot_id text COLLATE "C" NOT NULL,
    personal_id text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (root, snapshot_id, personal_id)
);

-- The communes in which a person has, or by a delta had, a fact: where reading dossiers alone would miss something.
CREATE TABLE revision_commune (
    root text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    personal_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (root, commune_code, personal_id)
);

-- A roll whose lists are posted, and how far it has come; its row is locked by whoever changes the lists.
CREATE TABLE posting (
    roll_id text COLLATE "C" NOT NULL,
    snapshot_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (roll_id)
);

-- A commune whose lists are posted, and the digest over its areas' lists.
CREATE TABLE posted_commune (
    roll_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (roll_id, commune_code)
);

-- The present state of an area's list: version, digest, last number, books.
CREATE TABLE posted_area (
    roll_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    area_code text COLLATE "C" NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (roll_id, commune_code, area_code)
);

-- Every version of every area's list: its digest and the digests of the rows it wrote. Only ever added to.
CREATE TABLE area_version (
    roll_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    area_code text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (roll_id, commune_code, area_code, version)
);

-- Every version of a roll: its signed statement. Only ever added to.
CREATE TABLE roll_version (
    roll_id text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (roll_id, version)
);

-- What each change did to a row of an area's list. Only ever added to.
CREATE TABLE change_row (
    roll_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    area_code text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    position bigint NOT NULL,
    change_id text COLLATE "C" NOT NULL,
    personal_id text COLLATE "C" NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (roll_id, commune_code, area_code, version, position)
);

-- Something that waits for somebody, or was settled: complaints, certificates, batches to approve, reviews, changes that came
-- too late, halves of transfers, places decided by hand.
CREATE TABLE matter (
    roll_id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    matter_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    personal_id text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (roll_id, kind, matter_id)
);

-- Who changed what, when and why, each line with the digest of the one before. Only ever added to.
CREATE TABLE audit (
    sequence bigint NOT NULL,
    digest text COLLATE "C" NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (sequence)
);

CREATE INDEX revision_person ON revision (root, personal_id, sequence);
CREATE INDEX change_row_change ON change_row (roll_id, change_id);
CREATE INDEX change_row_version ON change_row (roll_id, version, position);
CREATE INDEX change_row_person ON change_row (roll_id, personal_id);
CREATE INDEX matter_person ON matter (roll_id, kind, personal_id);

-- What is only ever added to cannot be changed by a slip.
CREATE FUNCTION cutri_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END $$;
CREATE TRIGGER area_version_stays BEFORE UPDATE OR DELETE ON area_version FOR EACH ROW EXECUTE FUNCTION cutri_stays();
CREATE TRIGGER roll_version_stays BEFORE UPDATE OR DELETE ON roll_version FOR EACH ROW EXECUTE FUNCTION cutri_stays();
CREATE TRIGGER change_row_stays BEFORE UPDATE OR DELETE ON change_row FOR EACH ROW EXECUTE FUNCTION cutri_stays();
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION cutri_stays();
