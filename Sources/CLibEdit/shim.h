// The functions of libedit that Swift cannot call: those with variable arguments, one wrapper for each use.
#include <histedit.h>
#include <stdlib.h>
#include <string.h>

typedef char *(*graphsh_prompt_function)(EditLine *);
typedef int (*graphsh_read_function)(EditLine *, wchar_t *);
typedef unsigned char (*graphsh_edit_function)(EditLine *, int);

static inline int graphsh_el_set_prompt(EditLine *editor, graphsh_prompt_function function) {
  return el_set(editor, EL_PROMPT, function);
}

static inline int graphsh_el_set_editor(EditLine *editor, const char *name) {
  return el_set(editor, EL_EDITOR, name);
}

static inline int graphsh_el_set_signal(EditLine *editor, int handles) {
  return el_set(editor, EL_SIGNAL, handles);
}

static inline int graphsh_el_set_raw_mode(EditLine *editor, int raw) {
  return el_set(editor, EL_PREP_TERM, raw);
}

static inline int graphsh_el_set_read(EditLine *editor, graphsh_read_function function) {
  return el_set(editor, EL_GETCFN, function);
}

static inline int graphsh_el_set_client_data(EditLine *editor, void *data) {
  return el_set(editor, EL_CLIENTDATA, data);
}

static inline void *graphsh_el_client_data(EditLine *editor) {
  void *data = NULL;
  el_get(editor, EL_CLIENTDATA, &data);
  return data;
}

static inline int graphsh_el_add_function(
    EditLine *editor, const char *name, const char *help, graphsh_edit_function function) {
  return el_set(editor, EL_ADDFN, name, help, function);
}

static inline int graphsh_el_bind(EditLine *editor, const char *key, const char *command) {
  return el_set(editor, EL_BIND, key, command, NULL);
}

static inline int graphsh_el_set_history(EditLine *editor, History *list) {
  return el_set(editor, EL_HIST, history, list);
}

static inline int graphsh_history_set_size(History *list, int size) {
  HistEvent event;
  return history(list, &event, H_SETSIZE, size);
}

static inline int graphsh_history_set_unique(History *list, int unique) {
  HistEvent event;
  return history(list, &event, H_SETUNIQUE, unique);
}

static inline int graphsh_history_enter(History *list, const char *entry) {
  HistEvent event;
  return history(list, &event, H_ENTER, entry);
}

static inline int graphsh_history_clear(History *list) {
  HistEvent event;
  return history(list, &event, H_CLEAR);
}

// The standard streams are macros or unguarded globals to Swift.
static inline EditLine *graphsh_el_init(const char *program) {
  return el_init(program, stdin, stdout, stderr);
}
