-- In psql: \set indexes 'ARRAY[\'book_title\'::regclass]'
SELECT i.indexrelid,
       a.attname,
       CASE WHEN a.attname IS NULL THEN pg_get_indexdef(i.indexrelid, k.at, false) END AS expression,
       i.indoption[k.at - 1] & 1 = 1 AS descending,
       i.indoption[k.at - 1] & 2 = 2 AS nulls_first,
       CASE WHEN NOT o.opcdefault OR p.attoptions IS NOT NULL
           THEN CASE WHEN pg_opclass_is_visible(o.oid) THEN '' ELSE quote_ident(opn.nspname) || '.' END || quote_ident(o.opcname) || coalesce(' (' || array_to_string(p.attoptions, ', ') || ')', '')
       END AS operator_class,
       CASE WHEN i.indcollation[k.at - 1] <> coalesce(a.attcollation, t.typcollation)
           THEN (SELECT CASE WHEN ln.nspname = 'pg_catalog' THEN l.collname ELSE format('"%s"."%s"', ln.nspname, l.collname) END
                   FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace
                  WHERE l.oid = i.indcollation[k.at - 1])
       END AS collation
  FROM pg_index i
  CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) k (at)
  JOIN pg_attribute p ON p.attrelid = i.indexrelid AND p.attnum = k.at
  JOIN pg_opclass o ON o.oid = i.indclass[k.at - 1]
  JOIN pg_namespace opn ON opn.oid = o.opcnamespace
  JOIN pg_type t ON t.oid = CASE WHEN o.opckeytype <> 0 THEN o.opcintype ELSE p.atttypid END
  LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.at - 1] AND i.indkey[k.at - 1] <> 0
 WHERE i.indexrelid = ANY (:indexes)
 ORDER BY i.indexrelid, k.at
