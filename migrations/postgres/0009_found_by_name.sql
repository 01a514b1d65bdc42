-- Persons are found by name and year of birth, and by the number before 2016. Empty names were written by an earlier
-- edition.
ALTER TABLE dossier ADD COLUMN name_year text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN old_number text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN name_year text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN old_number text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX revision_name ON revision (root, name_year, sequence);
CREATE INDEX revision_old_number ON revision (root, old_number, sequence);

-- Finds a part's dossiers by what is known of a person beside the personal number: 'name' or 'old_number'.
CREATE FUNCTION cutri_part_found(part_table text, part_id text, found_by text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    part text := cutri_part(part_table, part_id);
    columns text := CASE found_by WHEN 'name' THEN 'name_year, commune_code' WHEN 'old_number' THEN 'old_number' END;
    first_column text := split_part(columns, ',', 1);
BEGIN
    IF part_table <> 'dossier' OR columns IS NULL THEN
        RAISE EXCEPTION 'nobody is found so' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON %I (%s) WHERE %I <> ''''', part || '_' || found_by, part, columns,
        first_column);
END $$;

-- It acts as its owner: it finds only what the owner's schema holds, and those alone call it who may build the other keys.
DO $$
DECLARE
    granted record;
BEGIN
    EXECUTE format('ALTER FUNCTION cutri_part_found(text, text, text) SET search_path = %I, pg_temp', current_schema());
    REVOKE ALL ON FUNCTION cutri_part_found(text, text, text) FROM PUBLIC;
    FOR granted IN
        SELECT DISTINCT acl.grantee::regrole AS role_name FROM pg_proc p, aclexplode(p.proacl) AS acl
        WHERE p.pronamespace = current_schema()::regnamespace AND p.proname = 'cutri_part_person'
        AND acl.privilege_type = 'EXECUTE' AND acl.grantee <> 0 AND acl.grantee <> p.proowner
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION cutri_part_found(text, text, text) TO %s', granted.role_name);
    END LOOP;
END $$;
