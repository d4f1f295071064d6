-- Keys, checks and indexes only get another name; some take each other's, some are a parent's or a partition's too.
CREATE TABLE shelf (id integer CONSTRAINT shelf_id PRIMARY KEY, code text CONSTRAINT shelf_code UNIQUE);
CREATE TABLE box (id integer CONSTRAINT box_id PRIMARY KEY, shelf_id integer CONSTRAINT box_shelf REFERENCES shelf, size integer CONSTRAINT box_size CHECK (size > 0),
    CONSTRAINT box_no_overlap EXCLUDE USING btree (size WITH =));
CREATE INDEX by_size ON box (size);
CREATE INDEX by_shelf ON box (shelf_id);
CREATE VIEW shelves AS SELECT shelf.*, count(box.id) FROM shelf LEFT JOIN box ON box.shelf_id = shelf.id GROUP BY shelf.id;
COMMENT ON CONSTRAINT box_size ON box IS 'no empty one';
INSERT INTO shelf VALUES (1, 'a'), (2, 'b');
INSERT INTO box VALUES (1, 1, 5), (2, 2, 6);
CREATE TABLE swapped (a integer CONSTRAINT one CHECK (a > 0), b integer CONSTRAINT two CHECK (b > 0));
CREATE INDEX first ON swapped (a);
CREATE INDEX second ON swapped (b);
CREATE TABLE parent (a integer CONSTRAINT parent_a CHECK (a > 0), CONSTRAINT parent_key PRIMARY KEY (a));
CREATE TABLE child (b integer) INHERITS (parent);
CREATE TABLE parted (a integer, CONSTRAINT parted_key PRIMARY KEY (a), CONSTRAINT parted_a CHECK (a > 0)) PARTITION BY LIST (a);
CREATE TABLE part PARTITION OF parted FOR VALUES IN (1, 2);
CREATE INDEX parted_by_a ON parted (a);
INSERT INTO parted VALUES (1), (2);
-- becomes
CREATE TABLE shelf (id integer CONSTRAINT shelf_pkey PRIMARY KEY, code text CONSTRAINT by_size UNIQUE);
CREATE TABLE box (id integer CONSTRAINT box_pk PRIMARY KEY, shelf_id integer CONSTRAINT box_on_shelf REFERENCES shelf, size integer CONSTRAINT "box's size" CHECK (size > 0),
    CONSTRAINT one_of_a_size EXCLUDE USING btree (size WITH =));
CREATE INDEX box_by_size ON box (size);
CREATE INDEX by_shelf ON box (size DESC);
CREATE INDEX box_by_shelf ON box (shelf_id);
CREATE VIEW shelves AS SELECT shelf.*, count(box.id) FROM shelf LEFT JOIN box ON box.shelf_id = shelf.id GROUP BY shelf.id;
COMMENT ON CONSTRAINT "box's size" ON box IS 'no empty one';
CREATE TABLE swapped (a integer CONSTRAINT two CHECK (a > 0), b integer CONSTRAINT one CHECK (b > 0));
CREATE INDEX second ON swapped (a);
CREATE INDEX first ON swapped (b);
CREATE TABLE parent (a integer CONSTRAINT parent_positive CHECK (a > 0), CONSTRAINT parent_by_a PRIMARY KEY (a));
CREATE TABLE child (b integer) INHERITS (parent);
CREATE TABLE parted (a integer, CONSTRAINT parted_by_key PRIMARY KEY (a), CONSTRAINT parted_positive CHECK (a > 0)) PARTITION BY LIST (a);
CREATE TABLE part PARTITION OF parted FOR VALUES IN (1, 2);
CREATE INDEX parted_a ON parted (a);
