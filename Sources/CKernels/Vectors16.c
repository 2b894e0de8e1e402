// AVX-512: 32 registers of 16 numbers.
#if defined(__x86_64__)
#define LANES 16
#define SUFFIX 16
#define NAME "AVX-512"
#define TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,fma,avx2")))
#include "Template.h"
#endif
