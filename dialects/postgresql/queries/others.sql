-- In psql: \set schemas 'ARRAY[\'public\'::regnamespace]'
WITH wanted AS (SELECT oid, nspname FROM pg_namespace WHERE oid = ANY (:schemas)),
     extended AS (SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'),
     found AS (
SELECT 'pg_cast'::regclass::oid AS class, c.oid, format('cast from %s to %s', castsource::regtype, casttarget::regtype) AS title FROM pg_cast c
 WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i') -- of a range the server's own
UNION ALL
SELECT 'pg_opclass'::regclass, o.oid, format('operator class %I.%I', n.nspname, o.opcname) FROM pg_opclass o JOIN wanted n ON n.oid = o.opcnamespace
UNION ALL
SELECT 'pg_opfamily'::regclass, o.oid, format('operator family %I.%I', n.nspname, o.opfname) FROM pg_opfamily o JOIN wanted n ON n.oid = o.opfnamespace
UNION ALL
SELECT 'pg_ts_config'::regclass, c.oid, format('text search configuration %I.%I', n.nspname, c.cfgname) FROM pg_ts_config c JOIN wanted n ON n.oid = c.cfgnamespace
UNION ALL
SELECT 'pg_ts_dict'::regclass, d.oid, format('text search dictionary %I.%I', n.nspname, d.dictname) FROM pg_ts_dict d JOIN wanted n ON n.oid = d.dictnamespace
UNION ALL
SELECT 'pg_ts_parser'::regclass, p.oid, format('text search parser %I.%I', n.nspname, p.prsname) FROM pg_ts_parser p JOIN wanted n ON n.oid = p.prsnamespace
UNION ALL
SELECT 'pg_ts_template'::regclass, t.oid, format('text search template %I.%I', n.nspname, t.tmplname) FROM pg_ts_template t JOIN wanted n ON n.oid = t.tmplnamespace
UNION ALL
SELECT 'pg_conversion'::regclass, c.oid, format('conversion %I.%I', n.nspname, c.conname) FROM pg_conversion c JOIN wanted n ON n.oid = c.connamespace
UNION ALL
SELECT 'pg_type'::regclass, t.oid, format('base type %I.%I', n.nspname, t.typname) FROM pg_type t JOIN wanted n ON n.oid = t.typnamespace
 WHERE t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
UNION ALL
SELECT 'pg_language'::regclass, oid, format('language %I', lanname) FROM pg_language
UNION ALL
SELECT 'pg_transform'::regclass, f.oid, format('transform for %s', f.trftype::regtype) FROM pg_transform f
UNION ALL
SELECT 'pg_am'::regclass, oid, format('access method %I', amname) FROM pg_am
UNION ALL
SELECT 'pg_user_mapping'::regclass, umid, format('user mapping for %s on server %I', usename, srvname) FROM pg_user_mappings
UNION ALL
SELECT 'pg_subscription'::regclass, s.oid, format('subscription %I', s.subname) FROM pg_subscription s
 WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
UNION ALL
SELECT 'pg_class'::regclass, c.oid, format('clustering of %I.%I on %s', n.nspname, c.relname, i.indexrelid::regclass)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN wanted n ON n.oid = c.relnamespace
 WHERE i.indisclustered
UNION ALL
SELECT 'pg_class'::regclass, c.oid, format('default of %I.%I.%I', n.nspname, c.relname, a.attname)
  FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid AND c.relkind = 'v' JOIN wanted n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
)
SELECT f.title
  FROM found f
 WHERE f.oid >= 16384 -- those before are the server's own
   AND NOT EXISTS (SELECT FROM extended e WHERE e.classid = f.class AND e.objid = f.oid)
 ORDER BY f.title
