/* What the files of this room share while two schemas are compared. */
#ifndef CMIGRATE_DIFF_WORK_H
#define CMIGRATE_DIFF_WORK_H

#include "diff/diff.h"

/* The order of the result. Drops come before renames, and so use the old names. */
enum phase {
    PHASE_RENAME_TYPES, /* enums, and objects that have names: all else uses the new ones */
    PHASE_TAKE_BACK,    /* what the way back would have come by itself */
    PHASE_DROP_OBJECTS,
    PHASE_DROP_FOREIGN_KEYS,
    PHASE_DROP_KEYS,
    PHASE_DROP_WAITING_TABLES, /* made of an object that stands between them and other tables */
    PHASE_DROP_MIDDLE_OBJECTS,
    PHASE_DROP_TABLES,
    PHASE_RENAME_TABLES,
    PHASE_RENAME_KEYS,          /* what is made may need the old names */
    PHASE_RENAME_VALUES,        /* of enums; expressions that say the old ones are gone by then */
    PHASE_CREATE_FIRST_OBJECTS, /* what tables and enums may need: schemas, extensions… */
    PHASE_ENUMS,
    PHASE_CREATE_EARLY_OBJECTS, /* what tables may need: domains, sequences, functions… */
    PHASE_CREATE_TABLES,
    PHASE_COLUMNS,
    PHASE_SHRINK_ENUMS, /* once no default needs a value that goes; the way back adds it first */
    PHASE_CREATE_KEYS,
    PHASE_CREATE_MIDDLE_OBJECTS, /* what some tables may need, and itself needs others */
    PHASE_CREATE_WAITING_TABLES, /* those, or where a foreign key can't be added later */
    PHASE_CREATE_FOREIGN_KEYS,
    PHASE_DROP_EARLY_OBJECTS,
    PHASE_DROP_ENUMS,
    PHASE_DROP_FIRST_OBJECTS,
    PHASE_CREATE_OBJECTS,
    PHASE_CREATE_LAST_OBJECTS, /* what changes all that is made after them */
    PHASES,
};

/* One of the things that are there, or are wanted, on its way to a partner. */
struct match_item {
    const char *name;      /* its own, or null when it doesn't count */
    const char *label;     /* the name it has or would get, be it by convention */
    const char *structure; /* equal for equal things; only while they are matched */
    const void *item;
    unsigned other; /* its partner's position, or NO_PARTNER */
    bool taken;     /* has a partner, or one of the same name that it differs from */
};
LIST_TYPE(match_items, struct match_item);
#define NO_PARTNER ((unsigned)-1)

/* A table that stays. `before` is as it was found; `actual` the same with the new names of tables and
 * columns, its lists in the same order. */
struct table_pair {
    const struct table *before, *desired;
    struct table *actual;
    bool rekeyed;     /* its primary key or a unique constraint comes or goes */
    bool reshaped;    /* what reads it must be made again: it is renamed, or columns change or go */
    bool has_retyped; /* a column's type changes */
    struct match_items actual_items, desired_items; /* constraints */
};
LIST_TYPE(table_pairs, struct table_pair *);
LIST_TYPE(const_tables, const struct table *);
LIST_TYPE(links, size_t);
LIST_TYPE(links_list, struct links);

struct diffing {
    struct arena *arena;
    struct arena *scratch; /* of what is not needed once the operations are found */
    const struct diff_rules *rules;
    const struct schema *actual, *desired;
    struct schema *renamed; /* `actual`, once it is a copy; null before */
    struct errors *errors;
    struct schema *work; /* the actual schema with the renames done; itself when there are none */
    struct table_pairs pairs;
    struct const_tables created, dropped;
    struct name_index pair_index; /* new full name → struct table_pair */
    struct name_index retyped;    /* "table.column" → its table */
    struct name_index shaken; /* table, as it was → those of its columns whose readers must be made again */
    struct name_index key_names; /* of keys and indexes that are there, full, once they are asked for */
    struct operations phases[PHASES];
};

