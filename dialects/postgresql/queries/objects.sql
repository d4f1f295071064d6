-- In psql: \set schemas 'ARRAY[\'public\'::regnamespace]'
-- What stands under an "if" is asked for only where present.sql finds that there is some: planning it all takes longer than reading a small schema.
WITH wanted AS (SELECT oid, nspname FROM pg_namespace WHERE oid = ANY (:schemas)),
     extended AS (SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'),
     found AS (
SELECT 'schema' AS kind, 'pg_namespace'::regclass::oid AS class, n.oid, NULL::name AS schema, n.nspname::text AS name, NULL::text AS table_name,
       format('CREATE SCHEMA %I', n.nspname) AS create_sql, NULL::text AS drop_sql, false AS is_body, NULL::text AS parameters
  FROM wanted n
 WHERE n.nspname NOT IN ('public', current_schema())
-- if view
UNION ALL
SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized_view' END, 'pg_class'::regclass, c.oid, n.nspname, c.relname, NULL,
       pg_get_viewdef(c.oid), NULL, true, array_to_string(c.reloptions, ', ')
  FROM pg_class c
  JOIN wanted n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('v', 'm')
-- if routine
UNION ALL
SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END,
       'pg_proc'::regclass, p.oid, n.nspname, format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)), NULL,
       pg_get_functiondef(p.oid),
       format('DROP %s %I.%I(%s)', CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
              n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), false, NULL
  FROM pg_proc p
  JOIN wanted n ON n.oid = p.pronamespace
 WHERE p.prokind IN ('f', 'p', 'w')
   AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
