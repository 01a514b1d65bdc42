-- The same names and tables as on SQLite. Texts that are keys compare as bytes, as SQLite compares them.
-- The three large tables have a partition for each snapshot or roll: its rows are written first, and its keys and
-- indexes are built after, on the partition, without touching what was there before.

-- One load of the population database and the registers around it.
CREATE TABLE snapshot (
    snapshot_id text COLLATE "C" NOT NULL,
    as_of text COLLATE "C" NOT NULL,
    base text,
    persons bigint NOT NULL,
    election text NOT NULL,
    profile text NOT NULL,
    units text NOT NULL,
    quality text NOT NULL,
    counts text NOT NULL,
    loaded_at text COLLATE "C" NOT NULL,
    state text NOT NULL,
    PRIMARY KEY (snapshot_id)
);

-- All facts of a person, once for each commune in which the person has one; '' for none.
-- Loaded in the order of its key, so a commune is one sequential read.
CREATE TABLE dossier (
    snapshot_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    personal_id text COLLATE "C" NOT NULL,
    document text NOT NULL
) PARTITION BY LIST (snapshot_id);

-- How many dossiers a commune has: what there is to derive, without counting the dossiers.
CREATE TABLE dossier_commune (
    snapshot_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    dossiers bigint NOT NULL,
    PRIMARY KEY (snapshot_id, commune_code)
);

-- One derivation of the lists from a snapshot.
CREATE TABLE roll (
    roll_id text COLLATE "C" NOT NULL,
    snapshot_id text COLLATE "C" NOT NULL,
    election_id text COLLATE "C" NOT NULL,
    rule_profile text NOT NULL,
    state text NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    summary text NOT NULL,
    PRIMARY KEY (roll_id)
);

-- The rows of the lists, in the order of the lists. "standing" is 1 on the row where the person votes and null on
-- struck and marked rows, so that a unique key with it allows one standing row a person beside any others.
CREATE TABLE entry (
    roll_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    area_code text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    personal_id text COLLATE "C" NOT NULL,
    standing bigint,
    document text NOT NULL
) PARTITION BY LIST (roll_id);

-- Persons who stand on no list, with the reason; commune '' where there is none.
CREATE TABLE outcome (
    roll_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    personal_id text COLLATE "C" NOT NULL,
    outcome text NOT NULL,
    document text NOT NULL
) PARTITION BY LIST (roll_id);

-- The sums of a commune, written with its entries: a commune without a row here is still to be derived.
CREATE TABLE commune_result (
    roll_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (roll_id, commune_code)
);