/* --- renames.c --- */

/* Finds which table is which: fills pairs, created, dropped and the renames. */
bool diff_match_tables(struct diffing *diffing);

/* --- rename_objects.c, rename_enums.c --- */

/* `actual`, which may be changed from now on. */
struct schema *diff_renamed(struct diffing *diffing);
/* The enums whose names have changed by the models: in `actual` they have the new ones from here on. */
void diff_rename_enums(struct diffing *diffing);
/* Those whose values' names have: in `work` they have the new ones. */
void diff_rename_values(struct diffing *diffing);

/* The objects whose names have changed by the models: in `actual` they have the new ones from here on. */
bool diff_rename_objects(struct diffing *diffing);

/* --- columns.c --- */

/* Renames columns in the working schema, then finds what changes. */
bool diff_columns(struct diffing *diffing, struct table_pair *pair);
bool diff_is_retyped(const struct diffing *diffing, const struct table *table, const char *column);
/* Of a table that is reshaped, the columns, as they were called, whose readers must be made again; null:
 * whatever reads the table. */
struct name_index *diff_shaken(const struct diffing *diffing, const struct table_pair *pair);

/* --- places.c --- */

/* Of distinct numbers the longest ascending run in order: marks in `stays` which are in it. */
void places_stay(struct arena *arena, const size_t *places, size_t count, bool *stays);

/* --- keys.c, match.c --- */

/* Finds which constraint is which. */
void diff_match_constraints(struct diffing *diffing, struct table_pair *pair);
/* Constraints and indexes of a table that stays, once those of all tables are matched. */
void diff_keys(struct diffing *diffing, struct table_pair *pair);
void diff_drop_constraint(struct diffing *diffing, enum phase phase, const struct table *table,
    const struct constraint *constraint);
void diff_create_constraint(struct diffing *diffing, enum phase phase, const struct table *table,
    const struct constraint *constraint);

/* Which of the wanted is which of those that are there, by name where both have one of their own, else by
 * structure. */
void diff_match(struct diffing *diffing, struct match_items *actual, struct match_items *desired,
    bool (*same)(const struct diffing *diffing, const void *actual, const void *desired));
/* A new one needs its name: who has it now and would stay is made again under the name wanted for it. */
void diff_free_names(struct diffing *diffing, struct match_items *actual, struct match_items *desired);

/* --- rename_keys.c --- */

/* Pairs what would go with what would come, where the one only has another name. */
void diff_match_renamed(struct diffing *diffing, const struct table_pair *pair, struct match_items *actual,
    struct match_items *desired);
/* The renames of those that are still paired: `kind` is rename_constraint or rename_index. */
void diff_rename_matched(struct diffing *diffing, const struct table_pair *pair, enum operation_kind kind,
    const struct match_items *actual, const struct match_items *desired);

/* --- structure.c --- */

/* A text that is equal for equal structures. `schema` knows the primary key that a foreign key refers to. */
char *constraint_structure(
    const struct diffing *diffing, const struct schema *schema, const struct constraint *constraint);
char *index_structure(const struct diffing *diffing, const struct index *index);
bool constraints_same(const struct diffing *diffing, const void *actual, const void *desired);
bool indexes_same(const struct diffing *diffing, const void *actual, const void *desired);

/* --- equal.c --- */

bool same_text(const char *left, const char *right); /* null is "" */
bool same_expression(const struct diffing *diffing, const char *left, const char *right);
/* The options of the rules' dialect, as sets; a column's `type` is compared elsewhere. */
/* Is it one of the database at hand, and other than what goes without saying? */
bool option_counts(const struct diffing *diffing, const struct option *option);
bool same_options(const struct diffing *diffing, const struct options *actual, const struct options *desired);
/* All options, and the rules' dialect named even if it has none. */
struct options options_wanted(const struct diffing *diffing, const struct options *options);

