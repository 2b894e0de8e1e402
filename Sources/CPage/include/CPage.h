/// The files of the page that shows a graph, built into the program by the compiler.
#ifndef CPAGE_H
#define CPAGE_H

#include <stddef.h>

/// The bytes of a file; they last as long as the program.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} PageFile;

PageFile page_html(void);
PageFile page_style(void);

/// All scripts one after another, in the order in which they need each other.
PageFile page_script(void);

#endif
