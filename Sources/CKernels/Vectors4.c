// What every supported processor has: SSE2 on x86-64, NEON on arm64.
#define LANES 4
#define SUFFIX 4
#define NAME "128-bit"
#define TARGET
#include "Template.h"
