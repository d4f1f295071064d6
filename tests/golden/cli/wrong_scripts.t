# A broken revision file is named, with its place, by every command; nothing is changed.
$ cmigrate init -q
$ cmigrate revision -m one --rev-id a1
$ printf 'revision: b2\nparents: [nosuch]\nmessage: two\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate heads
$ printf 'revision: b2\nparents: [b2]\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate heads
$ printf 'revision: a1\nparents: []\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate upgrade
$ printf 'revision: "b@2"\nparents: []\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate upgrade
$ printf 'parents: [a1]\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate upgrade
$ printf 'revision: b2\nparents: [a1]\nmesage: x\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate upgrade
$ printf 'revision: b2\nparents: [a1]\nupgrade:\n  - create_tabel: {name: x}\n' > migrations/versions/b2.yaml; cmigrate upgrade
$ printf 'revision: b2\nparents: [a1]\nupgrade:\n  - drop_table: nosuch\n' > migrations/versions/b2.yaml; cmigrate upgrade
$ printf 'revision: b2\nparents: [a1]\nupgrade:\n  - create_table: {name: x, col' > migrations/versions/b2.yaml; cmigrate upgrade
$ printf 'revision: b2\nparents: [a1]\nmessage: cut' > migrations/versions/b2.yaml; cmigrate upgrade
$ cmigrate current
$ rm migrations/versions/b2.yaml; cmigrate upgrade
