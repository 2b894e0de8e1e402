#include "CKernels.h"

extern const ck_kernels ck_kernels_4;
#if defined(__x86_64__)
extern const ck_kernels ck_kernels_8, ck_kernels_16;
#endif

const ck_kernels *ck_with_lanes(size_t lanes) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (lanes == 16 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw"))
    return &ck_kernels_16;
  if (lanes == 8 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return &ck_kernels_8;
#endif
  return lanes == 4 ? &ck_kernels_4 : 0;
}

const ck_kernels *ck_select(void) {
  const ck_kernels *best = ck_with_lanes(16);
  if (!best) best = ck_with_lanes(8);
  return best ? best : ck_with_lanes(4);
}
