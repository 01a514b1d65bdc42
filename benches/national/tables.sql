-- The tables of an extract that the comparison needs, every column as text, as a newcomer would take them in.
CREATE TABLE persons (personal_id text, full_name text, birth_date text, sex text, nationality text, ethnicity text,
    occupation text, household_id text, household_role text, vital_status text, vital_status_on text, old_id text,
    updated_at text);
CREATE TABLE residences (personal_id text, kind text, commune_code text, hamlet_code text, address text,
    house_order integer, registered_on text, expires_on text, ended_on text, facility_code text);
CREATE TABLE absences (personal_id text, declared_on text, "from" text, until text, destination_commune_code text);
CREATE TABLE stays (personal_id text, kind text, facility_code text, "from" text, until text);
CREATE TABLE statuses (personal_id text, kind text, "from" text, until text, document_no text, issuer text);
CREATE TABLE wishes (personal_id text, kind text, commune_code text, area_code text, recorded_at text, channel text,
    document_no text);
CREATE TABLE hamlets (hamlet_code text, commune_code text, name text, list_order integer);
CREATE TABLE area_parts (area_code text, hamlet_code text, house_from integer, house_to integer);
CREATE TABLE facilities (facility_code text, kind text, name text, commune_code text, area_code text);
-- What comes out: one row a person; area and number of those on a list.
CREATE TABLE decisions (area_code text, number bigint, personal_id text, full_name text, birth_date text, sex text,
    ethnicity text, occupation text, address text, ballots text, rule text);
