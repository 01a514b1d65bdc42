-- One load of the population database and the registers around it.
CREATE TABLE snapshot (
    snapshot_id TEXT NOT NULL,
    as_of TEXT NOT NULL,
    base TEXT,
    persons BIGINT NOT NULL,
    election TEXT NOT NULL,
    profile TEXT NOT NULL,
    units TEXT NOT NULL,
    quality TEXT NOT NULL,
    counts TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (snapshot_id)
) WITHOUT ROWID;

-- All facts of a person, once for each commune in which the person has one; '' for none.
-- The rows lie in the order of their key, so a commune is one sequential read.
CREATE TABLE dossier (
    snapshot_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    personal_id TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (snapshot_id, commune_code, personal_id)
) WITHOUT ROWID;

-- How many dossiers a commune has: what there is to derive, without counting the dossiers.
CREATE TABLE dossier_commune (
    snapshot_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    dossiers BIGINT NOT NULL,
    PRIMARY KEY (snapshot_id, commune_code)
) WITHOUT ROWID;

-- One derivation of the lists from a snapshot.
CREATE TABLE roll (
    roll_id TEXT NOT NULL,
    snapshot_id TEXT NOT NULL,
    election_id TEXT NOT NULL,
    rule_profile TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (roll_id)
) WITHOUT ROWID;

-- The rows of the lists, in the order of the lists. "standing" is 1 on the row where the person votes and null on
-- struck and marked rows, so that a unique key with it allows one standing row a person beside any others.
CREATE TABLE entry (
    roll_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    area_code TEXT NOT NULL,
    number BIGINT NOT NULL,
    personal_id TEXT NOT NULL,
    standing BIGINT,
    document TEXT NOT NULL,
    PRIMARY KEY (roll_id, commune_code, area_code, number)
) WITHOUT ROWID;

-- Persons who stand on no list, with the reason; commune '' where there is none.
CREATE TABLE outcome (
    roll_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    personal_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (roll_id, commune_code, personal_id)
) WITHOUT ROWID;

-- The sums of a commune, written with its entries: a commune without a row here is still to be derived.
CREATE TABLE commune_result (
    roll_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (roll_id, commune_code)
) WITHOUT ROWID;
