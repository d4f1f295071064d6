#include "cmd/app.h"

extern const struct command command_init, command_migrate, command_revision, command_upgrade,
    command_downgrade, command_current, command_history, command_heads, command_show, command_stamp,
    command_check, command_inspect, command_baseline;

const struct command *const commands[] = {
    &command_init,
    &command_migrate,
    &command_upgrade,
    &command_downgrade,
    &command_check,
    &command_current,
    &command_history,
    &command_heads,
    &command_show,
    &command_revision,
    &command_stamp,
    &command_baseline,
    &command_inspect,
    NULL,
};
