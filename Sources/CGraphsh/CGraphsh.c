#include "graphsh.h"

/* The functions are written in Swift (Sources/GraphshLibrary); this target is their header, for both sides. */
