# A database that Alembic has migrated: its version table is taken as it is.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ sed -i '1i version_table: alembic_version' cmigrate.yaml
$ sqlite3 app.db "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)); INSERT INTO alembic_version VALUES ('ae1027a6acf2'); CREATE TABLE author (id INTEGER PRIMARY KEY)"
$ cmigrate current
error: the database is at revision "ae1027a6acf2", which no script has
  hint: get its file back, be it from another branch of the repository; or name where the database is with: cmigrate stamp --purge REV
[1]
$ cmigrate upgrade
error: the database is at revision "ae1027a6acf2", which no script has
  hint: get its file back, be it from another branch of the repository; or name where the database is with: cmigrate stamp --purge REV
[1]
$ printf 'revision: 1975ea83b712\nparents: []\nupgrade: []\ndowngrade: []\n' > migrations/versions/1975ea83b712.yaml
$ printf 'revision: ae1027a6acf2\nparents: [1975ea83b712]\nupgrade:\n  - create_table: {name: author, columns: {id: {type: integer, primary_key: true}}}\ndowngrade:\n  - drop_table: author\n' > migrations/versions/ae1027a6acf2.yaml
$ cmigrate current -v
Current revision(s) for sqlite:///app.db:
Rev: ae1027a6acf2 (head)
Parent: 1975ea83b712
Path: migrations/versions/ae1027a6acf2.yaml

$ cmigrate upgrade
nothing to do: the database is at ae1027a6acf2
$ printf 'revision: 27c6a30d7c24\nparents: [ae1027a6acf2]\nmessage: from here on\nupgrade:\n  - add_column: {table: author, name: name, type: text}\ndowngrade:\n  - drop_column: {table: author, name: name}\n' > migrations/versions/27c6.yaml
$ cmigrate upgrade
upgraded 27c6a30d7c24  from here on (N ms)
the database is at 27c6a30d7c24
$ sqlite3 app.db .tables "SELECT * FROM alembic_version"
alembic_version  author           cmigrate_log   
27c6a30d7c24
$ cmigrate downgrade ae10
downgraded 27c6a30d7c24  from here on (N ms)
the database is at ae1027a6acf2
$ sqlite3 app.db "SELECT * FROM alembic_version"
ae1027a6acf2

# Rows as Alembic may have left them: one implies the other.
$ sqlite3 app.db "INSERT INTO alembic_version VALUES ('1975ea83b712')"
$ cmigrate current
ae1027a6acf2
$ cmigrate upgrade
upgraded 27c6a30d7c24  from here on (N ms)
the database is at 27c6a30d7c24
$ sqlite3 app.db "SELECT * FROM alembic_version"
27c6a30d7c24

# A table without a key may have a row twice.
$ sqlite3 app.db "DROP TABLE alembic_version; CREATE TABLE alembic_version (version_num VARCHAR(32)); INSERT INTO alembic_version VALUES ('27c6a30d7c24'), ('27c6a30d7c24')"
$ cmigrate downgrade
error: revision 27c6a30d7c24: alembic_version was expected to have one row "27c6a30d7c24", but 2 matched
  hint: look at the table's rows, then set them with: cmigrate stamp --purge REVISION
[1]
$ sqlite3 app.db "SELECT * FROM alembic_version" ".schema author"
27c6a30d7c24
27c6a30d7c24
CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT);
$ cmigrate stamp --purge head
stamped 27c6a30d7c24  from here on (N ms)
the database is at 27c6a30d7c24
$ cmigrate downgrade
downgraded 27c6a30d7c24  from here on (N ms)
the database is at ae1027a6acf2
