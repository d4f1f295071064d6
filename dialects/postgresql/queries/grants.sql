-- In psql: \set schemas 'ARRAY[\'public\'::regnamespace]'
WITH wanted AS (SELECT oid, nspname FROM pg_namespace WHERE oid = ANY (:schemas)),
     extended AS (SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'),
     us AS (SELECT oid FROM pg_roles WHERE rolname = current_user),
     by_column AS (SELECT attrelid FROM pg_attribute WHERE attacl IS NOT NULL),
     subjects AS ( -- of which there is something to say
SELECT 'pg_class'::regclass::oid AS class, c.oid, n.nspname AS schema, c.relname::text AS name,
       coalesce(o.relname, c.relname)::text AS subject, -- of a table's own sequence the table
       CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS noun, c.oid::regclass::text AS title, c.relowner AS owner, c.relacl AS acl
  FROM pg_class c
  JOIN wanted n ON n.oid = c.relnamespace
  LEFT JOIN pg_depend w ON c.relkind = 'S' AND w.classid = 'pg_class'::regclass AND w.objid = c.oid AND w.refclassid = 'pg_class'::regclass
                       AND w.refobjsubid > 0 AND w.deptype IN ('a', 'i')
  LEFT JOIN pg_class o ON o.oid = w.refobjid
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
   AND (c.relacl IS NOT NULL OR c.relowner <> (SELECT oid FROM us) OR c.oid IN (SELECT attrelid FROM by_column))
UNION ALL
SELECT 'pg_proc'::regclass, p.oid, n.nspname, format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)), p.proname, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
       format('%s(%s)', p.oid::regproc, pg_get_function_identity_arguments(p.oid)), p.proowner, p.proacl
  FROM pg_proc p
  JOIN wanted n ON n.oid = p.pronamespace
 WHERE p.proacl IS NOT NULL OR p.proowner <> (SELECT oid FROM us)
UNION ALL
SELECT 'pg_type'::regclass, t.oid, n.nspname, t.typname, t.typname, CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, format_type(t.oid, NULL), t.typowner, t.typacl
  FROM pg_type t
  JOIN wanted n ON n.oid = t.typnamespace
 WHERE t.typacl IS NOT NULL OR t.typowner <> (SELECT oid FROM us)
UNION ALL
SELECT 'pg_namespace'::regclass, n.oid, NULL, n.nspname, n.nspname, 'SCHEMA', quote_ident(n.nspname), s.nspowner, s.nspacl
  FROM wanted n
  JOIN pg_namespace s ON s.oid = n.oid
), said AS (
SELECT s.*, x.grantee, x.privilege_type AS privilege, x.is_grantable
  FROM subjects s, LATERAL aclexplode(s.acl) x
UNION ALL
SELECT s.*, x.grantee, format('%s (%I)', x.privilege_type, a.attname), x.is_grantable
  FROM subjects s
  JOIN pg_attribute a ON a.attrelid = s.oid AND s.class = 'pg_class'::regclass AND a.attnum > 0 AND a.attacl IS NOT NULL, LATERAL aclexplode(a.attacl) x
), granted AS (
SELECT class, oid, schema, name, subject, noun, title, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee,
       format('GRANT %s ON %s %s TO %s%s', string_agg(privilege, ', ' ORDER BY privilege), noun, title,
              CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
              CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) AS statement
  FROM said
 WHERE grantee <> owner
   AND NOT (grantee = 0 AND noun IN ('FUNCTION', 'PROCEDURE', 'TYPE', 'DOMAIN'))
 GROUP BY class, oid, schema, name, subject, noun, title, grantee, is_grantable
)
SELECT schema, subject, 'grant' AS kind, format('%s %s to %s', lower(noun), name, grantee) AS label, string_agg(statement, '; ' ORDER BY statement) AS create_sql,
       format('REVOKE ALL ON %s %s FROM %s', noun, title, grantee)
           || CASE WHEN noun = 'SCHEMA' AND title = 'public' AND grantee = 'PUBLIC' THEN '; GRANT USAGE ON SCHEMA public TO PUBLIC' ELSE '' END AS drop_sql
  FROM granted g
 WHERE NOT (noun = 'SCHEMA' AND title = 'public' AND statement = format('GRANT %s ON SCHEMA public TO PUBLIC', -- as every database has it
                CASE WHEN current_setting('server_version_num')::int >= 150000 THEN 'USAGE' ELSE 'CREATE, USAGE' END))
   AND NOT EXISTS (SELECT FROM extended e WHERE e.classid = g.class AND e.objid = g.oid)
 GROUP BY schema, subject, name, noun, title, grantee
