-- The least that one asks the catalog for to know the tables of the current schema.
\o /dev/null
SELECT oid, relname, relkind, reloptions FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace;
SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid)
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY a.attrelid, a.attnum;
SELECT i.indrelid, x.relname, i.indkey, i.indoption, i.indclass, i.indisunique, m.amname, pg_get_expr(i.indpred, i.indrelid), pg_get_expr(i.indexprs, i.indrelid)
  FROM pg_index i
  JOIN pg_class x ON x.oid = i.indexrelid
  JOIN pg_am m ON m.oid = x.relam
 WHERE x.relnamespace = current_schema()::regnamespace;
SELECT conrelid, conname, contype, conkey, confrelid, confkey, confupdtype, confdeltype, condeferrable, CASE WHEN contype = 'c' THEN pg_get_constraintdef(oid) END
  FROM pg_constraint WHERE connamespace = current_schema()::regnamespace;
SELECT objoid, objsubid, description FROM pg_description WHERE classoid = 'pg_class'::regclass AND objoid >= 16384;
SELECT enumtypid, enumlabel FROM pg_enum ORDER BY enumtypid, enumsortorder;
SELECT * FROM pg_sequence;
