/* What the manual of MySQL 8.0 says of the C API that the driver uses, in place of Oracle's own header, which
 * can't be had here: the driver is compiled against it, so that no call or type of MariaDB's library alone
 * gets into it. It is never linked. */
#ifndef CMIGRATE_TESTS_ORACLE_MYSQL_H
#define CMIGRATE_TESTS_ORACLE_MYSQL_H

#include <stdbool.h>
#include <stdint.h>

typedef struct MYSQL MYSQL;
typedef struct MYSQL_RES MYSQL_RES;
typedef char **MYSQL_ROW;

enum mysql_option {
    MYSQL_OPT_CONNECT_TIMEOUT,
    MYSQL_READ_DEFAULT_FILE,
    MYSQL_READ_DEFAULT_GROUP,
    MYSQL_SET_CHARSET_NAME,
    MYSQL_OPT_SSL_KEY,
    MYSQL_OPT_SSL_CERT,
    MYSQL_OPT_SSL_CA,
    MYSQL_OPT_SSL_CIPHER,
    MYSQL_OPT_SSL_MODE,
};
enum mysql_ssl_mode {
    SSL_MODE_DISABLED = 1,
    SSL_MODE_PREFERRED,
    SSL_MODE_REQUIRED,
    SSL_MODE_VERIFY_CA,
    SSL_MODE_VERIFY_IDENTITY,
};

#define CLIENT_FOUND_ROWS 2UL
#define CLIENT_MULTI_STATEMENTS (1UL << 16)
#define CLIENT_MULTI_RESULTS (1UL << 17)

MYSQL *mysql_init(MYSQL *mysql);
int mysql_options(MYSQL *mysql, enum mysql_option option, const void *arg);
MYSQL *mysql_real_connect(MYSQL *mysql, const char *host, const char *user, const char *password,
    const char *database, unsigned int port, const char *unix_socket, unsigned long client_flag);
void mysql_close(MYSQL *mysql);
const char *mysql_get_host_info(MYSQL *mysql);
const char *mysql_get_ssl_cipher(MYSQL *mysql);
unsigned int mysql_errno(MYSQL *mysql);
const char *mysql_error(MYSQL *mysql);
const char *mysql_sqlstate(MYSQL *mysql);
int mysql_real_query(MYSQL *mysql, const char *statement, unsigned long length);
MYSQL_RES *mysql_use_result(MYSQL *mysql);
MYSQL_ROW mysql_fetch_row(MYSQL_RES *result);
unsigned int mysql_num_fields(MYSQL_RES *result);
unsigned int mysql_field_count(MYSQL *mysql);
uint64_t mysql_affected_rows(MYSQL *mysql);
void mysql_free_result(MYSQL_RES *result);
int mysql_next_result(MYSQL *mysql);

#endif
