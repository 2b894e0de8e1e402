// AVX2 with fused multiply-add: 16 registers of 8 numbers.
#if defined(__x86_64__)
#define LANES 8
#define SUFFIX 8
#define NAME "AVX2"
#define TARGET __attribute__((target("avx2,fma")))
#include "Template.h"
#endif
