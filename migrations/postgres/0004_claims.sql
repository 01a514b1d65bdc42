-- Who derives which commune of a roll: open, claimed by a worker until a moment, or done. A claim whose worker has given no
-- sign of life until then may be taken over, which counts an attempt; only the attempt that holds it may end it.
-- "until" and "finished" are milliseconds since 1970 on the database's clock; "finish" stands for the last step of a roll.
CREATE TABLE claim (
    roll_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    persons bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    worker text COLLATE "C" NOT NULL,
    attempt bigint NOT NULL,
    until bigint NOT NULL,
    finished bigint NOT NULL,
    PRIMARY KEY (roll_id, commune_code)
);