/* --- tables.c --- */

void diff_table(struct diffing *diffing, struct table_pair *pair);
void diff_create_tables(struct diffing *diffing);
void diff_drop_tables(struct diffing *diffing);

/* --- enums.c, objects.c --- */

void diff_enums(struct diffing *diffing);
void diff_objects(struct diffing *diffing);
void diff_add_object(
    struct diffing *diffing, enum phase phase, enum operation_kind kind, const struct object *object);

/* --- object_set.c --- */

/* When an object is made: most after the tables, but some are what tables or enums need. */
enum stage { STAGE_FIRST, STAGE_EARLY, STAGE_BETWEEN, STAGE_LATE, STAGE_LAST };

/* The objects of a schema that the models manage, in an order in which each comes after what it names. */
struct object_set {
    struct objects objects;
    struct name_index index; /* "kind name table" → struct object */
    size_t *order;
    enum stage *stages;
    const struct const_tables *passing; /* the tables that come or go */
    struct links_list table_needs;      /* of each of these, the objects' positions */
};

struct object_set managed_objects(struct diffing *diffing, const struct schema *schema);
const char *object_key(struct arena *arena, const struct object *object);
const char *object_body(const struct diffing *diffing, const struct object *object);
/* Its name in expressions: of "tax(numeric)" what stands before the bracket. */
const char *object_bare_name(struct arena *arena, const struct object *object);

/* --- mention.c --- */

struct mention {
    void *value;           /* of `names`; null at the end */
    const char *qualifier; /* what stands before the name and a point, or null */
    struct token before;
};
struct mentions {
    struct arena *arena;
    struct lexer lexer;
    const struct name_index *names;
    bool into_bodies; /* a function's body that is a string: the database doesn't know what that names */
    const char *end_of_list; /* to there, parameters and attributes have names */
};
struct mentions mentions_in(const struct diffing *diffing, const char *text, const struct name_index *names);
/* Of the object's text, but for the names of parameters and attributes. */
struct mentions mentions_of(const struct diffing *diffing, const struct object *object,
    const struct name_index *names, bool into_bodies);
struct mention mentions_next(struct mentions *mentions);

/* The first value in `names` whose name the text mentions, from `lexer` on; null at the end. */
void *next_mention(struct arena *arena, struct lexer *lexer, const struct name_index *names);
/* The same, but for a function's body that is a string. */
void *next_firm_mention(struct arena *arena, struct lexer *lexer, const struct name_index *names);

/* --- between.c --- */

/* Finds the objects that some of the passing tables need, and that need others of them; `needs` are each
 * object's, `held` are those that a table needs which stays. */
void diff_stand_between(
    struct diffing *diffing, struct object_set *set, const struct links *needs, const bool *held);
/* Moves the operations on the tables that need such an object from the one phase to the other. */
void diff_part_tables(struct diffing *diffing, const struct object_set *set, enum phase from, enum phase to);

/* --- ahead.c --- */

bool diff_reaches_ahead(const struct diffing *diffing, const struct object *object);
/* Takes back what comes by itself with things that are made. The sets are those of diff_objects(), without
 * what goes. */
void diff_take_back(
    struct diffing *diffing, const struct object_set *actual, const struct object_set *desired);

/* --- order.c --- */

/* An order of 0…count-1 in which each comes after what it needs, else as they are numbered. A circle is cut
 * where it closes. */
size_t *order_by_needs(struct arena *arena, const struct links *needs, size_t count);

/* --- diff.c --- */

/* The desired schema with `was` where only the case of a name differs; itself when that is nowhere. */
const struct schema *diff_settle_case(struct arena *arena, const struct diff_rules *rules,
    const struct schema *actual, const struct schema *desired);
struct operation *diff_add(
    struct diffing *diffing, enum phase phase, enum operation_kind kind, const struct table *table);
/* How many operations there are so far. */
size_t diff_count(const struct diffing *diffing);

#endif
