-- All that SQLite's catalog says of a schema, by a fixed number of queries.
SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid;
SELECT t.name, c.cid, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c WHERE t.type = 'table';
SELECT t.name, k.id, k.seq, k."table", k."from", k."to", k.on_update, k.on_delete
FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k WHERE t.type = 'table';
SELECT t.name, i.name, i."unique", i.origin, i.partial, c.seqno, c.name, c."desc", c.coll
FROM sqlite_schema AS t, pragma_index_list(t.name) AS i, pragma_index_xinfo(i.name) AS c
WHERE t.type = 'table' AND c.key;