-- if aggregate
UNION ALL
SELECT 'aggregate', 'pg_proc'::regclass, p.oid, n.nspname, format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)), NULL,
       format('CREATE AGGREGATE %I.%I(%s) (%s)', n.nspname, p.proname, pg_get_function_arguments(p.oid),
              concat_ws(', ', 'SFUNC = ' || a.aggtransfn::oid::regproc, 'STYPE = ' || format_type(a.aggtranstype, NULL),
                        'SSPACE = ' || nullif(a.aggtransspace, 0),
                        CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC = ' || a.aggfinalfn::oid::regproc END,
                        CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
                        CASE WHEN a.aggcombinefn <> 0 THEN 'COMBINEFUNC = ' || a.aggcombinefn::oid::regproc END,
                        CASE WHEN a.aggserialfn <> 0 THEN 'SERIALFUNC = ' || a.aggserialfn::oid::regproc END,
                        CASE WHEN a.aggdeserialfn <> 0 THEN 'DESERIALFUNC = ' || a.aggdeserialfn::oid::regproc END,
                        'INITCOND = ' || quote_literal(a.agginitval),
                        CASE WHEN a.aggmtransfn <> 0 THEN 'MSFUNC = ' || a.aggmtransfn::oid::regproc END,
                        CASE WHEN a.aggminvtransfn <> 0 THEN 'MINVFUNC = ' || a.aggminvtransfn::oid::regproc END,
                        CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END,
                        'MSSPACE = ' || nullif(a.aggmtransspace, 0),
                        CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC = ' || a.aggmfinalfn::oid::regproc END,
                        CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
                        'MINITCOND = ' || quote_literal(a.aggminitval),
                        CASE WHEN a.aggsortop <> 0 THEN (SELECT format('SORTOP = OPERATOR(%I.%s)', sn.nspname, so.oprname) FROM pg_operator so
                                                           JOIN pg_namespace sn ON sn.oid = so.oprnamespace WHERE so.oid = a.aggsortop) END,
                        CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END)),
       format('DROP AGGREGATE %I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), false, NULL
  FROM pg_proc p
  JOIN pg_aggregate a ON a.aggfnoid = p.oid
  JOIN wanted n ON n.oid = p.pronamespace
-- if trigger
UNION ALL
SELECT 'trigger', 'pg_trigger'::regclass, t.oid, n.nspname, t.tgname, c.relname,
       concat_ws('; ', pg_get_triggerdef(t.oid),
           CASE t.tgenabled WHEN 'D' THEN format('ALTER TABLE %s DISABLE TRIGGER %I', c.oid::regclass, t.tgname)
                            WHEN 'R' THEN format('ALTER TABLE %s ENABLE REPLICA TRIGGER %I', c.oid::regclass, t.tgname)
                            WHEN 'A' THEN format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', c.oid::regclass, t.tgname) END),
       NULL, false, NULL
  FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid
  JOIN wanted n ON n.oid = c.relnamespace
 WHERE NOT t.tgisinternal
   AND t.tgparentid = 0
-- if policy
UNION ALL
SELECT 'policy', 'pg_policy'::regclass, p.oid, n.nspname,
       CASE WHEN count(*) OVER (PARTITION BY n.nspname, p.polname) > 1 THEN format('%s on %s', p.polname, c.relname) ELSE p.polname END, c.relname,
       format('CREATE POLICY %I ON %s', p.polname, c.oid::regclass)
           || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
           || CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END
           || CASE WHEN p.polroles = '{0}' THEN ''
                   ELSE ' TO ' || (SELECT string_agg(CASE WHEN r = 0 THEN 'PUBLIC' ELSE r::regrole::text END, ', ') FROM unnest(p.polroles) r) END
           || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
           || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),
       CASE WHEN count(*) OVER (PARTITION BY n.nspname, p.polname) > 1 THEN format('DROP POLICY %I ON %s', p.polname, c.oid::regclass) END, false, NULL
  FROM pg_policy p
  JOIN pg_class c ON c.oid = p.polrelid
  JOIN wanted n ON n.oid = c.relnamespace
-- if rule
UNION ALL
SELECT 'rule', 'pg_rewrite'::regclass, r.oid, n.nspname,
       CASE WHEN count(*) OVER (PARTITION BY n.nspname, r.rulename) > 1 THEN format('%s on %s', r.rulename, c.relname) ELSE r.rulename END, c.relname,
       rtrim(pg_get_ruledef(r.oid), ';'),
       CASE WHEN count(*) OVER (PARTITION BY n.nspname, r.rulename) > 1 THEN format('DROP RULE %I ON %s', r.rulename, c.oid::regclass) END, false, NULL
  FROM pg_rewrite r
  JOIN pg_class c ON c.oid = r.ev_class
  JOIN wanted n ON n.oid = c.relnamespace
 WHERE r.rulename <> '_RETURN'
-- if domain
UNION ALL
SELECT 'domain', 'pg_type'::regclass, t.oid, n.nspname, t.typname, NULL,
       format('CREATE DOMAIN %I.%I AS %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod))
           || CASE WHEN t.typcollation <> b.typcollation
                   THEN (SELECT format(' COLLATE %I.%I', cn.nspname, l.collname) FROM pg_collation l JOIN pg_namespace cn ON cn.oid = l.collnamespace
                          WHERE l.oid = t.typcollation) ELSE '' END
           || coalesce(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 'pg_type'::regclass), '')
           || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
           || coalesce((SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
                          FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'), ''),
       NULL, false, NULL
  FROM pg_type t
  JOIN pg_type b ON b.oid = t.typbasetype
  JOIN wanted n ON n.oid = t.typnamespace
 WHERE t.typtype = 'd'
-- if composite
UNION ALL
SELECT 'type', 'pg_type'::regclass, t.oid, n.nspname, t.typname, NULL,
       format('CREATE TYPE %I.%I AS (%s)', n.nspname, t.typname,
              (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
                      || CASE WHEN a.attcollation <> at.typcollation
                              THEN (SELECT format(' COLLATE %I.%I', cn.nspname, l.collname) FROM pg_collation l
                                      JOIN pg_namespace cn ON cn.oid = l.collnamespace WHERE l.oid = a.attcollation) ELSE '' END, ', ' ORDER BY a.attnum)
                 FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid
                WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)),
       NULL, false, NULL
  FROM pg_type t
  JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
  JOIN wanted n ON n.oid = t.typnamespace
 WHERE t.typtype = 'c'
-- if range
UNION ALL
SELECT 'type', 'pg_type'::regclass, t.oid, n.nspname, t.typname, NULL,
       format('CREATE TYPE %I.%I AS RANGE (%s)', n.nspname, t.typname,
              concat_ws(', ', 'SUBTYPE = ' || format_type(r.rngsubtype, NULL),
                        CASE WHEN NOT o.opcdefault THEN format('SUBTYPE_OPCLASS = %I.%I', opn.nspname, o.opcname) END,
                        CASE WHEN r.rngsubdiff <> 0 THEN 'SUBTYPE_DIFF = ' || r.rngsubdiff::oid::regproc END)),
       NULL, false, NULL
  FROM pg_type t
  JOIN pg_range r ON r.rngtypid = t.oid
  JOIN pg_opclass o ON o.oid = r.rngsubopc
  JOIN pg_namespace opn ON opn.oid = o.opcnamespace
  JOIN wanted n ON n.oid = t.typnamespace
-- if view
UNION ALL
SELECT 'index', 'pg_class'::regclass, x.oid, n.nspname, x.relname, NULL, pg_get_indexdef(x.oid), NULL, false, NULL
  FROM pg_index i
  JOIN pg_class x ON x.oid = i.indexrelid
  JOIN pg_class c ON c.oid = i.indrelid AND c.relkind = 'm'
  JOIN wanted n ON n.oid = c.relnamespace
-- if statistics
UNION ALL
SELECT 'statistics', 'pg_statistic_ext'::regclass, s.oid, n.nspname, s.stxname, NULL,
       pg_get_statisticsobjdef(s.oid)
           || CASE WHEN to_jsonb(s) ->> 'stxstattarget' >= '0' THEN format('; ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, to_jsonb(s) ->> 'stxstattarget') ELSE '' END,
       NULL, false, NULL
  FROM pg_statistic_ext s
  JOIN wanted n ON n.oid = s.stxnamespace
-- if collation
UNION ALL
SELECT 'collation', 'pg_collation'::regclass, l.oid, n.nspname, l.collname, NULL,
       format('CREATE COLLATION %I.%I (%s)', n.nspname, l.collname,
              concat_ws(', ', 'PROVIDER = ' || CASE l.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
                        'DETERMINISTIC = ' || CASE WHEN NOT l.collisdeterministic THEN 'false' END,
                        CASE WHEN l.collcollate = l.collctype THEN 'LOCALE = ' || quote_literal(l.collcollate) END,
                        CASE WHEN l.collcollate <> l.collctype THEN 'LC_COLLATE = ' || quote_literal(l.collcollate) END,
                        CASE WHEN l.collcollate <> l.collctype THEN 'LC_CTYPE = ' || quote_literal(l.collctype) END,
                        'LOCALE = ' || quote_literal(l.colliculocale))),
       NULL, false, NULL
  FROM pg_collation l
  JOIN wanted n ON n.oid = l.collnamespace
-- if extension
UNION ALL
SELECT 'extension', 'pg_extension'::regclass, x.oid, NULL, x.extname, NULL,
       CASE WHEN n.oid >= 16384 AND n.nspname <> e.usual THEN format('CREATE SCHEMA IF NOT EXISTS %I; ', n.nspname) ELSE '' END
           || format('CREATE EXTENSION %I', x.extname)
           || CASE WHEN n.nspname NOT IN ('pg_catalog', e.usual) AND NOT EXISTS (
                       SELECT FROM pg_available_extension_versions v WHERE v.name = x.extname AND v.version = x.extversion AND v.schema IS NOT NULL)
                   THEN format(' SCHEMA %I', n.nspname) ELSE '' END,
       NULL, false, NULL
  FROM pg_extension x
  JOIN pg_namespace n ON n.oid = x.extnamespace,
       (SELECT coalesce(current_schema(), 'public') AS usual) e
 WHERE x.extname <> 'plpgsql'
-- if event_trigger
UNION ALL
SELECT 'event_trigger', 'pg_event_trigger'::regclass, t.oid, NULL, t.evtname, NULL,
       format('CREATE EVENT TRIGGER %I ON %s', t.evtname, t.evtevent)
           || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(g), ', ') FROM unnest(t.evttags) g) || ')', '')
           || format(' EXECUTE FUNCTION %s()', t.evtfoid::regproc)
           || CASE t.evtenabled WHEN 'D' THEN format('; ALTER EVENT TRIGGER %I DISABLE', t.evtname)
                                WHEN 'R' THEN format('; ALTER EVENT TRIGGER %I ENABLE REPLICA', t.evtname)
                                WHEN 'A' THEN format('; ALTER EVENT TRIGGER %I ENABLE ALWAYS', t.evtname) ELSE '' END,
       NULL, false, NULL
  FROM pg_event_trigger t
