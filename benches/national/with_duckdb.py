"""The comparison in DuckDB: reads an extract's tables, derives by derive.sql, and tells the seconds of both as JSON.

Arguments: the extract's folder, the database file to make, and the folder with tables.sql, derive.sql and index.sql.
"""

import json
import sys
import time
from pathlib import Path

import duckdb

TABLES = ["persons", "residences", "absences", "stays", "statuses", "wishes", "hamlets", "area_parts", "facilities"]

extract, file, statements = map(Path, sys.argv[1:])
begun = time.monotonic()
database = duckdb.connect(str(file))
database.execute((statements / "tables.sql").read_text())
for table in TABLES:
    database.execute(f"COPY {table} FROM '{extract / table}.csv' (HEADER, FORMAT csv)")
loaded = time.monotonic()
database.execute((statements / "derive.sql").read_text())
database.execute((statements / "index.sql").read_text().replace(" WHERE area_code IS NOT NULL", ""))
database.execute("CHECKPOINT")
derived = time.monotonic()
listed = database.execute("SELECT count(area_code) FROM decisions").fetchone()[0]
print(json.dumps({"load": loaded - begun, "derive": derived - loaded, "listed": listed}))
