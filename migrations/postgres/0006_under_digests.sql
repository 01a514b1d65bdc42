-- What decides stands under digests: the dossiers of a commune, the facts of a snapshot, where deltas touch persons, and
-- who stands on no list. Empty texts and 0 were written by an earlier edition.

-- Over the dossiers of the commune, in the order of personal numbers.
ALTER TABLE dossier_commune ADD COLUMN digest text NOT NULL DEFAULT '';
-- Over all dossiers of the snapshot; of a delta, over its revisions and the facts of its base.
ALTER TABLE snapshot ADD COLUMN facts text NOT NULL DEFAULT '';
-- The place of the delta that first brought the person to the commune.
ALTER TABLE revision_commune ADD COLUMN sequence bigint NOT NULL DEFAULT 0;

-- What each act did to the outcomes of persons in a commune whose lists are posted, or in none: the line of the audit that
-- tells of the act, the version that was in force after it, and the outcome before and after. Only ever added to.
CREATE TABLE outcome_change (
    roll_id text COLLATE "C" NOT NULL,
    commune_code text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    position bigint NOT NULL,
    version bigint NOT NULL,
    document text NOT NULL,
    PRIMARY KEY (roll_id, commune_code, sequence, position)
);

-- What a writer may do with each table beside reading it. A reader reads.
CREATE OR REPLACE FUNCTION cutri_rights() RETURNS TABLE (table_name text, rights text) LANGUAGE sql IMMUTABLE AS $$
    VALUES ('snapshot', 'INSERT, UPDATE, DELETE'), ('shapes', 'INSERT, DELETE'), ('dossier', 'INSERT'),
           ('dossier_commune', 'INSERT, DELETE'), ('roll', 'INSERT, UPDATE, DELETE'), ('claim', 'INSERT, UPDATE, DELETE'),
           ('entry', 'INSERT, DELETE'), ('outcome', 'INSERT, DELETE'), ('commune_result', 'INSERT, DELETE'),
           ('revision', 'INSERT, UPDATE, DELETE'), ('revision_commune', 'INSERT'), ('posting', 'INSERT, UPDATE'),
           ('posted_commune', 'INSERT, DELETE'), ('posted_area', 'INSERT, DELETE'), ('matter', 'INSERT, UPDATE'),
           -- Only ever added to.
           ('area_version', 'INSERT'), ('roll_version', 'INSERT'), ('change_row', 'INSERT'), ('audit', 'INSERT'),
           ('outcome_change', 'INSERT')
$$;

-- Who could read or add to the log of changes may do the same here.
DO $$
DECLARE
    granted record;
BEGIN
    FOR granted IN
        SELECT grantee, privilege_type FROM information_schema.role_table_grants
        WHERE table_schema = current_schema() AND table_name = 'change_row' AND privilege_type IN ('SELECT', 'INSERT')
    LOOP
        EXECUTE format('GRANT %s ON TABLE outcome_change TO %I', granted.privilege_type, granted.grantee);
    END LOOP;
END $$;

-- The column by which each table is distributed; none for a small table, which every server has whole.
CREATE OR REPLACE FUNCTION cutri_distribution() RETURNS TABLE (table_name text, column_name text) LANGUAGE sql IMMUTABLE AS $$
    VALUES ('snapshot', NULL), ('shapes', NULL), ('roll', NULL), ('revision', NULL), ('posting', NULL),
           ('roll_version', NULL), ('matter', NULL), ('audit', NULL),
           ('dossier', 'commune_code'), ('dossier_commune', 'commune_code'), ('claim', 'commune_code'),
           ('entry', 'commune_code'), ('outcome', 'commune_code'), ('commune_result', 'commune_code'),
           ('revision_commune', 'commune_code'), ('posted_commune', 'commune_code'), ('posted_area', 'commune_code'),
           ('area_version', 'commune_code'), ('change_row', 'commune_code'), ('outcome_change', 'commune_code')
$$;

-- Gives empty tables the distributed form, and distributes them where Citus is.
--
-- Citus takes no table that has triggers (https://github.com/citusdata/citus/pull/3858): there, what is only ever added to
-- is kept by the rights of the writer alone. No key has to change: each key of a distributed table holds its column.
CREATE OR REPLACE FUNCTION cutri_distribute() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    placed record;
BEGIN
    IF cutri_form() = 'citus' THEN
        RETURN 'citus';
    END IF;
    IF EXISTS (SELECT FROM snapshot) THEN
        RAISE EXCEPTION 'the database holds a snapshot; tables are distributed while they are empty'
            USING ERRCODE = 'CT001';
    END IF;
    FOR placed IN
        SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND t.tgname LIKE '%\_stays%'
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %I', placed.tgname, placed.relname);
    END LOOP;
    EXECUTE 'CREATE OR REPLACE FUNCTION cutri_is_distributed() RETURNS boolean LANGUAGE sql IMMUTABLE AS ''SELECT true''';
    IF NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'citus') THEN
        RETURN 'form';
    END IF;
    EXECUTE 'CREATE EXTENSION IF NOT EXISTS citus';
    -- Small tables and distributed ones are made in one transaction:
    -- https://docs.citusdata.com/en/stable/develop/reference_ddl.html
    EXECUTE 'SET LOCAL citus.multi_shard_modify_mode TO ''sequential''';
    FOR placed IN
        SELECT * FROM cutri_distribution() WHERE to_regclass(table_name) IS NOT NULL
        ORDER BY column_name NULLS FIRST, table_name <> 'dossier'
    LOOP
        IF placed.column_name IS NULL THEN
            EXECUTE format('SELECT create_reference_table(%L)', placed.table_name);
        ELSE
            EXECUTE format('SELECT create_distributed_table(%L, %L, colocate_with => %L)', placed.table_name,
                placed.column_name, CASE placed.table_name WHEN 'dossier' THEN 'none' ELSE 'dossier' END);
        END IF;
    END LOOP;
    RETURN cutri_form();
END $$;

-- What is only ever added to is not emptied either. Where tables are distributed, the new one is placed as the others are.
DO $$
DECLARE
    kept text;
BEGIN
    IF cutri_form() = 'citus' THEN
        EXECUTE 'SELECT create_distributed_table(''outcome_change'', ''commune_code'', colocate_with => ''dossier'')';
    END IF;
    IF cutri_is_distributed() THEN
        RETURN;
    END IF;
    CREATE TRIGGER outcome_change_stays BEFORE UPDATE OR DELETE ON outcome_change
        FOR EACH ROW EXECUTE FUNCTION cutri_stays();
    FOREACH kept IN ARRAY ARRAY['area_version', 'roll_version', 'change_row', 'audit', 'outcome_change'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION cutri_stays()',
            kept || '_stays_whole', kept);
    END LOOP;
END $$;
