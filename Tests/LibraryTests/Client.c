/* A client of the library in C: prints what it is told, a line each, and frees all that it was given.
 *
 *   Client GRAPH     a graph as the tests write it
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

int main(int count, char **arguments) {
  graphsh *graph;
  if (count < 2 || graphsh_open(arguments[1], GRAPHSH_OPEN_READONLY, &graph) != GRAPHSH_OK) return 1;
  printf("abi %s\n", graphsh_abi() == GRAPHSH_ABI ? "fits" : "differs");
  query_with_parameters(graph);
  cells(graph);
  errors(graph);
  limits(graph);
  arrow(graph);
  proof(graph);
  graphsh_close(graph);
  return 0;
}
