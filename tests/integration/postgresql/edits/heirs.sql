-- A column that a parent loses; partitions behind a foreign key; keys of a partition alone.
CREATE TABLE base (made timestamp DEFAULT now(), gone integer);
CREATE TABLE heir (a integer) INHERITS (base);
CREATE TABLE parted (foo text, id integer, PRIMARY KEY (foo, id)) PARTITION BY LIST (foo);
CREATE TABLE part_1 PARTITION OF parted FOR VALUES IN ('1');
CREATE TABLE part_2 PARTITION OF parted FOR VALUES IN ('2');
CREATE TABLE other (foo text, id integer, FOREIGN KEY (foo, id) REFERENCES parted (foo, id));
CREATE TABLE alone (id integer, foo text) PARTITION BY LIST (foo);
CREATE TABLE alone_1 PARTITION OF alone FOR VALUES IN ('x');
-- becomes
CREATE TABLE base (made timestamp DEFAULT now());
CREATE TABLE heir (a integer) INHERITS (base);
CREATE TABLE parted (foo text, id integer, PRIMARY KEY (foo, id)) PARTITION BY LIST (foo);
CREATE TABLE part_1 PARTITION OF parted FOR VALUES IN ('1');
CREATE TABLE other (foo text, id integer, FOREIGN KEY (foo, id) REFERENCES parted (foo, id));
CREATE TABLE alone (id integer, foo text) PARTITION BY LIST (foo);
CREATE TABLE alone_1 PARTITION OF alone (CONSTRAINT "Own" PRIMARY KEY (foo, id)) FOR VALUES IN ('x');
