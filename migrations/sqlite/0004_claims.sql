-- Who derives which commune of a roll: open, claimed by a worker until a moment, or done. A claim whose worker has given no
-- sign of life until then may be taken over, which counts an attempt; only the attempt that holds it may end it.
-- "until" and "finished" are milliseconds since 1970 on the database's clock; "finish" stands for the last step of a roll.
CREATE TABLE claim (
    roll_id TEXT NOT NULL,
    commune_code TEXT NOT NULL,
    persons BIGINT NOT NULL,
    state TEXT NOT NULL,
    worker TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    until BIGINT NOT NULL,
    finished BIGINT NOT NULL,
    PRIMARY KEY (roll_id, commune_code)
) WITHOUT ROWID;
