# Writes a schema for SQLite: awk -v tables=N -f tables.awk
# Tables of ten columns with a key, a default, a check, a unique constraint, two indexes and, but for the first, a
# foreign key.
BEGIN {
    print "BEGIN;"
    for (n = 1; n <= tables; n++) {
        table = "table_" n
        printf "CREATE TABLE %s (\n    id INTEGER PRIMARY KEY NOT NULL,\n    name VARCHAR(50) NOT NULL,\n", table
        printf "    email VARCHAR(80),\n    price NUMERIC(8, 2) DEFAULT 0 NOT NULL,\n    born DATE,\n    note TEXT,\n"
        printf "    active BOOLEAN DEFAULT 1 NOT NULL,\n    written DATETIME DEFAULT CURRENT_TIMESTAMP,\n"
        printf "    weight FLOAT,\n    parent_id INTEGER,\n"
        printf "    CONSTRAINT uq_%s_email UNIQUE (email),\n    CONSTRAINT ck_%s_price CHECK (price >= 0)", table, table
        if (n > 1)
            printf ",\n    CONSTRAINT fk_%s FOREIGN KEY (parent_id) REFERENCES table_%d (id) ON DELETE CASCADE", table, n - 1
        printf "\n);\nCREATE INDEX ix_%s_parent_id ON %s (parent_id);\n", table, table
        printf "CREATE INDEX ix_%s_name ON %s (name, born);\n", table, table
    }
    print "COMMIT;"
}
