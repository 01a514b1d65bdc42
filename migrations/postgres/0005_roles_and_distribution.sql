-- Rights of a writer and a reader who own nothing, and the form of the tables where they are distributed by commune.

-- Whether the tables have the form that can be distributed. cutri_distribute() replaces it.
CREATE FUNCTION cutri_is_distributed() RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';

-- The name of a part: it says nothing of the snapshot or roll, whose id may be any text.
CREATE FUNCTION cutri_part(part_table text, part_id text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF part_table IS NULL OR part_table NOT IN ('dossier', 'entry', 'outcome') OR part_id IS NULL THEN
        RAISE EXCEPTION 'no such table has parts, or a part has no name' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN part_table || '_' || encode(substring(sha256(convert_to(part_id, 'UTF8')) FOR 8), 'hex');
END $$;

-- The functions below do what only the owner of a table may: a writer may call them. They touch parts alone, whose names
-- they make themselves.

-- Makes a part, without keys, and attaches it. Where the table is distributed, attaching distributes the part:
-- https://github.com/citusdata/citus/pull/1509
CREATE FUNCTION cutri_part_create(part_table text, part_id text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    part text := cutri_part(part_table, part_id);
BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, part_table);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%L)', part_table, part, part_id);
END $$;

-- Orders a part's rows by commune, as they were written.
CREATE FUNCTION cutri_part_key(part_table text, part_id text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    part text := cutri_part(part_table, part_id);
    columns text := CASE part_table WHEN 'entry' THEN 'commune_code, area_code, number'
                                    ELSE 'commune_code, personal_id' END;
BEGIN
    EXECUTE format('CREATE UNIQUE INDEX IF NOT EXISTS %I ON %I (%s)', part || '_key', part, columns);
END $$;

-- Finds a part's rows by person, and proves that a person stands on one list, or has one outcome. A unique index of a
-- distributed table must hold the column it is distributed by, so that it proves this within each commune only
-- (https://docs.citusdata.com/en/stable/develop/reference_workarounds.html); there a query over all proves the rest.
CREATE FUNCTION cutri_part_person(part_table text, part_id text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    part text := cutri_part(part_table, part_id);
    columns text := CASE part_table WHEN 'entry' THEN 'personal_id, standing' ELSE 'personal_id' END;
    uniqueness text := CASE part_table WHEN 'dossier' THEN '' ELSE 'UNIQUE' END;
    standing text := CASE part_table WHEN 'entry' THEN 'WHERE standing = 1' ELSE '' END;
    twice text;
BEGIN
    IF cutri_is_distributed() AND uniqueness <> '' THEN
        EXECUTE format('SELECT personal_id FROM %I %s GROUP BY personal_id HAVING count(*) > 1 LIMIT 1', part, standing)
            INTO twice;
        IF twice IS NOT NULL THEN
            RAISE EXCEPTION 'a person stands twice in %', part USING ERRCODE = 'unique_violation';
        END IF;
        columns := columns || ', commune_code';
    END IF;
    EXECUTE format('CREATE %s INDEX IF NOT EXISTS %I ON %I (%s)', uniqueness, part || '_person', part, columns);
END $$;

-- Tells the planner how a part's rows lie.
CREATE FUNCTION cutri_part_analyze(part_table text, part_id text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    EXECUTE format('ANALYZE %I', cutri_part(part_table, part_id));
END $$;

-- Takes a part away, but none of a snapshot or roll that is whole.
CREATE FUNCTION cutri_part_drop(part_table text, part_id text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    part text := cutri_part(part_table, part_id);
BEGIN
    IF EXISTS (SELECT FROM snapshot WHERE part_table = 'dossier' AND snapshot_id = part_id AND state = 'complete')
        OR EXISTS (SELECT FROM roll WHERE part_table <> 'dossier' AND roll_id = part_id AND state = 'complete')
    THEN
        RAISE EXCEPTION '% belongs to what is whole', part USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('DROP TABLE IF EXISTS %I', part);
END $$;

-- What a writer may do with each table beside reading it. A reader reads.
CREATE FUNCTION cutri_rights() RETURNS TABLE (table_name text, rights text) LANGUAGE sql IMMUTABLE AS $$
    VALUES ('snapshot', 'INSERT, UPDATE, DELETE'), ('shapes', 'INSERT, DELETE'), ('dossier', 'INSERT'),
           ('dossier_commune', 'INSERT, DELETE'), ('roll', 'INSERT, UPDATE, DELETE'), ('claim', 'INSERT, UPDATE, DELETE'),
           ('entry', 'INSERT, DELETE'), ('outcome', 'INSERT, DELETE'), ('commune_result', 'INSERT, DELETE'),
           ('revision', 'INSERT, UPDATE, DELETE'), ('revision_commune', 'INSERT'), ('posting', 'INSERT, UPDATE'),
           ('posted_commune', 'INSERT, DELETE'), ('posted_area', 'INSERT, DELETE'), ('matter', 'INSERT, UPDATE'),
           -- Only ever added to.
           ('area_version', 'INSERT'), ('roll_version', 'INSERT'), ('change_row', 'INSERT'), ('audit', 'INSERT')
$$;

-- Gives a role what a writer, or a reader, needs, and takes away what it had before.
CREATE FUNCTION cutri_grant(role_name text, writes boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    granted record;
    part_function regprocedure;
BEGIN
    -- Who grants what is not theirs is only warned by the server.
    IF NOT (SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class WHERE oid = to_regclass('audit')) THEN
        RAISE EXCEPTION 'this role does not own the tables' USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role_name);
    FOR granted IN
        SELECT c.relname, r.rights FROM pg_class c LEFT JOIN cutri_rights() r ON r.table_name = c.relname
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND (r.rights IS NOT NULL OR c.relname = 'schema_version')
    LOOP
        EXECUTE format('REVOKE ALL ON TABLE %I FROM %I', granted.relname, role_name);
        EXECUTE format('GRANT SELECT ON TABLE %I TO %I', granted.relname, role_name);
        IF writes AND granted.rights IS NOT NULL THEN
            EXECUTE format('GRANT %s ON TABLE %I TO %I', granted.rights, granted.relname, role_name);
        END IF;
    END LOOP;
    FOR part_function IN
        SELECT p.oid::regprocedure FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.prosecdef AND p.proname LIKE 'cutri\_part\_%'
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM %I', part_function, role_name);
        IF writes THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', part_function, role_name);
        END IF;
    END LOOP;
END $$;

-- The column by which each table is distributed; none for a small table, which every server has whole.
CREATE FUNCTION cutri_distribution() RETURNS TABLE (table_name text, column_name text) LANGUAGE sql IMMUTABLE AS $$
    VALUES ('snapshot', NULL), ('shapes', NULL), ('roll', NULL), ('revision', NULL), ('posting', NULL),
           ('roll_version', NULL), ('matter', NULL), ('audit', NULL),
           ('dossier', 'commune_code'), ('dossier_commune', 'commune_code'), ('claim', 'commune_code'),
           ('entry', 'commune_code'), ('outcome', 'commune_code'), ('commune_result', 'commune_code'),
           ('revision_commune', 'commune_code'), ('posted_commune', 'commune_code'), ('posted_area', 'commune_code'),
           ('area_version', 'commune_code'), ('change_row', 'commune_code')
$$;

-- How the tables are: 'single', 'form' for the distributed form on one server, or 'citus'.
CREATE FUNCTION cutri_form() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    is_distributed boolean := false;
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
        EXECUTE 'SELECT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = ''dossier''::regclass)'
            INTO is_distributed;
    END IF;
    RETURN CASE WHEN is_distributed THEN 'citus' WHEN cutri_is_distributed() THEN 'form' ELSE 'single' END;
END $$;

-- Gives empty tables the distributed form, and distributes them where Citus is.
--
-- Citus takes no table that has triggers (https://github.com/citusdata/citus/pull/3858): there, what is only ever added to
-- is kept by the rights of the writer alone. No key has to change: each key of a distributed table holds its column.
CREATE FUNCTION cutri_distribute() RETURNS text LANGUAGE plpgsql AS $$
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
    DROP TRIGGER IF EXISTS area_version_stays ON area_version;
    DROP TRIGGER IF EXISTS roll_version_stays ON roll_version;
    DROP TRIGGER IF EXISTS change_row_stays ON change_row;
    DROP TRIGGER IF EXISTS audit_stays ON audit;
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

-- A function that acts as its owner finds only what the owner's schema holds, and nobody calls it who was not given it.
DO $$
DECLARE
    part_function regprocedure;
BEGIN
    FOR part_function IN
        SELECT p.oid::regprocedure FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.prosecdef AND p.proname LIKE 'cutri\_part\_%'
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', part_function, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', part_function);
    END LOOP;
END $$;
