-- What decides stands under digests: the dossiers of a commune, the facts of a snapshot, where deltas touch persons, and
-- who stands on no list. Empty texts and 0 were written by an earlier edition.

-- Over the dossiers of the commune, in the order of personal numbers.
ALTER TABLE dossier_commune ADD COLUMN digest TEXT NOT NULL DEFAULT '';
-- Over all dossiers of the snapshot; of a delta, over its revisions and the facts of its base.
ALTER TABLE snapshot ADD COLUMN facts TEXT NOT NULL DEFAULT '';
-- The place of the delta that first brought the person to the commune.
ALTER TABLE revision_commune ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;

-- What each act did to the outcomes of persons in a commune whose lists are posted, or in none: the line of the audit that
-- tells of the act, the version that was in force after it, and the outcome before and after. Only ever added to.
CREATE TABLE outcome_change (
    roll_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    position BIGINT NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (roll_id, commune_code, sequence, position)
) WITHOUT ROWID;

CREATE TRIGGER outcome_change_stays_update BEFORE UPDATE ON outcome_change
BEGIN
    SELECT RAISE(ABORT, 'outcome_change is only ever added to');
END;
CREATE TRIGGER outcome_change_stays_delete BEFORE DELETE ON outcome_change
BEGIN
    SELECT RAISE(ABORT, 'outcome_change is only ever added to');
END;