-- if operator
UNION ALL
SELECT 'operator', 'pg_operator'::regclass, o.oid, n.nspname, format('%s(%s, %s)', o.oprname, CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END, format_type(o.oprright, NULL)), NULL,
       format('CREATE OPERATOR %I.%s (%s)', n.nspname, o.oprname,
              concat_ws(', ', 'FUNCTION = ' || o.oprcode::oid::regproc,
                        CASE WHEN o.oprleft <> 0 THEN 'LEFTARG = ' || format_type(o.oprleft, NULL) END,
                        'RIGHTARG = ' || format_type(o.oprright, NULL),
                        CASE WHEN o.oprcom <> 0 THEN (SELECT format('COMMUTATOR = OPERATOR(%I.%s)', cn.nspname, co.oprname) FROM pg_operator co JOIN pg_namespace cn ON cn.oid = co.oprnamespace WHERE co.oid = o.oprcom) END,
                        CASE WHEN o.oprnegate <> 0 THEN (SELECT format('NEGATOR = OPERATOR(%I.%s)', cn.nspname, co.oprname) FROM pg_operator co JOIN pg_namespace cn ON cn.oid = co.oprnamespace WHERE co.oid = o.oprnegate) END,
                        CASE WHEN o.oprrest <> 0 THEN 'RESTRICT = ' || o.oprrest::oid::regproc END,
                        CASE WHEN o.oprjoin <> 0 THEN 'JOIN = ' || o.oprjoin::oid::regproc END,
                        CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END)),
       format('DROP OPERATOR %I.%s (%s, %s)', n.nspname, o.oprname, CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END, format_type(o.oprright, NULL)), false, NULL
  FROM pg_operator o
  JOIN wanted n ON n.oid = o.oprnamespace
