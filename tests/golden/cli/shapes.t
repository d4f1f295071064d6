# Graphs as large projects have them: heads, bases, merges and branch points are counted, all of it runs up and down.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ begin() { rm -f app.db migrations/versions/*; }
> rev() { printf "revision: $1\nparents: [$2]\n${3:+$3\n}upgrade:\n  - create_table: {name: t_$1, columns: {id: integer}}\ndowngrade:\n  - drop_table: t_$1\n" > migrations/versions/$1.yaml; }
> line() { before=$1 prefix=$2 n=$3; i=1; while [ $i -le $n ]; do rev $prefix$i "$before"; before=$prefix$i; i=$((i + 1)); done; }
> count() { sqlite3 app.db "SELECT count(*) FROM sqlite_schema WHERE name LIKE 't!_%' ESCAPE '!'"; }
> shape() {
>     cmigrate history --json > all.json
>     for what in '"parents": \[\]' '"head": true' '"merge_point": true' '"branch_point": true'; do grep -oE "$what" all.json | wc -l; done | tr '\n' ' '
>     cmigrate upgrade heads -q >/dev/null && cmigrate current --check-heads >/dev/null && count
>     cmigrate downgrade base -q && count && cmigrate upgrade heads -q
> }

# A long line.
$ begin; line '' a 130; shape
1 1 0 0 130
the database is at base
0
the database is at a130

# Lines that part and meet again, by two, by three and by four, in one another.
$ begin; line '' a 20; line a20 b 5; line a20 c 3; rev d 'b5, c3'; line d e 4; line d f 2; line d g 3; rev h 'e4, f2, g3'; line h i 5
> line i5 j 1; line i5 k 2; line i5 l 3; line i5 m 4; rev n 'j1, k2, l3, m4'; line n o 10; line o2 p 6; line p3 q 2; rev r 'p6, q2'; rev s 'o10, r'; shape
1 1 5 5 75
the database is at base
0
the database is at s
$ cmigrate history --graph -r i5:s | sed -n '/^\*-/,$p' | head -20
*---.   n (mergepoint)
|\ \ \
| | | * m4
| | | * m3
| | | * m2
| | | * m1
| | * | l3
| | * | l2
| | * | l1
| | |/
| * | k2
| * | k1
| |/
* / j1
|/
* i5 (branchpoint)

# Expand and contract: two branches for good, of which the second depends on the first, release by release.
$ begin; line '' a 2; rev e1 a2 'branch_labels: [expand]'; rev c1 a2 "branch_labels: [contract]\ndepends_on: [e1]"
> for n in 2 3 4 5 6 7 8 9; do rev e$n e$((n - 1)); rev c$n c$((n - 1)) "depends_on: [e$n]"; done; shape
1 2 0 1 20
the database is at base
0
the database is at c9
$ cmigrate heads; cmigrate current; sqlite3 app.db "SELECT * FROM cmigrate_version"
c9 (contract) (head)
e9 (expand) (effective head)
c9 (head)
e9 (effective head)
c9
$ cmigrate downgrade contract@-2 -q; cmigrate downgrade expand@e8 -q; cmigrate upgrade contract@head -q
the database is at c7, e9
the database is at c7, e8
the database is at c9
$ cmigrate downgrade expand@base -q
the database is at base

# Branches for good without a dependency, and a root of their own for some.
$ begin; line '' a 1; line a1 b 4; line a1 c 5; line '' d 3; line '' e 2; rev f 'd3, e2'; shape
3 3 1 1 16
the database is at base
0
the database is at b4, c5, f
