-- What waits in a commune, and what changed there, is found without reading the registers and the log of the country.
CREATE INDEX matter_commune ON matter (roll_id, kind, commune_code, state);
CREATE INDEX change_row_commune ON change_row (roll_id, commune_code, version, position);
