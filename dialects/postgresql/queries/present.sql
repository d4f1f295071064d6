-- Of what kinds there is something that may not be the server's own: objects.sql and grants.sql ask only for these.
SELECT 'view' WHERE EXISTS (SELECT FROM pg_rewrite WHERE oid >= 16384 AND rulename = '_RETURN')
UNION ALL SELECT 'rule' WHERE EXISTS (SELECT FROM pg_rewrite WHERE oid >= 16384 AND rulename <> '_RETURN')
UNION ALL SELECT 'routine' WHERE EXISTS (SELECT FROM pg_proc WHERE oid >= 16384)
UNION ALL SELECT 'aggregate' WHERE EXISTS (SELECT FROM pg_aggregate WHERE aggfnoid >= 16384)
UNION ALL SELECT 'trigger' WHERE EXISTS (SELECT FROM pg_trigger WHERE tgconstraint = 0 UNION ALL SELECT FROM pg_constraint WHERE contype = 't')
UNION ALL SELECT 'policy' WHERE EXISTS (SELECT FROM pg_policy)
UNION ALL SELECT 'domain' WHERE EXISTS (SELECT FROM pg_type WHERE oid >= 16384 AND typtype = 'd')
UNION ALL SELECT 'composite' WHERE EXISTS (SELECT FROM pg_class WHERE oid >= 16384 AND relkind = 'c')
UNION ALL SELECT 'range' WHERE EXISTS (SELECT FROM pg_range WHERE rngtypid >= 16384)
UNION ALL SELECT 'statistics' WHERE EXISTS (SELECT FROM pg_statistic_ext)
UNION ALL SELECT 'collation' WHERE EXISTS (SELECT FROM pg_collation WHERE oid >= 16384)
UNION ALL SELECT 'extension' WHERE EXISTS (SELECT FROM pg_extension WHERE extname <> 'plpgsql')
UNION ALL SELECT 'event_trigger' WHERE EXISTS (SELECT FROM pg_event_trigger)
UNION ALL SELECT 'operator' WHERE EXISTS (SELECT FROM pg_operator WHERE oid >= 16384)
UNION ALL SELECT 'foreign_data_wrapper' WHERE EXISTS (SELECT FROM pg_foreign_data_wrapper)
UNION ALL SELECT 'server' WHERE EXISTS (SELECT FROM pg_foreign_server)
UNION ALL SELECT 'foreign_table' WHERE EXISTS (SELECT FROM pg_foreign_table)
UNION ALL SELECT 'publication' WHERE EXISTS (SELECT FROM pg_publication)
UNION ALL SELECT 'comment' WHERE EXISTS (
    SELECT FROM pg_description
     WHERE objoid >= 16384 OR (objoid = (SELECT oid FROM pg_namespace WHERE nspname = 'public') AND description <> 'standard public schema'))
UNION ALL SELECT 'grant' WHERE EXISTS ( -- or an owner that isn't us
    WITH us AS (SELECT oid FROM pg_roles WHERE rolname = current_user)
    SELECT FROM pg_class WHERE oid >= 16384 AND (relacl IS NOT NULL OR relowner <> (SELECT oid FROM us))
    UNION ALL
    SELECT FROM pg_proc WHERE oid >= 16384 AND (proacl IS NOT NULL OR proowner <> (SELECT oid FROM us))
    UNION ALL
    SELECT FROM pg_type WHERE oid >= 16384 AND (typacl IS NOT NULL OR typowner <> (SELECT oid FROM us))
    UNION ALL
    SELECT FROM pg_namespace WHERE oid >= 16384 AND (nspacl IS NOT NULL OR nspowner <> (SELECT oid FROM us))
    UNION ALL
    SELECT FROM pg_namespace n
      LEFT JOIN pg_init_privs i ON i.classoid = 'pg_namespace'::regclass AND i.objoid = n.oid AND i.objsubid = 0
     WHERE n.nspname = 'public' AND (n.nspacl IS DISTINCT FROM i.initprivs OR pg_get_userbyid(n.nspowner) NOT IN ('pg_database_owner', pg_get_userbyid(10)))
    UNION ALL
    SELECT FROM pg_attribute WHERE attrelid >= 16384 AND attacl IS NOT NULL
    UNION ALL
    SELECT FROM pg_default_acl)
