-- Persons are found by name and year of birth, and by the number before 2016. Empty names were written by an earlier
-- edition.
ALTER TABLE dossier ADD COLUMN name_year TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN old_number TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN name_year TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN old_number TEXT NOT NULL DEFAULT '';
CREATE INDEX revision_name ON revision (root, name_year, sequence);
CREATE INDEX revision_old_number ON revision (root, old_number, sequence);
