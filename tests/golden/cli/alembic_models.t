# What Alembic's own tests say of comparing models, on SQLite.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ models() { cat > models.yaml; }
> plan() { cmigrate migrate --plan --drop-unknown 2>&1 | grep -v 'left as it is'; }
> apply() { cmigrate migrate -m "$1" --rev-id "$1" -q --drop-unknown >/dev/null && cmigrate upgrade -q && cmigrate check; }

# Row 59: a parent before its child, and after it on the way out; here by name the other way round.
$ models <<'END'
> tables:
>   a_child:
>     columns: {id: {type: integer, primary_key: true}, parent_id: {type: integer, references: parent.id}}
>   parent:
>     columns: {id: {type: integer, primary_key: true}}
>   kept:
>     columns: {id: {type: integer, primary_key: true}}
> END
$ plan
3 differences found:
  create table parent
  create table a_child
  create table kept
$ apply a1
the database is at a1
no differences: the database is what the models declare
$ models <<'END'
> tables:
>   kept:
>     columns: {id: {type: integer, primary_key: true}}
> END
$ plan
2 differences found:
  drop table a_child
  drop table parent
  note: the rows of parent are not brought back
  note: the rows of a_child are not brought back
$ apply a2
the database is at a2
no differences: the database is what the models declare

# Row 60: an index named like its column; an unnamed unique; its columns in another order; an index that covers the key; names in mixed case.
$ models <<'END'
> tables:
>   Kept:
>     columns:
>       Id: {type: integer, primary_key: true}
>       code: {type: string(10), unique: true}
>       left: integer
>       right: integer
>     unique: [[left, right]]
>     indexes:
>       code: [code]
>       ix_Key: [Id]
> END
$ apply b1
the database is at b1
no differences: the database is what the models declare
$ sqlite3 app.db "CREATE TABLE other (a INTEGER, b INTEGER, UNIQUE (b, a))"
$ cat >> models.yaml <<'END'
>   other:
>     columns: {a: integer, b: integer}
>     unique: [[a, b]]
> END
$ plan
2 differences found:
  drop unique constraint (b, a) of other
  create unique constraint uq_other_a_b on other(a, b)

# Row 61: an index gets unique, other columns, another direction; what is the default says nothing.
$ sqlite3 app.db "DROP TABLE other"
$ models <<'END'
> tables:
>   Kept:
>     columns:
>       Id: {type: integer, primary_key: true}
>       code: string(10)
>       left: integer
>       right: integer
>     indexes:
>       ix_one: {columns: [code], unique: true}
>       ix_two: [left, right]
>       ix_three: [{column: left, order: asc}]
> END
$ apply c1
the database is at c1
no differences: the database is what the models declare
$ sed -i 's/{columns: \[code\], unique: true}/[code]/; s/\[left, right\]/[right, left]/; s/order: asc/order: desc/' models.yaml
$ plan
6 differences found:
  drop index ix_one of Kept
  drop index ix_two of Kept
  drop index ix_three of Kept
  create index ix_one on Kept(code)
  create index ix_two on Kept(right, left)
  create index ix_three on Kept(left)
$ apply c2
the database is at c2
no differences: the database is what the models declare
$ sed -i 's/order: desc/order: asc/' models.yaml; apply c3
the database is at c3
no differences: the database is what the models declare
$ sed -i 's/\[{column: left, order: asc}\]/[left]/' models.yaml; plan
no changes: the database is what the models declare

# Row 62: checks: named, several, unnamed, another expression, inside a column, on a table that is new or goes.
$ models <<'END'
> tables:
>   Kept:
>     columns: {Id: {type: integer, primary_key: true}, left: integer, right: integer}
>     checks: {ck_left: left > 0, ck_right: right > 0}
>   fresh:
>     columns: {id: {type: integer, primary_key: true}}
>     checks: {ck_id: id < 9}
> END
$ plan
7 differences found:
  drop index ix_one of Kept
  drop index ix_two of Kept
  drop index ix_three of Kept
  create table fresh
  drop column Kept.code
  create check ck_left on Kept: left > 0
  create check ck_right on Kept: right > 0
  note: the values of Kept.code are not brought back
