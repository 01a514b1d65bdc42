-- A snapshot may be a delta upon a root: its place among the deltas, 0 for the root itself.
ALTER TABLE snapshot ADD COLUMN root TEXT NOT NULL DEFAULT '';
ALTER TABLE snapshot ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;
UPDATE snapshot SET root = snapshot_id;

-- A person's facts by a delta, which replace all that was known before. "sequence" counts the deltas of a root snapshot,
-- 0 while the delta waits for approval.
CREATE TABLE revision (
    root TEXT NOT NULL,
    snapshot_id TEXT NOT NULL,
    personal_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (root, snapshot_id, personal_id)
) WITHOUT ROWID;

-- The communes in which a person has, or by a delta had, a fact: where reading dossiers alone would miss something.
CREATE TABLE revision_commune (
    root TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    personal_id TEXT NOT NULL,
    PRIMARY KEY (root, commune_code, personal_id)
) WITHOUT ROWID;

-- A roll whose lists are posted, and how far it has come; its row is locked by whoever changes the lists.
CREATE TABLE posting (
    roll_id TEXT NOT NULL,
    snapshot_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (roll_id)
) WITHOUT ROWID;

-- A commune whose lists are posted, and the digest over its areas' lists.
CREATE TABLE posted_commune (
    roll_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (roll_id, commune_code)
) WITHOUT ROWID;

-- The present state of an area's list: version, digest, last number, books.
CREATE TABLE posted_area (
    roll_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    area_code TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (roll_id, commune_code, area_code)
) WITHOUT ROWID;

-- Every version of every area's list: its digest and the digests of the rows it wrote. Only ever added to.
CREATE TABLE area_version (
    roll_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    area_code TEXT NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (roll_id, commune_code, area_code, version)
) WITHOUT ROWID;

-- Every version of a roll: its signed statement. Only ever added to.
CREATE TABLE roll_version (
    roll_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (roll_id, version)
) WITHOUT ROWID;

-- What each change did to a row of an area's list. Only ever added to.
CREATE TABLE change_row (
    roll_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    area_code TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    change_id TEXT NOT NULL,
    personal_id TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (roll_id, commune_code, area_code, version, position)
) WITHOUT ROWID;

-- Something that waits for somebody, or was settled: complaints, certificates, batches to approve, reviews, changes that came
-- too late, halves of transfers, places decided by hand.
CREATE TABLE matter (
    roll_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    matter_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    personal_id TEXT NOT NULL,
    state TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (roll_id, kind, matter_id)
) WITHOUT ROWID;

-- Who changed what, when and why, each line with the digest of the one before. Only ever added to.
CREATE TABLE audit (
    sequence BIGINT NOT NULL,
    digest TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (sequence)
) WITHOUT ROWID;

CREATE INDEX revision_person ON revision (root, personal_id, sequence);
CREATE INDEX change_row_change ON change_row (roll_id, change_id);
CREATE INDEX change_row_version ON change_row (roll_id, version, position);
CREATE INDEX change_row_person ON change_row (roll_id, personal_id);
CREATE INDEX matter_person ON matter (roll_id, kind, personal_id);

-- What is only ever added to cannot be changed by a slip.
CREATE TRIGGER area_version_stays_update BEFORE UPDATE ON area_version
BEGIN
    SELECT RAISE(ABORT, 'area_version is only ever added to');
END;
CREATE TRIGGER area_version_stays_delete BEFORE DELETE ON area_version
BEGIN
    SELECT RAISE(ABORT, 'area_version is only ever added to');
END;
CREATE TRIGGER roll_version_stays_update BEFORE UPDATE ON roll_version
BEGIN
    SELECT RAISE(ABORT, 'roll_version is only ever added to');
END;
CREATE TRIGGER roll_version_stays_delete BEFORE DELETE ON roll_version
BEGIN
    SELECT RAISE(ABORT, 'roll_version is only ever added to');
END;
CREATE TRIGGER change_row_stays_update BEFORE UPDATE ON change_row
BEGIN
    SELECT RAISE(ABORT, 'change_row is only ever added to');
END;
CREATE TRIGGER change_row_stays_delete BEFORE DELETE ON change_row
BEGIN
    SELECT RAISE(ABORT, 'change_row is only ever added to');
END;
CREATE TRIGGER audit_stays_update BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is only ever added to');
END;
CREATE TRIGGER audit_stays_delete BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is only ever added to');
END;