-- if foreign_data_wrapper
UNION ALL
SELECT 'foreign_data_wrapper', 'pg_foreign_data_wrapper'::regclass, w.oid, NULL, w.fdwname, NULL,
       format('CREATE FOREIGN DATA WRAPPER %I', w.fdwname)
           || CASE WHEN w.fdwhandler <> 0 THEN ' HANDLER ' || w.fdwhandler::regproc ELSE '' END
           || CASE WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR ' || w.fdwvalidator::regproc ELSE '' END
           || coalesce((SELECT format(' OPTIONS (%s)', string_agg(format('%I %L', o.option_name, o.option_value), ', ')) FROM pg_options_to_table(w.fdwoptions) o
                        HAVING count(*) > 0), ''),
       NULL, false, NULL
  FROM pg_foreign_data_wrapper w
-- if server
UNION ALL
SELECT 'server', 'pg_foreign_server'::regclass, v.oid, NULL, v.srvname, NULL,
       format('CREATE SERVER %I', v.srvname)
           || coalesce(' TYPE ' || quote_literal(v.srvtype), '') || coalesce(' VERSION ' || quote_literal(v.srvversion), '')
           || format(' FOREIGN DATA WRAPPER %I', w.fdwname)
           || coalesce((SELECT format(' OPTIONS (%s)', string_agg(format('%I %L', o.option_name, o.option_value), ', ')) FROM pg_options_to_table(v.srvoptions) o
                        HAVING count(*) > 0), ''),
       NULL, false, NULL
  FROM pg_foreign_server v
  JOIN pg_foreign_data_wrapper w ON w.oid = v.srvfdw
