-- The rolls by one statement: the same rules approximately, for PostgreSQL and DuckDB alike.
--
-- It applies E1 (age), E4 (nationality), E5 (life), X1–X4 (statuses in force, with a document), P1–P2 (custody and service),
-- P4–P5 (a wish for the temporary place, by its 12 months), P7 (not here), P8–P10 (residences), T3 (houses into areas),
-- and the order of the lists.
--
-- It leaves out: birth dates of which a part is unknown, certificates (P3), places of actual living (P6), homes for care (P11),
-- merged communes, lapsed temporary registrations, whose word a "not here" is, overlapping or missing parts of areas, several
-- open rows of one kind, the collation of Vietnamese names, levels a commune does not elect, every flag, the facts a
-- decision rests on, and every check.
INSERT INTO decisions
WITH permanent AS (
    SELECT personal_id, min(commune_code) AS commune_code, min(hamlet_code) AS hamlet_code, min(address) AS address,
        min(house_order) AS house_order
    FROM residences WHERE kind = 'permanent' AND ended_on IS NULL GROUP BY personal_id
), temporary AS (
    SELECT personal_id, min(commune_code) AS commune_code, min(hamlet_code) AS hamlet_code, min(address) AS address,
        min(house_order) AS house_order, min(registered_on) AS registered_on
    FROM residences WHERE kind = 'temporary' AND ended_on IS NULL
        AND (expires_on IS NULL OR expires_on >= '2026-03-15') GROUP BY personal_id
), wish AS (
    SELECT personal_id, max(recorded_at) FILTER (WHERE kind = 'vote_at_temporary') AS temporary_at,
        max(recorded_at) FILTER (WHERE kind = 'vote_at_permanent') AS permanent_at,
        max(recorded_at) FILTER (WHERE kind = 'not_here') AS not_here_at
    FROM wishes GROUP BY personal_id
), barred AS (
    SELECT DISTINCT personal_id FROM statuses
    WHERE kind IN ('vote_deprived', 'death_sentence', 'imprisonment', 'incapacity') AND document_no IS NOT NULL
        AND "from" <= '2026-03-15' AND (until IS NULL OR until >= '2026-03-15')
), held AS (
    SELECT stays.personal_id, min(facilities.area_code) AS area_code, min(stays.kind) AS kind
    FROM stays JOIN facilities ON facilities.facility_code = stays.facility_code
    WHERE stays.kind <> 'care' AND stays."from" <= '2026-03-15' AND (until IS NULL OR until >= '2026-03-15')
    GROUP BY stays.personal_id
), away AS (
    SELECT DISTINCT personal_id FROM absences
    WHERE "from" <= '2026-03-15' AND (until IS NULL OR until >= '2026-03-15')
), judged AS (
    SELECT persons.personal_id, full_name, birth_date, sex, ethnicity, occupation, household_id, household_role,
        permanent.commune_code AS home_commune, permanent.hamlet_code AS home_hamlet,
        permanent.address AS home_address, permanent.house_order AS home_house,
        temporary.commune_code AS stay_commune, temporary.hamlet_code AS stay_hamlet,
        temporary.address AS stay_address, temporary.house_order AS stay_house,
        held.area_code AS held_area, temporary.registered_on,
        CASE
            WHEN vital_status <> 'alive' THEN 'E5'
            WHEN nationality NOT LIKE '%VNM%' THEN 'E4'
            WHEN birth_date > '2008-03-15' THEN 'E1'
            WHEN barred.personal_id IS NOT NULL THEN 'X'
            WHEN held.kind = 'military' THEN 'P2'
            WHEN held.kind IS NOT NULL THEN 'P1'
            WHEN temporary.personal_id IS NOT NULL AND temporary_at IS NOT NULL
                AND temporary_at >= COALESCE(permanent_at, '') AND temporary_at >= COALESCE(not_here_at, '')
                AND (permanent.commune_code IS NULL OR permanent.commune_code <> temporary.commune_code)
                THEN CASE WHEN temporary.registered_on <= '2025-03-15' THEN 'P4' ELSE 'P5' END
            WHEN not_here_at IS NOT NULL AND not_here_at >= COALESCE(permanent_at, '') THEN 'P7'
            WHEN away.personal_id IS NOT NULL AND permanent_at IS NULL THEN 'P7'
            WHEN permanent.personal_id IS NOT NULL THEN 'P8'
            WHEN temporary.personal_id IS NOT NULL THEN 'P9'
            ELSE 'P10'
        END AS rule
    FROM persons
    LEFT JOIN permanent ON permanent.personal_id = persons.personal_id
    LEFT JOIN temporary ON temporary.personal_id = persons.personal_id
    LEFT JOIN wish ON wish.personal_id = persons.personal_id
    LEFT JOIN barred ON barred.personal_id = persons.personal_id
    LEFT JOIN held ON held.personal_id = persons.personal_id
    LEFT JOIN away ON away.personal_id = persons.personal_id
), placed AS (
    SELECT judged.*,
        CASE WHEN rule = 'P8' THEN home_hamlet WHEN rule IN ('P4', 'P5', 'P9') THEN stay_hamlet END AS hamlet_code,
        CASE WHEN rule = 'P8' THEN home_house WHEN rule IN ('P4', 'P5', 'P9') THEN stay_house END AS house_order,
        CASE WHEN rule = 'P8' THEN home_address WHEN rule IN ('P4', 'P5', 'P9') THEN stay_address END AS address,
        CASE
            WHEN rule IN ('P1', 'P2', 'P5') THEN 'national,provincial'
            WHEN rule = 'P9' AND NOT COALESCE(registered_on <= '2025-03-15', false) THEN 'national,provincial'
            WHEN rule IN ('P4', 'P8', 'P9') THEN 'national,provincial,communal'
        END AS ballots
    FROM judged
), housed AS (
    SELECT placed.*, hamlets.list_order,
        CASE WHEN rule IN ('P1', 'P2') THEN held_area ELSE area_parts.area_code END AS area_code
    FROM placed
    LEFT JOIN hamlets ON hamlets.hamlet_code = placed.hamlet_code
    LEFT JOIN area_parts ON area_parts.hamlet_code = placed.hamlet_code
        AND (house_from IS NULL OR house_from <= house_order) AND (house_to IS NULL OR house_order <= house_to)
)
SELECT area_code,
    CASE WHEN area_code IS NOT NULL THEN row_number() OVER (PARTITION BY area_code ORDER BY list_order, house_order,
        household_id, CASE household_role WHEN 'head' THEN 0 WHEN 'spouse' THEN 1 WHEN 'parent' THEN 2 WHEN 'child' THEN 3
        ELSE 4 END, birth_date, full_name, personal_id) END,
    personal_id, full_name, birth_date, sex, ethnicity, occupation, address, ballots, rule
FROM housed;
