-- In psql: \set schemas 'ARRAY[\'public\'::regnamespace]'
WITH special AS (SELECT attrelid FROM pg_attribute
                  WHERE attoptions IS NOT NULL
                     OR attcollation NOT IN (0, (SELECT typcollation FROM pg_type WHERE oid = 'text'::regtype)))
SELECT i.indexrelid,
       i.indrelid,
       x.relname,
       i.indisunique,
       i.indisvalid,
       CASE WHEN m.amname <> 'btree' THEN m.amname END AS method,
       pg_get_expr(i.indpred, i.indrelid) AS predicate,
       i.indnullsnotdistinct,
       CASE WHEN i.indnatts > i.indnkeyatts
           THEN (SELECT string_agg(a.attname, ', ' ORDER BY k.at) FROM unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, at)
                   JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE k.at > i.indnkeyatts)
       END AS include,
       array_to_string(x.reloptions, ', ') AS parameters,
       s.spcname,
       i.indisclustered,
       d.description,
       p.relname AS attached_to,
       CASE WHEN p.oid IS NOT NULL AND (SELECT pi.indisvalid FROM pg_index pi WHERE pi.indexrelid = p.oid) -- the name that the server would give it tells whether it did
           THEN (SELECT string_agg(a.attname, '_' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = x.oid)
       END AS columns,
       x.relkind = 'I' AND NOT i.indisvalid AS is_incomplete,
       CASE WHEN i.indexprs IS NOT NULL
           THEN (SELECT string_agg(format('%s %s', a.attnum, a.attstattarget), ', ' ORDER BY a.attnum)
                   FROM pg_attribute a WHERE a.attrelid = x.oid AND a.attstattarget >= 0)
       END AS statistics,
       CASE WHEN i.indexprs IS NULL -- nothing but columns, each with what its type has by default: the numbers say it all
                 AND i.indrelid NOT IN (SELECT attrelid FROM special)
                 AND i.indexrelid NOT IN (SELECT attrelid FROM special)
                 AND NOT i.indclass::oid[] && ARRAY(SELECT oid FROM pg_opclass WHERE NOT opcdefault)
           THEN i.indnkeyatts
       END AS plain_parts,
       i.indkey,
       i.indoption
  FROM pg_index i
  JOIN pg_class x ON x.oid = i.indexrelid
  JOIN pg_class c ON c.oid = i.indrelid
  JOIN pg_am m ON m.oid = x.relam
  LEFT JOIN pg_tablespace s ON s.oid = x.reltablespace
  LEFT JOIN pg_inherits h ON h.inhrelid = x.oid AND x.relispartition
  LEFT JOIN pg_class p ON p.oid = h.inhparent AND p.relkind = 'I'
  LEFT JOIN pg_description d ON d.objoid = x.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
 WHERE c.relkind IN ('r', 'p')
   AND c.relnamespace = ANY (:schemas)
   AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
