# Writes models of many tables: awk -v tables=N -f models.awk
# Ten columns, an index, a unique constraint and a foreign key each.
BEGIN {
    print "tables:"
    for (n = 0; n < tables; n++) {
        printf "  t%d:\n    columns:\n      id: {type: integer, primary_key: true}\n", n
        for (c = 1; c < 9; c++)
            printf "      c%d: {type: string(30), nullable: false, default: none}\n", c
        printf "      parent_id: {type: integer, references: t0.id, index: true}\n"
        printf "    indexes:\n      ix_t%d_c1: [c1, c2]\n    unique:\n      uq_t%d_c3: [c3]\n", n, n
    }
}
