-- A schema of its own, so that the comparison touches nothing else.
CREATE SCHEMA cutri_bench;
