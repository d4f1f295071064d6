-- revision: ae1027a6acf2
-- parents: 1975ea83b712, b2
-- branch_labels: shop
-- message: add "book": it's -- fine

-- cmigrate: upgrade
CREATE TABLE book (id int, t text DEFAULT 'a;b'); -- x
CREATE TRIGGER t AFTER INSERT ON book BEGIN SELECT 1; END;
-- cmigrate: downgrade
DROP TABLE "book";