$ apply d1
the database is at d1
no differences: the database is what the models declare
$ sed -i 's/left > 0/left > 1/; s/, ck_right: right > 0//; /fresh:/,$d' models.yaml
$ plan
4 differences found:
  drop constraint ck_left of Kept
  drop constraint ck_right of Kept
  drop table fresh
  create check ck_left on Kept: left > 1
  note: the rows of fresh are not brought back
$ apply d2
the database is at d2
no differences: the database is what the models declare
$ sqlite3 app.db "CREATE TABLE free (a INTEGER CHECK (a > 0), CHECK (a < 9))"
$ cmigrate inspect --json | sed 's/.*"free"/"free"/; s/"sql".*//'
"free": {"columns": {"a": "integer"}, "checks": ["a > 0", "a < 9"], "triggers": {}}}, "views": {}, 
$ sqlite3 app.db "DROP TABLE free"

# Row 64: lengths and precisions count.
$ models <<'END'
> tables:
>   Kept:
>     columns:
>       Id: {type: integer, primary_key: true}
>       a: string(30)
>       b: string
>       c: text
>       d: "numeric(10,5)"
>       e: "numeric(10,5)"
>       f: biginteger
>       g: integer
> END
$ apply e1
the database is at e1
no differences: the database is what the models declare
$ sed -i 's/a: string(30)/a: string(40)/; s/b: string/b: string(30)/; s/c: text/c: string(255)/; s/d: "numeric(10,5)"/d: "numeric(10,6)"/; s/e: "numeric(10,5)"/e: "numeric(10)"/; s/f: biginteger/f: integer/; s/g: integer/g: biginteger/' models.yaml
$ plan
7 differences found:
  alter column Kept.a: type string(40)
  alter column Kept.b: type string(30)
  alter column Kept.c: type string(255)
  alter column Kept.d: type numeric(10,6)
  alter column Kept.e: type numeric(10)
  alter column Kept.f: type integer
  alter column Kept.g: type biginteger
  note: what Kept.f lost as integer is not brought back
  note: what Kept.e lost as numeric(10) is not brought back
  note: what Kept.d lost as numeric(10,6) is not brought back
  note: what Kept.c lost as string(255) is not brought back
  note: what Kept.b lost as string(30) is not brought back
$ apply e2
the database is at e2
no differences: the database is what the models declare

# Row 65: a table that is left out may still be referred to; whatever the models say of it, it is not compared.
$ sqlite3 app.db "CREATE TABLE theirs (x INTEGER, y INTEGER, PRIMARY KEY (x, y))"
$ echo 'exclude: [theirs]' >> cmigrate.yaml
$ models <<'END'
> tables:
>   theirs:
>     primary_key: [x, y]
>     columns: {x: text, y: text}
>   Kept:
>     columns: {Id: {type: integer, primary_key: true}, x: integer, y: integer}
>     foreign_keys: {fk_theirs: {columns: [x, y], references: {table: theirs, columns: [x, y]}}}
> END
$ plan
10 differences found:
  add column Kept.x integer
  add column Kept.y integer
  drop column Kept.g
  drop column Kept.f
  drop column Kept.e
  drop column Kept.d
  drop column Kept.c
  drop column Kept.b
  drop column Kept.a
  create foreign key fk_theirs on Kept(x, y) to theirs(x, y)
  note: the values of Kept.a are not brought back
  note: the values of Kept.b are not brought back
  note: the values of Kept.c are not brought back
  note: the values of Kept.d are not brought back
  note: the values of Kept.e are not brought back
  note: the values of Kept.f are not brought back
  note: the values of Kept.g are not brought back
$ apply f1
the database is at f1
no differences: the database is what the models declare

# Row 66: the version table is nobody's, whatever its name; nor is Alembic's.
$ sqlite3 app.db "CREATE TABLE alembic_version (version_num VARCHAR(32))"
$ cmigrate check
no differences: the database is what the models declare
$ printf 'version_table: my_version\nlog_table: my_log\n' >> cmigrate.yaml
$ cmigrate ensure-version -q; cmigrate stamp head -q; cmigrate check
the tables my_version and my_log are there
the database is at f1
no differences: the database is what the models declare

