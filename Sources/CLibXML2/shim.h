#include <libxml/xmlversion.h>
// Where libxml2 was built with ICU, its headers bring in ICU's, whose types differ from those of the
// ICU that Foundation has with it: a file that imports both would not compile.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
