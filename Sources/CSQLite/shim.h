#include <sqlite3.h>

/* sqlite3_db_config takes a variable list of arguments, which Swift cannot call. */

/* Closing the last connection leaves the write-ahead log as it is. */
static inline int csqlite_keep_log_on_close(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

/* What a file's schema says gets no more rights than its rows: no trigger runs, no view is read, no function that does
   more than compute is called, and nothing writes the schema or a full-text index directly. */
static inline void csqlite_distrust_schema(sqlite3 *database) {
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)0);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)0);
}
