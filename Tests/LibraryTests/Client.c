/* A client of the library in C: prints what it is told, a line each, and frees all that it was given.
 *
 *   Client GRAPH COPY FACTS     a graph as the tests write it, a copy to be changed, and N-Triples
 */
#include <graphsh.h>

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void *interrupt_soon(void *graph) {
  /* Until the query is ended: it may not have begun yet. */
  for (;;) {
    usleep(20000);
    pthread_testcancel();
    graphsh_interrupt(graph);
  }
  return NULL;
}

static void print_rows(graphsh_query *query) {
  while (graphsh_step(query) == GRAPHSH_ROW) {
    for (int column = 0; column < graphsh_column_count(query); column++)
      printf("%s%s=%s", column ? " " : "", graphsh_column_name(query, column), graphsh_column_text(query, column));
    printf("\n");
  }
}

static void query_with_parameters(graphsh *graph) {
  graphsh_query *query;
  printf("prepare %d\n", graphsh_prepare(graph, "leads($who, X)?", &query));
  printf("parameters %d %s\n", graphsh_parameter_count(query), graphsh_parameter_name(query, 0));
  graphsh_bind_text(query, "who", "Ivo Brenn");
  print_rows(query);
  graphsh_bind_text(query, "who", "Signe Dahl");
  printf("rows %" PRId64 "\n", graphsh_row_count(query));
  int status = graphsh_bind_int64(query, "whom", 7);
  printf("unknown parameter %d: %s\n", status, graphsh_errmsg(graph));
  graphsh_finalize(query);
}

static void cells(graphsh *graph) {
  graphsh_query *query;
  graphsh_prepare(graph, "?(A = 7, B = 2.5, C = true, D = 2026-01-05, E = \"text\", F) :- leads(F, _).", &query);
  printf("step %d\n", graphsh_step(query));
  for (int column = 0; column < graphsh_column_count(query); column++)
    printf("%d ", graphsh_column_type(query, column));
  printf("\n%" PRId64 " %g %" PRId64 " %s %" PRId64 " %s\n", graphsh_column_int64(query, 0), graphsh_column_double(query, 1),
         graphsh_column_int64(query, 2), graphsh_column_text(query, 3), graphsh_column_bytes(query, 4),
         graphsh_column_id(query, 5) >= 0 ? "a node" : "none");
  printf("out of range %d %s\n", graphsh_column_type(query, 9), graphsh_column_text(query, -1) ? "text" : "null");
  printf("step %d", graphsh_step(query));
  printf(" %d\n", graphsh_step(query));
  printf("past the end: %s\n", graphsh_column_text(query, 0) ? "text" : "null");
  graphsh_finalize(query);
  graphsh_prepare(graph, "leads(\"Ivo Brenn\", _)?", &query);
  print_rows(query);
  graphsh_finalize(query);
}

static void errors(graphsh *graph) {
  graphsh_query *query;
  printf("mistake %d\n", graphsh_prepare(graph, "met(X,\n Y Z)?", &query));
  printf("%s at %d:%d\n", graphsh_errtext(graph), graphsh_errline(graph), graphsh_errcolumn(graph));
  printf("hint: %s\nquery: %s\n", graphsh_errhint(graph), query ? "there" : "null");
  printf("file %d\n", graphsh_run(graph, "@import p \"/etc/hostname\"."));
  printf("change %d\n", graphsh_run(graph, "insert p(a, b)."));
  printf("ingest %d\n", graphsh_ingest_text(graph, "a", "A met B.", NULL));
  printf("null %d %d %d\n", graphsh_prepare(graph, NULL, &query), graphsh_step(NULL), graphsh_run(NULL, ""));
  graphsh_close(NULL);
  graphsh_finalize(NULL);
  graphsh *missing;
  int status = graphsh_open("/no/such/graph.db", GRAPHSH_OPEN_READONLY, &missing);
  printf("missing %d %s\n", status, strstr(graphsh_errmsg(missing), "/no/such/graph.db") ? "named" : "not named");
  printf("not open %d\n", graphsh_run(missing, "p(1)."));
  graphsh_close(missing);
}

