-- before
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT);
CREATE VIRTUAL TABLE area USING rtree(id, x0, x1, y0, y1, +note);
CREATE VIEW found AS SELECT place.name FROM place JOIN area ON area.id = place.id WHERE area.x0 > 1;
-- after
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE VIRTUAL TABLE area USING rtree(id, x0, x1, y0, y1, +note);
CREATE VIEW found AS SELECT place.name FROM place JOIN area ON area.id = place.id WHERE area.x0 > 1;
CREATE VIRTUAL TABLE span USING rtree_i32(id, t0, t1);
-- rows
INSERT INTO place VALUES (1, 'near'), (2, 'far');
INSERT INTO area VALUES (1, 0, 1, 0, 1, ''), (2, 5, 6, 5, 6, 'x');
-- look
SELECT name FROM found;
SELECT id FROM area WHERE x1 > 4;
