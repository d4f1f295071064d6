-- before
CREATE TABLE book (id INT, a INT, PRIMARY KEY (id) COMMENT 'x');
CREATE TABLE shelf (id INT AUTO_INCREMENT, PRIMARY KEY (id));
CREATE TABLE place (id INT, shelf_id INT, PRIMARY KEY (id) USING BTREE COMMENT 'it''s', CONSTRAINT fk_shelf FOREIGN KEY (shelf_id) REFERENCES shelf (id));
-- after
CREATE TABLE book (id INT, a INT, b INT, PRIMARY KEY (id) COMMENT 'y\\"');
CREATE TABLE shelf (id INT AUTO_INCREMENT, PRIMARY KEY (id) COMMENT 'number');
CREATE TABLE place (id INT, shelf_id INT, PRIMARY KEY (id) USING BTREE, CONSTRAINT fk_shelf FOREIGN KEY (shelf_id) REFERENCES shelf (id));
