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
  GRAPHSH_MISUSE = -8,      /* a parameter that there is not, a column out of range, a null pointer */
  GRAPHSH_NAME = -9,        /* no entity, predicate or type goes by a name, or several do */
  GRAPHSH_MODEL = -10       /* texts cannot be read: the language model is missing or damaged */
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

/* Told how far graphsh_ingest() and graphsh_import() are: a share from 0 to 1, or less than 0 where that is not known, and the document
 * that was done last or is at hand. What is not 0 ends the work. Called on the thread that works, and must not use the graph. */
typedef int (*graphsh_progress)(void *context, double share, const char *document);
int graphsh_on_progress(graphsh *graph, graphsh_progress callback, void *context);

/* --- Programs and queries -------------------------------------------------------------------------------------------------- */

/* Runs a program for its rules, which later queries of this graph may use, and its changes: all of them, or none. What it asks is
 * not answered. Values of its $name are those of graphsh_set_text() and its like. */
int graphsh_run(graphsh *graph, const char *program);

/* The same, and hands over what each of its queries gave, in their order: answers to be stepped through, which cannot be bound or run
 * again and are to be finalized by whoever they were handed to. What is not 0 ends the program, and takes its changes back. */
typedef int (*graphsh_each)(void *context, graphsh_query *answers);
int graphsh_run_each(graphsh *graph, const char *program, graphsh_each each, void *context);

/* Facts that the last program was the first to insert, and those that it deleted. */
int64_t graphsh_inserted(graphsh *graph);
int64_t graphsh_deleted(graphsh *graph);

/* Gives $name a value in programs, questions of graphsh_why() and queries that bind none, until it is given another or all are
 * cleared. The name stands without its $. */
int graphsh_set_text(graphsh *graph, const char *name, const char *value);
int graphsh_set_int64(graphsh *graph, const char *name, int64_t value);
int graphsh_set_double(graphsh *graph, const char *name, double value);
int graphsh_set_boolean(graphsh *graph, const char *name, int value);
int graphsh_set_date(graphsh *graph, const char *name, const char *value);
int graphsh_set_iri(graphsh *graph, const char *name, const char *value);
int graphsh_clear_parameters(graphsh *graph);

/* Between begin and commit, whatever changes the graph is one change: all of it is in the file after the commit, and none of it, nor
 * any rule that was run, after the rollback. What fails in between is taken back by itself. No other process can write meanwhile. There
 * is one at a time; graphsh_close() rolls it back. Where a commit fails, everything is as after a rollback. */
int graphsh_begin(graphsh *graph);
int graphsh_commit(graphsh *graph);
int graphsh_rollback(graphsh *graph);

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

/* What a query without variables says: 1 where it holds, 0 where not; -1 for one that has rows. Less than that is an error. */
int graphsh_truth(graphsh_query *query);

/* What its reader should know beside the rows: names that nothing goes by, rows passed over. Valid as names of columns are. */
int graphsh_note_count(graphsh_query *query);
const char *graphsh_note_text(graphsh_query *query, int note);

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

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};

#endif

/* All rows at once, as one struct array (a record batch). A column whose cells are all integers is int64, all numbers float64, all
 * truths boolean, all days date32, all moments timestamps in milliseconds of UTC; every other one is utf8 with 64-bit offsets. In a
 * column of the former, what optional(…) left open is null; in one of texts it is the empty text. The caller releases both, as the
 * interface says; they outlive the query. */
int graphsh_arrow(graphsh_query *query, struct ArrowSchema *schema, struct ArrowArray *array);
/* The same as a stream of one batch. It outlives the query, and may be read by any thread. */
int graphsh_arrow_stream(graphsh_query *query, struct ArrowArrayStream *out);
/* A stream that shares the memory of what graphsh_arrow() gave, which stays its owner's; any number of them, by any thread. */
void graphsh_arrow_share(const struct ArrowSchema *schema, const struct ArrowArray *array, struct ArrowArrayStream *out);

