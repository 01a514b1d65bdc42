-- The comparison leaves nothing.
DROP SCHEMA IF EXISTS cutri_bench CASCADE;
