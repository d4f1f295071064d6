-- In psql: \set schemas 'ARRAY[\'public\'::regnamespace]'
SELECT k.conrelid,
       k.conname,
       k.contype,
       k.condeferrable,
       k.condeferred,
       k.convalidated,
       true AS is_enforced,
       false AS has_period,
       k.connoinherit,
       k.conkey,
       k.confrelid,
       fn.nspname,
       f.relname,
       k.confkey,
       CASE WHEN f.relnamespace <> ALL (:schemas) -- of the others the columns are read
           THEN ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY x (attnum, at)
                        JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.attnum ORDER BY x.at)
       END AS referred,
       k.confdeltype,
       k.confupdtype,
       k.confmatchtype,
       CASE WHEN k.confdelsetcols IS NOT NULL
           THEN (SELECT string_agg(a.attname, ', ' ORDER BY x.at) FROM unnest(k.confdelsetcols) WITH ORDINALITY x (attnum, at)
                   JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.attnum)
       END AS set_columns,
       CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid) WHEN 'x' THEN pg_get_constraintdef(k.oid) END AS expression,
       CASE WHEN i.indnatts > i.indnkeyatts
           THEN (SELECT string_agg(a.attname, ', ' ORDER BY x.at) FROM unnest(i.indkey::int2[]) WITH ORDINALITY x (attnum, at)
                   JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.attnum WHERE x.at > i.indnkeyatts)
       END AS include,
       i.indnullsnotdistinct,
       array_to_string(ic.reloptions, ', ') AS parameters,
       s.spcname,
       p.relname AS attached_to,
       ik.conname IS NOT NULL AS is_attached_to_constraint,
       CASE WHEN p.oid IS NOT NULL AND (SELECT pi.indisvalid FROM pg_index pi WHERE pi.indexrelid = p.oid) -- the name that the server would give it tells whether it did
           THEN (SELECT string_agg(a.attname, '_' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = ic.oid)
       END AS columns,
       ic.relkind = 'I' AND NOT i.indisvalid AS is_incomplete
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid
  LEFT JOIN pg_class f ON f.oid = k.confrelid
  LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
  LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_class ic ON ic.oid = i.indexrelid
  LEFT JOIN pg_inherits h ON h.inhrelid = ic.oid AND ic.relispartition
  LEFT JOIN pg_class p ON p.oid = h.inhparent AND p.relkind = 'I'
  LEFT JOIN pg_constraint ik ON ik.oid = k.conparentid
  LEFT JOIN pg_tablespace s ON s.oid = ic.reltablespace
 WHERE k.contype IN ('p', 'u', 'c', 'f', 'x')
   AND c.relkind IN ('r', 'p')
   AND CASE WHEN c.relispartition AND k.contype = 'c' THEN k.coninhcount = 0 ELSE k.conislocal OR ic.relispartition END
   AND (k.conparentid = 0 OR ic.relispartition)
   AND c.relnamespace = ANY (:schemas)