/* --- Texts, questions, proofs --------------------------------------------------------------------------------------------------- */

/* What became of the texts that were read. */
typedef struct {
  int64_t documents;  /* new in the graph */
  int64_t known;      /* that it had already */
  int64_t statements; /* new */
  int64_t entities;   /* new */
  int64_t failures;   /* what could not be read; graphsh_errmsg() lists it */
} graphsh_report;

/* Reads files and folders, or one text that is called by a name, or several. What cannot be read is counted and the rest is read; what was read
 * before an interrupt stays. report may be null. */
int graphsh_ingest(graphsh *graph, const char *const *paths, size_t count, graphsh_report *report);
int graphsh_ingest_text(graphsh *graph, const char *name, const char *text, graphsh_report *report);
int graphsh_ingest_texts(graphsh *graph, const char *const *names, const char *const *texts, size_t count,
                         graphsh_report *report);

/* Answers a question in English, or proves each answer to a fact or query. *out is JSON, to be freed by graphsh_free(): that of
 * `graphsh ask --format json` and `graphsh why --format json`. */
int graphsh_ask(graphsh *graph, const char *question, char **out);
int graphsh_why(graphsh *graph, const char *fact, char **out);
/* The same proof as text, for people. */
int graphsh_why_text(graphsh *graph, const char *fact, char **out);

/* A page on what goes by a name, as JSON, to be freed by graphsh_free(): that of `graphsh about --format json`. limit is the most
 * entries of a section, 0 for all. */
int graphsh_about(graphsh *graph, const char *name, int64_t limit, char **out);

void graphsh_free(void *given);

/* --- Other formats ---------------------------------------------------------------------------------------------------------------- */

/* What part of the graph goes out. All zero is the whole; of pictures, the 40 most telling names. */
typedef struct {
  const char *query; /* only what its answers connect: subject and object, or subject, predicate and object; null for all */
  const char *const *around; /* only what surrounds these */
  size_t around_count;
  int hops; /* edges to follow from them; 0 is 1 */
  const char *const *predicates; /* only these */
  size_t predicate_count;
  const char *const *types; /* only nodes of these */
  size_t type_count;
  int64_t limit;      /* the most nodes; 0 chooses */
  const char *title;  /* of a picture or page; null makes one */
  int with_evidence;  /* not 0: RDF of the whole graph describes each claim with its sentences */
} graphsh_part;

/* Takes a piece of what is exported, which is not ended by 0. What is not 0 ends the export. */
typedef int (*graphsh_write)(void *context, const char *text, size_t bytes);

/* Writes the graph, or a part of it (null is the whole), as svg (laid out by graphsh itself), html (a page to explore), dot, nt, nq,
 * ttl, trig, csv, tsv, jsonl, json (nodes and links), cytoscape, graphml, gexf, mermaid, csv-nodes or csv-edges. */
int graphsh_export(graphsh *graph, const char *format, const graphsh_part *part, graphsh_write write, void *context);

/* What became of the files that were imported. */
typedef struct {
  int64_t statements; /* read */
  int64_t triples;    /* new in the graph */
  int64_t skipped;    /* left out; graphsh_errmsg() lists the first of them */
} graphsh_import_report;

/* How files are imported. All zero goes by their endings, into the default graph, and gives up at the first error. */
typedef struct {
  const char *format;    /* nt, nq, ttl, trig, rdf, csv, tsv or jsonl */
  const char *graph;     /* the named graph of statements that name none */
  const char *base;      /* of relative IRIs */
  const char *id_column; /* the column of a table, or the member of JSON lines, that names what a row is about */
  int skip_errors;       /* not 0: what cannot be read is left out */
} graphsh_import_options;

/* Reads facts from files, compressed with gzip or not: all of them come in together or not at all. options and report may be null. */
int graphsh_import(graphsh *graph, const char *const *paths, size_t count, const graphsh_import_options *options,
                   graphsh_import_report *report);

#ifdef __cplusplus
}
#endif
#endif
