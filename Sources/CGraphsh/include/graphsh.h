/* graphsh: a knowledge graph of texts, asked from C and from whatever calls C.
 *
 * The shape is that of SQLite: open a graph, prepare a query, bind its parameters, step through its rows, finalize it. Every text
 * is UTF-8. Functions that can fail return a status, and graphsh_errmsg() says what went wrong.
 *
 *   graphsh *graph;
 *   graphsh_query *query;
 *   if (graphsh_open("news.db", GRAPHSH_OPEN_READONLY, &graph) != GRAPHSH_OK) …
 *   graphsh_prepare(graph, "met($who, X)?", &query);
 *   graphsh_bind_text(query, "who", "Lee Jae Myung");
 *   while (graphsh_step(query) == GRAPHSH_ROW) puts(graphsh_column_text(query, 0));
 *   graphsh_finalize(query);
 *   graphsh_close(graph);
 *
 * A graph belongs to one thread at a time, with its queries; only graphsh_interrupt() may be called from any. Several graphs, also on
 * the same file, may be used by several threads at once. What a function gives stays valid as its comment says; nothing is freed by
 * the caller but what graphsh_ask() and graphsh_why() give, by graphsh_free().
 */
#ifndef GRAPHSH_H
#define GRAPHSH_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The interface that this header describes. A library of another number has another one. */
#define GRAPHSH_ABI 1

/* A graph, and a query prepared on it. */
typedef struct graphsh graphsh;
typedef struct graphsh_query graphsh_query;

enum {
  GRAPHSH_OK = 0,
  GRAPHSH_ROW = 1,          /* graphsh_step(): a row is there */
  GRAPHSH_DONE = 2,         /* graphsh_step(): no more rows */
  GRAPHSH_ERROR = -1,       /* the graph's file, or what does not fall under the others */
  GRAPHSH_SYNTAX = -2,      /* a program is wrong; graphsh_errline() says where */
  GRAPHSH_INTERRUPTED = -3, /* by graphsh_interrupt() or the progress callback */
  GRAPHSH_TIMEOUT = -4,
  GRAPHSH_MEMORY = -5,
  GRAPHSH_LOCKED = -6,      /* another process writes: try again later */
  GRAPHSH_READONLY = -7,    /* the graph is open for reading only */
  GRAPHSH_MISUSE = -8       /* a parameter that there is not, a column out of range, a null pointer */
};

enum {
  GRAPHSH_OPEN_READONLY = 0,
  GRAPHSH_OPEN_READWRITE = 1 /* makes a file that is missing */
};

enum {
  GRAPHSH_TYPE_TEXT = 1,
  GRAPHSH_TYPE_INTEGER = 2,
  GRAPHSH_TYPE_FLOAT = 3,
  GRAPHSH_TYPE_BOOLEAN = 4,
  GRAPHSH_TYPE_DATE = 5,      /* as text: 2026-01-05 */
  GRAPHSH_TYPE_DATETIME = 6,  /* as text: 2026-01-05T09:30:00Z */
  GRAPHSH_TYPE_ENTITY = 7,    /* as text: its label */
  GRAPHSH_TYPE_IRI = 8,
  GRAPHSH_TYPE_BLANK = 9,     /* a node without a name, of an imported graph */
  GRAPHSH_TYPE_LITERAL = 10   /* any other literal of RDF */
};

/* GRAPHSH_ABI of the library, and the release, such as "0.1.0". */
int graphsh_abi(void);
const char *graphsh_version(void);

/* --- A graph ------------------------------------------------------------------------------------------------------------ */

/* Opens a graph's file. *out is set even where that fails, so that graphsh_errmsg() can say why; close it in any case. It is null
 * only where out or path is. */
int graphsh_open(const char *path, int flags, graphsh **out);

/* Closes a graph. Queries of it must be finalized before; with null, nothing is done. */
void graphsh_close(graphsh *graph);

/* What went wrong in the last call, for people: in a program with the line, a caret and a hint. Empty where nothing did. Valid until
 * the next call with this graph. */
const char *graphsh_errmsg(graphsh *graph);
/* The same without the program's line, and what to do, which may be empty. */
const char *graphsh_errtext(graphsh *graph);
const char *graphsh_errhint(graphsh *graph);
/* Where in the program it is, counted from 1 in lines and characters; 0 where it is nowhere in it. */
int graphsh_errline(graphsh *graph);
int graphsh_errcolumn(graphsh *graph);

/* The longest that one query or question may take, in milliseconds, and the most memory, in bytes; 0 is as much as it takes. */
int graphsh_limit(graphsh *graph, int64_t milliseconds, int64_t bytes);

/* Ends the call under way, which returns GRAPHSH_INTERRUPTED soon; what it changed is taken back. May be called from any thread and
 * from a signal's handler thread, but not after graphsh_close(). Where no call is under way, nothing happens. */
