-- Tells the planner how the rows lie, as a newcomer's load would end.
ANALYZE;