UNION ALL
SELECT schema, subject, 'grant', format('%s %s from PUBLIC', lower(noun), name), format('REVOKE ALL ON %s %s FROM PUBLIC', noun, title),
       format('GRANT %s ON %s %s TO PUBLIC', CASE WHEN noun IN ('TYPE', 'DOMAIN') THEN 'USAGE' ELSE 'EXECUTE' END, noun, title)
  FROM subjects s
 WHERE acl IS NOT NULL
   AND noun IN ('FUNCTION', 'PROCEDURE', 'TYPE', 'DOMAIN')
   AND NOT EXISTS (SELECT FROM aclexplode(acl) x WHERE x.grantee = 0)
   AND NOT EXISTS (SELECT FROM extended e WHERE e.classid = s.class AND e.objid = s.oid)
UNION ALL
SELECT n.nspname, NULL, 'grant', format('default %s of %s to %s', a.defaclobjtype, pg_get_userbyid(a.defaclrole), CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(x.grantee) END),
       string_agg(format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s GRANT %s ON %s TO %s%s', pg_get_userbyid(a.defaclrole),
                         ' IN SCHEMA ' || quote_ident(n.nspname), x.privilege_type, w.noun,
                         CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
                         CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), '; ' ORDER BY x.privilege_type),
       format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s REVOKE ALL ON %s FROM %s', pg_get_userbyid(a.defaclrole), ' IN SCHEMA ' || quote_ident(n.nspname), w.noun,
              CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END)
  FROM pg_default_acl a
  LEFT JOIN wanted n ON n.oid = a.defaclnamespace
  JOIN (VALUES ('r', 'TABLES'), ('S', 'SEQUENCES'), ('f', 'FUNCTIONS'), ('T', 'TYPES'), ('n', 'SCHEMAS')) w (kind, noun) ON w.kind = a.defaclobjtype,
       LATERAL aclexplode(a.defaclacl) x
 WHERE (a.defaclnamespace = 0 AND x.grantee <> a.defaclrole AND NOT (x.grantee = 0 AND w.noun IN ('FUNCTIONS', 'TYPES'))) OR n.oid IS NOT NULL
 GROUP BY n.nspname, a.defaclobjtype, a.defaclrole, x.grantee, w.noun
UNION ALL
SELECT schema, subject, 'owner', format('%s %s', lower(noun), CASE WHEN noun IN ('FUNCTION', 'PROCEDURE') THEN title ELSE name END),
       format('ALTER %s %s OWNER TO %I', noun, title, pg_get_userbyid(owner)), format('ALTER %s %s OWNER TO CURRENT_USER', noun, title)
  FROM subjects s
 WHERE owner <> (SELECT oid FROM us)
   AND (noun <> 'SCHEMA' OR title <> 'public')
   AND (noun <> 'SEQUENCE' OR subject = name) -- a table's own goes with it
   AND (class <> 'pg_type'::regclass OR EXISTS (SELECT FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
                                                 WHERE t.oid = s.oid AND (t.typtype IN ('d', 'e', 'r') OR c.relkind = 'c')))
   AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = s.class AND i.objid = s.oid AND i.deptype = 'i')
   AND NOT EXISTS (SELECT FROM extended e WHERE e.classid = s.class AND e.objid = s.oid)
UNION ALL
SELECT NULL, NULL, 'owner', 'schema public', format('ALTER SCHEMA public OWNER TO %I', pg_get_userbyid(p.nspowner)),
       format('ALTER SCHEMA public OWNER TO %I', u.usual)
  FROM pg_namespace p
  JOIN wanted n ON n.oid = p.oid,
       (SELECT CASE WHEN current_setting('server_version_num')::int >= 150000 THEN 'pg_database_owner' ELSE pg_get_userbyid(10) END AS usual) u
 WHERE p.nspname = 'public'
   AND pg_get_userbyid(p.nspowner) <> u.usual
UNION ALL
SELECT NULL, NULL, 'grant', NULL, NULL, NULL
  FROM (SELECT acl FROM subjects WHERE acl IS NOT NULL AND NOT (noun = 'SCHEMA' AND title = 'public') LIMIT 1) anything
 ORDER BY 1 NULLS FIRST, 4 NULLS FIRST