void graphsh_interrupt(graphsh *graph);

/* Told how far graphsh_ingest() is: a share from 0 to 1, or less than 0 where that is not known, and the document at hand. What is
 * not 0 ends the work. Called on the thread that ingests. */
typedef int (*graphsh_progress)(void *context, double share, const char *document);
int graphsh_on_progress(graphsh *graph, graphsh_progress callback, void *context);

/* --- Programs and queries -------------------------------------------------------------------------------------------------- */

/* Runs a program for its rules, which later queries of this graph may use, and its changes: all of them, or none. What it asks is
 * not answered. */
int graphsh_run(graphsh *graph, const char *program);

/* Prepares one query, such as "met($who, X)?". *out is null where it fails. */
int graphsh_prepare(graphsh *graph, const char *query, graphsh_query **out);

/* Gives a parameter a value, which begins the query anew. The name stands without its $. The value is copied. */
int graphsh_bind_text(graphsh_query *query, const char *name, const char *value);
int graphsh_bind_int64(graphsh_query *query, const char *name, int64_t value);
int graphsh_bind_double(graphsh_query *query, const char *name, double value);
int graphsh_bind_boolean(graphsh_query *query, const char *name, int value);
/* A day or a moment, as ISO 8601 writes them, and an IRI without angle brackets. */
int graphsh_bind_date(graphsh_query *query, const char *name, const char *value);
int graphsh_bind_iri(graphsh_query *query, const char *name, const char *value);
/* Its parameters, in the order of their first appearance. */
int graphsh_parameter_count(graphsh_query *query);
const char *graphsh_parameter_name(graphsh_query *query, int parameter);

/* Goes to the first row, and then to the next: GRAPHSH_ROW, GRAPHSH_DONE, or an error. The first call runs the query. A query without
 * variables has one row with the column "answer", true or false. */
int graphsh_step(graphsh_query *query);
/* Lets the next graphsh_step() run the query again; bound values stay. */
int graphsh_reset(graphsh_query *query);
/* Rows of the answer; it runs the query where that has not been done. Less than 0 is an error. */
int64_t graphsh_row_count(graphsh_query *query);

/* The columns; they are known once the query has run. Names are valid until the query is run again or finalized. */
int graphsh_column_count(graphsh_query *query);
const char *graphsh_column_name(graphsh_query *query, int column);

/* Cells of the row at hand. Every cell has a text, valid until the next call with this query. */
int graphsh_column_type(graphsh_query *query, int column);
const char *graphsh_column_text(graphsh_query *query, int column);
int64_t graphsh_column_bytes(graphsh_query *query, int column); /* of its text */
int64_t graphsh_column_int64(graphsh_query *query, int column); /* 0 for what is no number or truth */
double graphsh_column_double(graphsh_query *query, int column); /* NaN for what is no number */
/* The number of a node of the graph; -1 for all else. */
int64_t graphsh_column_id(graphsh_query *query, int column);

void graphsh_finalize(graphsh_query *query);

/* --- Whole answers, by the Arrow C data interface ------------------------------------------------------------------------------ */

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

#endif

/* All rows at once, as one struct array (a record batch). A column whose cells are all integers is int64, all numbers float64, all
 * truths boolean, all days date32; every other one is utf8 with 64-bit offsets. The caller releases both, as the interface says; they
 * outlive the query. */
int graphsh_arrow(graphsh_query *query, struct ArrowSchema *schema, struct ArrowArray *array);

/* --- Texts, questions, proofs --------------------------------------------------------------------------------------------------- */

/* What became of the texts that were read. */
typedef struct {
  int64_t documents;  /* new in the graph */
  int64_t known;      /* that it had already */
  int64_t statements; /* new */
  int64_t entities;   /* new */
  int64_t failures;   /* what could not be read; graphsh_errmsg() lists it */
} graphsh_report;

/* Reads files and folders, or one text that is called by a name. What cannot be read is counted and the rest is read; what was read
 * before an interrupt stays. report may be null. */
int graphsh_ingest(graphsh *graph, const char *const *paths, size_t count, graphsh_report *report);
int graphsh_ingest_text(graphsh *graph, const char *name, const char *text, graphsh_report *report);

/* Answers a question in English, or proves each answer to a fact or query. *out is JSON, to be freed by graphsh_free(): that of
 * `graphsh ask --format json` and `graphsh why --format json`. */
int graphsh_ask(graphsh *graph, const char *question, char **out);
int graphsh_why(graphsh *graph, const char *fact, char **out);
/* The same proof as text, for people. */
int graphsh_why_text(graphsh *graph, const char *fact, char **out);

void graphsh_free(void *given);

#ifdef __cplusplus
}
#endif
#endif
