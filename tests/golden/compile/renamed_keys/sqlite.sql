CREATE TABLE cmigrate_new_box (
    id INTEGER NOT NULL,
    shelf_id INTEGER,
    label VARCHAR(30),
    size INTEGER,
    CONSTRAINT box_pkey PRIMARY KEY (id),
    CONSTRAINT box_shelf_id_fkey FOREIGN KEY (shelf_id) REFERENCES shelf (id),
    CONSTRAINT box_label_key UNIQUE (label)
);
INSERT INTO cmigrate_new_box (id, shelf_id, label, size)
SELECT id, shelf_id, label, size FROM box;
PRAGMA secure_delete = FAST;
DROP TABLE box;
PRAGMA secure_delete = ON;
PRAGMA legacy_alter_table = ON;
ALTER TABLE cmigrate_new_box RENAME TO box;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX box_size_idx ON box (size);
