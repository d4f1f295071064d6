-- Partitions whose bounds change, so that one gets the rows that were another's.
CREATE TABLE sale (id integer, shop text) PARTITION BY RANGE (id);
CREATE TABLE sale_1 PARTITION OF sale FOR VALUES FROM (1) TO (10);
CREATE TABLE sale_2 PARTITION OF sale FOR VALUES FROM (10) TO (20);
CREATE TABLE sale_rest PARTITION OF sale DEFAULT;
CREATE INDEX sale_shop ON sale (shop);
CREATE TABLE visit (shop text) PARTITION BY LIST (shop);
CREATE TABLE visit_a PARTITION OF visit FOR VALUES IN ('a');
CREATE TABLE visit_b PARTITION OF visit FOR VALUES IN ('b', 'c');
-- becomes
CREATE TABLE sale (id integer, shop text) PARTITION BY RANGE (id);
CREATE TABLE sale_1 PARTITION OF sale FOR VALUES FROM (1) TO (15);
CREATE TABLE sale_2 PARTITION OF sale FOR VALUES FROM (15) TO (30);
CREATE TABLE sale_3 PARTITION OF sale FOR VALUES FROM (30) TO (MAXVALUE);
CREATE INDEX sale_shop ON sale (shop);
CREATE TABLE visit (shop text) PARTITION BY LIST (shop);
CREATE TABLE visit_a PARTITION OF visit FOR VALUES IN ('b');
CREATE TABLE visit_b PARTITION OF visit FOR VALUES IN ('a');
CREATE TABLE visit_c PARTITION OF visit FOR VALUES IN ('c');
CREATE TABLE visit_d PARTITION OF visit FOR VALUES IN ('d');
