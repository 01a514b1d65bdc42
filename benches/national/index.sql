-- What finds a list and a person, and proves that nobody stands twice.
CREATE UNIQUE INDEX decisions_number ON decisions (area_code, number) WHERE area_code IS NOT NULL;
CREATE UNIQUE INDEX decisions_person ON decisions (personal_id);
ANALYZE decisions;
