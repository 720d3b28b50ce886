"""What a database holds besides rows, as text that can be compared: the order of columns does not count."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

POSTGRESQL = (
    # Columns with their types.
    """SELECT t.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
              pg_get_expr(d.adbin, d.adrelid)
       FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid AND t.relkind = 'r'
       LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
       WHERE t.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped""",
    """SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT tgrelid::regclass, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal""",
    """SELECT 'function', proname, pg_get_functiondef(oid) FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'""",
)


def described(connection: BaseDatabaseWrapper) -> set[tuple[str, ...]]:
    """Every column, constraint, index, trigger and function, with its table, and every migration that is
    recorded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        found = {("migration", *row) for row in cursor.fetchall()}
        if connection.vendor == "postgresql":
            for query in POSTGRESQL:
                cursor.execute(query)
                found |= {tuple(map(str, row)) for row in cursor.fetchall()}
            return found
        cursor.execute("SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        for kind, table, name, sql in cursor.fetchall():
            parts = sorted(definitions(sql)) if kind == "table" else [" ".join(sql.split())]
            found |= {(kind, table, name, part) for part in parts}
    return found


def definitions(sql: str) -> Iterator[str]:
    """The columns and constraints of a CREATE TABLE statement of SQLite."""
    depth, part, quoted = 0, "", ""
    for letter in sql[sql.index("(") + 1 : sql.rindex(")")]:
        if quoted:
            quoted = "" if letter == quoted else quoted
        elif letter in "'\"":
            quoted = letter
        elif letter == "," and depth == 0:
            yield " ".join(part.split())
            part = ""
            continue
        else:
            depth += {"(": 1, ")": -1}.get(letter, 0)
        part += letter
    yield " ".join(part.split())
