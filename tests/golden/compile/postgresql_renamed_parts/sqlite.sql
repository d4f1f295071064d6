CREATE TABLE cmigrate_new_sale (
    id INTEGER,
    shop TEXT,
    note TEXT
);
INSERT INTO cmigrate_new_sale (rowid, id, shop, note)
SELECT rowid, id, shop, note FROM sale;
PRAGMA secure_delete = FAST;
DROP TABLE sale;
PRAGMA secure_delete = ON;
PRAGMA legacy_alter_table = ON;
ALTER TABLE cmigrate_new_sale RENAME TO sale;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX sale_id ON sale (id);
ALTER TABLE sale RENAME COLUMN shop TO store;
ALTER TABLE sale RENAME TO sold;
CREATE TABLE cmigrate_new_sale_a (
    id INTEGER,
    shop TEXT,
    note TEXT
);
INSERT INTO cmigrate_new_sale_a (rowid, id, shop, note)
SELECT rowid, id, shop, note FROM sale_a;
PRAGMA secure_delete = FAST;
DROP TABLE sale_a;
PRAGMA secure_delete = ON;
PRAGMA legacy_alter_table = ON;
ALTER TABLE cmigrate_new_sale_a RENAME TO sale_a;
PRAGMA legacy_alter_table = OFF;
ALTER TABLE sale_a RENAME COLUMN shop TO store;