static void limits(graphsh *graph) {
  graphsh_query *query;
  graphsh_prepare(graph, "?(count()) :- N in 0..100000, M in 0..100000, K in 0..100000, N + M > K.", &query);
  graphsh_limit(graph, 300, 0);
  printf("timeout %d\n", graphsh_step(query));
  graphsh_limit(graph, 0, 0);
  pthread_t thread;
  pthread_create(&thread, NULL, interrupt_soon, graph);
  printf("interrupt %d\n", graphsh_step(query));
  pthread_cancel(thread);
  pthread_join(thread, NULL);
  graphsh_finalize(query);
  graphsh_prepare(graph, "leads(X, _)?", &query);
  print_rows(query);
  graphsh_finalize(query);
}

static void arrow(graphsh *graph) {
  graphsh_query *query;
  struct ArrowSchema schema;
  struct ArrowArray array;
  graphsh_run(graph, "row(1, 1.5, \"one\", true, 1970-01-02). row(2, 2, \"zwei\", false, 1970-01-03).");
  graphsh_prepare(graph, "row(A, B, C, D, E) order by A?", &query);
  printf("arrow %d\n", graphsh_arrow(query, &schema, &array));
  graphsh_finalize(query);
  printf("%s %" PRId64 " x %" PRId64 ":", schema.format, array.length, array.n_children);
  for (int64_t place = 0; place < schema.n_children; place++)
    printf(" %s %s", schema.children[place]->name, schema.children[place]->format);
  const int64_t *numbers = array.children[0]->buffers[1];
  const double *floats = array.children[1]->buffers[1];
  const int64_t *ends = array.children[2]->buffers[1];
  const char *texts = array.children[2]->buffers[2];
  const unsigned char *truths = array.children[3]->buffers[1];
  const int32_t *days = array.children[4]->buffers[1];
  printf("\n%" PRId64 " %g %.*s %d %d\n", numbers[1], floats[0], (int)(ends[2] - ends[1]), texts + ends[1], truths[0], days[1]);
  /* A child may be moved to another owner, which releases it later. */
  struct ArrowArray moved = *array.children[0];
  array.children[0]->release = NULL;
  array.release(&array);
  printf("%s %" PRId64 "\n", array.release ? "held" : "released", ((const int64_t *)moved.buffers[1])[0]);
  moved.release(&moved);
  schema.release(&schema);
}

static void proof(graphsh *graph) {
  char *text;
  printf("why %d\n", graphsh_why_text(graph, "leads(\"Brenn\", X)", &text));
  printf("%s\n", strstr(text, "Brenn leads Fjord Lines.") ? "proved by its sentence" : text);
  graphsh_free(text);
  int status = graphsh_why(graph, "leads(\"Brenn\", X)", &text);
  printf("why %d %s\n", status, text[0] == '[' ? "list" : text);
  graphsh_free(text);
  graphsh_free(NULL);
}

static int count_met(graphsh *graph) {
  graphsh_query *query;
  graphsh_prepare(graph, "met(X, Y)?", &query);
  int rows = (int)graphsh_row_count(query);
  graphsh_finalize(query);
  return rows;
}

static int print_answers(void *context, graphsh_query *answers) {
  printf("truth %d\n", graphsh_truth(answers));
  print_rows(answers);
  printf("bind %d\n", graphsh_bind_int64(answers, "x", 1));
  graphsh_finalize(answers);
  return ++*(int *)context < 3 ? 0 : 1;
}

static int count_bytes(void *context, const char *text, size_t bytes) {
  (void)text;
  *(size_t *)context += bytes;
  return 0;
}

static int refuse(void *context, const char *text, size_t bytes) {
  (void)context, (void)text, (void)bytes;
  return 1;
}