-- if foreign_table
UNION ALL
SELECT 'foreign_table', 'pg_class'::regclass, c.oid, n.nspname, c.relname, NULL,
       format('CREATE FOREIGN TABLE %I.%I (', n.nspname, c.relname)
           || concat_ws(',',
               (SELECT string_agg(format(E'\n    %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
                       || coalesce((SELECT format(' OPTIONS (%s)', string_agg(format('%I %L', o.option_name, o.option_value), ', '))
                                      FROM pg_options_to_table(a.attfdwoptions) o HAVING count(*) > 0), '')
                       || CASE WHEN a.attcollation <> y.typcollation
                               THEN (SELECT format(' COLLATE %I.%I', cn.nspname, l.collname) FROM pg_collation l
                                       JOIN pg_namespace cn ON cn.oid = l.collnamespace WHERE l.oid = a.attcollation) ELSE '' END
                       || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                       || coalesce(CASE WHEN a.attgenerated = 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(x.adbin, x.adrelid))
                                        ELSE ' DEFAULT ' || pg_get_expr(x.adbin, x.adrelid) END, ''), ',' ORDER BY a.attnum)
                  FROM pg_attribute a
                  JOIN pg_type y ON y.oid = a.atttypid
                  LEFT JOIN pg_attrdef x ON x.adrelid = a.attrelid AND x.adnum = a.attnum
                 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
               (SELECT string_agg(format(E'\n    CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ',' ORDER BY k.conname)
                  FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'))
           || format(E'\n) SERVER %I', v.srvname)
           || coalesce((SELECT format(' OPTIONS (%s)', string_agg(format('%I %L', o.option_name, o.option_value), ', ')) FROM pg_options_to_table(f.ftoptions) o
                        HAVING count(*) > 0), ''),
       NULL, false, NULL
  FROM pg_foreign_table f
  JOIN pg_class c ON c.oid = f.ftrelid
  JOIN pg_foreign_server v ON v.oid = f.ftserver
  JOIN wanted n ON n.oid = c.relnamespace
-- if publication
UNION ALL
SELECT 'publication', 'pg_publication'::regclass, p.oid, NULL, p.pubname, NULL,
       format('CREATE PUBLICATION %I', p.pubname)
           || CASE WHEN p.puballtables THEN ' FOR ALL TABLES'
                   ELSE coalesce(' FOR ' || nullif(concat_ws(', ',
                       (SELECT string_agg('TABLE ' || r.prrelid::regclass
                               || coalesce((SELECT format(' (%s)', string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)) FROM pg_attribute a
                                             WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs) HAVING count(*) > 0), '')
                               || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', ''), ', ' ORDER BY r.prrelid::regclass::text)
                          FROM pg_publication_rel r WHERE r.prpubid = p.oid),
                       (SELECT string_agg(format('TABLES IN SCHEMA %I', pn.nspname), ', ' ORDER BY pn.nspname)
                          FROM pg_publication_namespace s JOIN pg_namespace pn ON pn.oid = s.pnnspid WHERE s.pnpubid = p.oid)), ''), '') END
           || format(' WITH (publish = %L%s)',
                  concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                            CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
                  CASE WHEN p.pubviaroot THEN ', publish_via_partition_root = true' ELSE '' END
                      || CASE WHEN to_jsonb(p) ->> 'pubgencols' = 's' THEN ', publish_generated_columns = stored' ELSE '' END),
       NULL, false, NULL
  FROM pg_publication p
-- if comment
UNION ALL
SELECT 'comment', k.classoid, k.objoid, k.schema, k.label, k.table_name, format('COMMENT ON %s IS %L', k.title, k.description),
       format('COMMENT ON %s IS NULL', k.title), false, NULL
  FROM (SELECT d.*, n.nspname AS schema, c.relname AS table_name, format('constraint %s', k.conname) AS label,
               format('CONSTRAINT %I ON %s', k.conname, c.oid::regclass) AS title
          FROM pg_description d JOIN pg_constraint k ON k.oid = d.objoid JOIN pg_class c ON c.oid = k.conrelid JOIN wanted n ON n.oid = c.relnamespace
         WHERE d.classoid = 'pg_constraint'::regclass
         UNION ALL
        SELECT d.*, n.nspname, NULL, format('constraint %s on domain %s', k.conname, t.typname), format('CONSTRAINT %I ON DOMAIN %s', k.conname, t.oid::regtype)
          FROM pg_description d JOIN pg_constraint k ON k.oid = d.objoid JOIN pg_type t ON t.oid = k.contypid JOIN wanted n ON n.oid = t.typnamespace
         WHERE d.classoid = 'pg_constraint'::regclass
         UNION ALL
        SELECT d.*, n.nspname, NULL, format('type %s', t.typname), format('TYPE %s', t.oid::regtype)
          FROM pg_description d JOIN pg_type t ON t.oid = d.objoid AND t.typtype = 'e' JOIN wanted n ON n.oid = t.typnamespace
         WHERE d.classoid = 'pg_type'::regclass
         UNION ALL
        SELECT d.*, n.nspname, NULL, format('column %s.%s', c.relname, a.attname), format('COLUMN %s.%I', c.oid::regclass, a.attname)
          FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND c.relkind IN ('v', 'm', 'f', 'c') JOIN wanted n ON n.oid = c.relnamespace
          JOIN pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid
         WHERE d.classoid = 'pg_class'::regclass
         UNION ALL
        SELECT d.*, n.nspname, r.relname, format('index %s', c.relname), format('INDEX %s', c.oid::regclass)
          FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND c.relkind IN ('i', 'I') JOIN wanted n ON n.oid = c.relnamespace
          JOIN pg_constraint k ON k.conindid = c.oid AND k.contype IN ('p', 'u', 'x') JOIN pg_class r ON r.oid = k.conrelid
         WHERE d.classoid = 'pg_class'::regclass
         UNION ALL
        SELECT d.*, n.nspname, NULL, format('schema %s', n.nspname), format('SCHEMA %I', n.nspname)
          FROM pg_description d JOIN wanted n ON n.oid = d.objoid AND n.nspname IN ('public', current_schema())
         WHERE d.classoid = 'pg_namespace'::regclass) k
 WHERE k.title <> 'SCHEMA public' OR k.description <> 'standard public schema'
-- end
)
SELECT f.kind, f.class, f.oid, f.schema, f.name, f.table_name, f.create_sql, f.drop_sql, f.is_body, f.parameters, d.description
  FROM found f
  LEFT JOIN pg_description d ON d.objoid = f.oid AND d.classoid = f.class AND d.objsubid = 0 AND f.kind <> 'comment'
 WHERE NOT EXISTS (SELECT FROM extended e WHERE e.classid = f.class AND e.objid = f.oid)
 ORDER BY f.oid
