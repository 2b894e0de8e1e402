#include <serd/serd.h>
#include <stdarg.h>
#include <stdio.h>

/// Writes the message of an error into a buffer: its arguments are a C argument list.
static inline void graphsh_serd_message(const SerdError *error, char *buffer, size_t size) {
  va_list arguments;
  va_copy(arguments, *error->args);
  vsnprintf(buffer, size, error->fmt, arguments);
  va_end(arguments);
}