# Row 67: tables that SQLite has to make anew keep their rows, keys and indexes, under their own names.
$ rm app.db cmigrate.yaml migrations/versions/*; echo 'url: sqlite:///app.db' > cmigrate.yaml
$ models <<'END'
> tables:
>   author:
>     columns:
>       id: {type: integer, primary_key: true}
>       name: {type: string(30), unique: true}
>       born: {type: text, index: true}
>       teacher_id: {type: integer, references: author.id}
>     checks: {ck_author_name: length(name) > 1}
>   book:
>     columns: {id: {type: integer, primary_key: true}, author_id: {type: integer, references: author.id, on_delete: cascade}}
> END
$ apply a1
the database is at a1
no differences: the database is what the models declare
$ sqlite3 app.db "INSERT INTO author VALUES (1, 'Ursula', '1929', NULL), (2, 'Octavia', '1947', 1); INSERT INTO book VALUES (1, 1), (2, 2)"
$ models <<'END'
> tables:
>   author:
>     comment: Who wrote
>     columns:
>       id: {type: integer, primary_key: true}
>       title: {type: string(8), nullable: false, default: Dr}
>       full_name: {type: string(50), nullable: false, was: name, unique: true}
>       born: {type: integer, index: true}
>       teacher_id: {type: integer, references: author.id}
>     checks: {ck_author_name: length(full_name) > 1}
>   book:
>     columns: {id: {type: integer, primary_key: true}, author_id: {type: integer, references: author.id, on_delete: cascade}}
> END
$ apply a2
the database is at a2
no differences: the database is what the models declare
$ sqlite3 app.db "SELECT id, title, full_name, born, typeof(born), teacher_id FROM author; SELECT * FROM book; PRAGMA foreign_key_check"
1|Dr|Ursula|1929|integer|
2|Dr|Octavia|1947|integer|1
1|1
2|2
$ sqlite3 app.db "SELECT sql FROM sqlite_schema WHERE tbl_name LIKE '%author' AND sql IS NOT NULL"
CREATE TABLE "author" (
    id INTEGER,
    title VARCHAR(8) NOT NULL DEFAULT 'Dr',
    full_name VARCHAR(50) NOT NULL,
    born INTEGER,
    teacher_id INTEGER,
    CONSTRAINT pk_author PRIMARY KEY (id),
    CONSTRAINT uq_author_name UNIQUE (full_name),
    CONSTRAINT fk_author_teacher_id FOREIGN KEY (teacher_id) REFERENCES author (id),
    CONSTRAINT ck_author_name CHECK (length(full_name) > 1)
)
CREATE INDEX ix_author_born ON author (born)
$ models <<'END'
> tables:
>   author:
>     columns: {full_name: {type: string(50), primary_key: true}, born: integer}
> END
$ sqlite3 app.db "UPDATE author SET teacher_id = NULL; DELETE FROM book"
$ apply a3
the database is at a3
no differences: the database is what the models declare
$ cmigrate downgrade a2 -q; cmigrate upgrade -q; sqlite3 app.db "SELECT * FROM author" .tables
the database is at a2
the database is at a3
Ursula|1929
Octavia|1947
author            cmigrate_log      cmigrate_version

# Row 70: which files are revisions.
$ mkdir -p migrations/versions/2026/11; touch migrations/versions/__init__.py migrations/versions/.#x.yaml migrations/versions/_draft.yaml migrations/versions/notes.txt
$ printf 'revision: b1\nparents: [a3]\nupgrade: []\ndowngrade: []\n' > migrations/versions/2026/11/b1.yaml
$ cmigrate heads
b1 (head)
$ printf 'file_template: "%%(year)d/%%(month).2d/%%(rev)s_%%(slug)s"\n' >> cmigrate.yaml
$ cmigrate revision -m "A very long message, which is cut off at a word when it is longer than forty" --rev-id b2 | sed -E 's|[0-9]{4}/[0-9]{2}|YEAR/MONTH|'
wrote migrations/versions/YEAR/MONTH/b2_a_very_long_message_which_is_cut_off_at.yaml