/* What changes a graph; this copy of it is open for writing. */
static void changes(const char *path, const char *facts) {
  graphsh *graph;
  printf("open %d\n", graphsh_open(path, GRAPHSH_OPEN_READWRITE, &graph));
  int before = count_met(graph);
  printf("begin %d", graphsh_begin(graph));
  printf(" again %d\n", graphsh_begin(graph));
  printf("run %d", graphsh_run(graph, "insert met(\"Ann\", \"Bo\")."));
  printf(" inserted %" PRId64 "\n", graphsh_inserted(graph));
  printf("mistake %d\n", graphsh_run(graph, "insert met(\"Cy\", \"Di\"). met(X, "));
  graphsh_import_report report;
  printf("import %d", graphsh_import(graph, &facts, 1, NULL, &report));
  printf(" new %" PRId64 "\n", report.triples);
  printf("within %d\n", count_met(graph) - before);
  printf("rollback %d", graphsh_rollback(graph));
  printf(" again %d\n", graphsh_rollback(graph));
  printf("after %d\n", count_met(graph) - before);
  graphsh_begin(graph);
  graphsh_set_text(graph, "who", "Ann");
  graphsh_run(graph, "insert met($who, \"Bo\").");
  printf("commit %d", graphsh_commit(graph));
  printf(" %d\n", count_met(graph) - before);
  int queries = 0;
  printf("each %d\n", graphsh_run_each(graph, "met($who, X)? met($who, \"Bo\")?", print_answers, &queries));
  graphsh_clear_parameters(graph);
  printf("cleared %d\n", graphsh_run_each(graph, "met($who, X)?", print_answers, &queries));
  size_t bytes = 0;
  const char *brenn = "Ivo Brenn";
  graphsh_part part = {.around = &brenn, .around_count = 1};
  printf("export %d", graphsh_export(graph, "svg", &part, count_bytes, &bytes));
  printf(" %s\n", bytes > 200 ? "written" : "empty");
  printf("refused %d format %d\n", graphsh_export(graph, "nt", NULL, refuse, NULL), graphsh_export(graph, "png", NULL, refuse, NULL));
  char *page;
  printf("about %d", graphsh_about(graph, "Brenn", 0, &page));
  printf(" %s\n", strstr(page, "\"Ivo Brenn\"") ? "found" : page);
  graphsh_free(page);
  printf("nobody %d", graphsh_about(graph, "Nobody", 0, &page));
  printf(" %s\n", page ? "page" : "null");
  graphsh_close(graph);
}

static void arrow_stream(graphsh *graph) {
  graphsh_query *query;
  struct ArrowSchema schema, shown;
  struct ArrowArray array, read;
  struct ArrowArrayStream stream;
  graphsh_run(graph, "item(1, 2026-01-05T09:30:00Z). item(2, 2026-01-05T10:30:00+01:00). size(2, 9).");
  graphsh_prepare(graph, "?(N, M, S) :- item(N, M), optional(size(N, S)).", &query);
  graphsh_arrow(query, &schema, &array);
  graphsh_finalize(query);
  graphsh_arrow_share(&schema, &array, &stream);
  array.release(&array);
  schema.release(&schema);
  stream.get_schema(&stream, &shown);
  stream.get_next(&stream, &read);
  printf("%s %s", shown.children[1]->format, shown.children[2]->flags & ARROW_FLAG_NULLABLE ? "nullable" : "full");
  const int64_t *moments = read.children[1]->buffers[1];
  const unsigned char *valid = read.children[2]->buffers[0];
  printf(" %" PRId64 " %" PRId64 " %d\n", moments[0] - moments[1], read.children[2]->null_count, valid[0]);
  read.release(&read);
  stream.get_next(&stream, &read);
  printf("%s\n", read.release ? "more" : "end");
  stream.release(&stream);
  shown.release(&shown);
}

int main(int count, char **arguments) {
  graphsh *graph;
  if (count < 4 || graphsh_open(arguments[1], GRAPHSH_OPEN_READONLY, &graph) != GRAPHSH_OK) return 1;
  printf("abi %s\n", graphsh_abi() == GRAPHSH_ABI ? "fits" : "differs");
  query_with_parameters(graph);
  cells(graph);
  errors(graph);
  limits(graph);
  arrow(graph);
  proof(graph);
  arrow_stream(graph);
  graphsh_close(graph);
  changes(arguments[2], arguments[3]);
  return 0;
}
