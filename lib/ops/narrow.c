#include "ops/narrow.h"

/* How much of a family a type holds; 0: it isn't of it. */
static unsigned integer_rank(const struct type *type) {
    return type_is_integer(type) ? 1 + (unsigned)(type->kind - TYPE_SMALLINTEGER) : 0;
}

static unsigned text_room(const struct type *type) {
    if (type->kind == TYPE_TEXT || (type->kind == TYPE_STRING && !type->length))
        return ~0U;
    return type->kind == TYPE_STRING ? type->length : 0;
}

static unsigned byte_room(const struct type *type) {
    if (type->kind == TYPE_BLOB || (type->kind == TYPE_BINARY && !type->length))
        return ~0U;
    return type->kind == TYPE_BINARY ? type->length : 0;
}

static bool is_fractional(const struct type *type) {
    return type->kind == TYPE_NUMERIC || type->kind == TYPE_FLOAT || type->kind == TYPE_DOUBLE;
}

static bool is_moment(const struct type *type) {
    return type->kind == TYPE_DATETIME || type->kind == TYPE_TIMESTAMP;
}

static bool numeric_narrows(const struct type *from, const struct type *to) {
    if (!to->length)
        return false;
    return !from->length || to->scale < from->scale || to->length - to->scale < from->length - from->scale;
}

static bool shrinks(unsigned from, unsigned to) {
    return from && to && to < from;
}

bool type_narrows(const struct type *from, const struct type *to) {
    if (from->kind == TYPE_NUMERIC && to->kind == TYPE_NUMERIC)
        return numeric_narrows(from, to);
    if (shrinks(integer_rank(from), integer_rank(to)) || shrinks(text_room(from), text_room(to)) ||
        shrinks(byte_room(from), byte_room(to)))
        return true;
    return (is_fractional(from) && integer_rank(to)) ||
           (from->kind == TYPE_DOUBLE && to->kind == TYPE_FLOAT) ||
           (is_moment(from) && (to->kind == TYPE_DATE || to->kind == TYPE_TIME));
}
