-- In psql: \set schemas 'ARRAY[\'public\']'
SELECT k.conrelid,
       k.conname,
       k.contype,
       k.condeferrable,
       k.condeferred,
       k.convalidated,
       k.connoinherit,
       ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY x (attnum, at)
               JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.attnum ORDER BY x.at) AS columns,
       fn.nspname,
       f.relname,
       ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY x (attnum, at)
               JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.attnum ORDER BY x.at) AS referred,
       k.confdeltype,
       k.confupdtype,
       k.confmatchtype,
       (SELECT string_agg(a.attname, ', ' ORDER BY x.at) FROM unnest(k.confdelsetcols) WITH ORDINALITY x (attnum, at)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.attnum) AS set_columns,
       CASE k.contype WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid) WHEN 'x' THEN pg_get_constraintdef(k.oid) END AS expression,
       (SELECT string_agg(a.attname, ', ' ORDER BY x.at) FROM unnest(i.indkey::int2[]) WITH ORDINALITY x (attnum, at)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.attnum WHERE x.at > i.indnkeyatts) AS include,
       i.indnullsnotdistinct,
       array_to_string(ic.reloptions, ', ') AS parameters,
       s.spcname
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_class f ON f.oid = k.confrelid
  LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
  LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_class ic ON ic.oid = i.indexrelid
  LEFT JOIN pg_tablespace s ON s.oid = ic.reltablespace
 WHERE k.contype IN ('p', 'u', 'c', 'f', 'x')
   AND c.relkind IN ('r', 'p')
   AND k.conislocal
   AND k.conparentid = 0
   AND n.nspname = ANY (:schemas)
 ORDER BY k.conrelid, k.conname
